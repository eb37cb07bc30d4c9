import type { Option } from '../../../chat/field.ts';
import { AFFECTED } from '../../../model/epic/epic.ts';
import { capital } from '../../../model/text/capital.ts';

/** Whom an outcome is mostly for. */
export const AFFECTED_OPTIONS: readonly Option[] = AFFECTED.map((value) => ({
  value,
  text: capital(value),
}));
