import { fragment } from '../connection/fragment.ts';

/** The stages of stream `v` in their order, as JSON pairs. */
export const STAGE_PAIRS = fragment`'id', s.id, 'name', s.name, 'kind', s.kind`;
