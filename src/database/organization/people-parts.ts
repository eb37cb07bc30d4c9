import { fragment } from '../connection/fragment.ts';

/** Members `m` as a JSON list of ids and names, by name. */
export const MEMBERS_BY_NAME = fragment`coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) ORDER BY m.name), '[]')`;
