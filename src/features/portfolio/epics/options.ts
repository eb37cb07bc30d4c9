import type { Option } from '../../../chat/field.ts';
import { AFFECTED } from '../../../model/epic/epic.ts';

/** Whom an outcome is mostly for. */
export const AFFECTED_OPTIONS: readonly Option[] = AFFECTED.map((value) => ({
  value,
  text: value.charAt(0).toUpperCase() + value.slice(1),
}));
