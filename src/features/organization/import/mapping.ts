import { z } from 'zod';
import { ITEM_KINDS, type ItemKind, STAGE_KINDS, type StageKind } from '../../../model/item/item.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { cleanLine, NAME_LIMIT } from '../../../model/text/text.ts';
import type { Changelog } from './changelog.ts';
import { defaultKind } from './default-kind.ts';
import { defaultStageKind, defaultTarget } from './default-target.ts';
import type { TextFile } from './read-file.ts';

/** Where a status of the export leads: a state of an item, or a delivery stage by name. */
export type Target = 'refining' | 'ready' | 'done' | 'parked' | { readonly stage: string; readonly kind: StageKind };

/** What every status and issue type of an export becomes. Names are matched in any case. */
export interface Mapping {
  /** Stages come into a new stream in this order. */
  readonly statuses: ReadonlyMap<string, Target>;
  readonly kinds: ReadonlyMap<string, ItemKind>;
  /** Names of the mapping file that the export does not have: perhaps slips. */
  readonly unused: readonly string[];
}

const WORDS = ['refining', 'ready', 'done', 'parked'] as const;
const HOW = `one of ${WORDS.join(', ')}, or a stage such as { "stage": "in review", "kind": "waiting" }`;

const FILE = z.strictObject({
  statuses: z
    .record(
      z.string(),
      z.union([z.enum(WORDS), z.strictObject({ stage: z.string().trim().min(1), kind: z.enum(STAGE_KINDS).optional() })], {
        error: `is ${HOW}`,
      }),
    )
    .optional(),
  kinds: z.record(z.string(), z.enum(ITEM_KINDS, { error: `is one of ${ITEM_KINDS.join(', ')}` })).optional(),
});

/**
 * The mapping of an export: what the file says, and for the rest a default from Jira's category and the name.
 *
 * @param file what `--map` names, JSON as `--print-map` prints it
 * @throws Refusal invalid_input naming every problem of the file
 */
export function mappingOf(changelog: Changelog, file: TextFile | null): Mapping {
  const given = file ? readFile(file) : {};
  const targets = new Map(Object.entries(given.statuses ?? {}).map(([status, target]) => [status.trim().toLowerCase(), completed(target)]));
  const kinds = new Map(Object.entries(given.kinds ?? {}).map(([type, kind]) => [type.trim().toLowerCase(), kind]));
  const statuses = new Map<string, Target>();
  // The file's own order first: it is the order of the stages.
  const inFile = changelog.statuses.filter((one) => targets.has(one.name.toLowerCase()));
  const position = [...targets.keys()];
  inFile.sort((a, b) => position.indexOf(a.name.toLowerCase()) - position.indexOf(b.name.toLowerCase()));
  for (const { name, category } of [...inFile, ...changelog.statuses]) {
    const key = name.toLowerCase();
    if (!statuses.has(key)) statuses.set(key, targets.get(key) ?? defaultTarget(name, category));
  }
  const types = new Map(changelog.types.map((type) => [type.toLowerCase(), kinds.get(type.toLowerCase()) ?? defaultKind(type)]));
  const unused = [...[...targets.keys()].filter((key) => !statuses.has(key)), ...[...kinds.keys()].filter((key) => !types.has(key))];
  return { statuses, kinds: types, unused };
}

/** The mapping as JSON for `--map`, with the names as the export writes them. */
export function printMapping(changelog: Changelog, mapping: Mapping): string {
  const named = (names: readonly string[], of: ReadonlyMap<string, unknown>) =>
    Object.fromEntries(names.map((name) => [name, of.get(name.toLowerCase())]));
  const statuses = named(
    changelog.statuses.map((one) => one.name),
    mapping.statuses,
  );
  return `${JSON.stringify({ statuses, kinds: named(changelog.types, mapping.kinds) }, null, 2)}\n`;
}

function completed(target: z.infer<typeof FILE>['statuses'] extends Record<string, infer One> | undefined ? One : never): Target {
  if (typeof target === 'string') return target;
  const stage = cleanLine(target.stage, NAME_LIMIT, 'The stage’s name');
  return { stage, kind: target.kind ?? defaultStageKind(stage) };
}

function readFile(file: TextFile): z.infer<typeof FILE> {
  let json: unknown;
  try {
    json = JSON.parse(file.text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal('invalid_input', `${file.name} is no JSON: ${why}.`, 'Begin with what --print-map prints.');
  }
  const parsed = FILE.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(' → ') || 'the file'} ${issue.message}`);
  throw new Refusal('invalid_input', `${file.name} does not fit: ${problems.join('; ')}.`, 'Begin with what --print-map prints.');
}
