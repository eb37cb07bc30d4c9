import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import { z } from 'zod';

/**
 * Says what Teams would refuse of a card, or show otherwise than meant. Written apart from the renderer: numbers, names and rules are
 * Microsoft's, looked up anew, so that the two cannot share a mistake.
 */
export function judgeCard(card: unknown, surface: 'chat' | 'dialog'): string[] {
  const bytes = Buffer.byteLength(JSON.stringify(card), 'utf8');
  return [
    ...(bytes > 28_000 ? [`${bytes} bytes`] : []),
    ...againstSchema(card),
    ...root(card),
    ...everyObject(card).flatMap((one) => judgeObject(one, surface)),
    ...doubleIds(card),
    ...everyString(card).flatMap((text) => (text.isWellFormed() ? [] : [`half a character in ${text.slice(0, 40)}`])),
  ];
}

/** The schema is Microsoft's and not ours to copy, so it is looked for beside the repository. */
export const SCHEMA_FILE = fileURLToPath(new URL('../../../shared/data/schemas/adaptive-card-1.5.0.ajv.schema.json', import.meta.url));

let validate: ValidateFunction | null | undefined;

function againstSchema(card: unknown): string[] {
  if (validate === undefined) {
    // Beside draft-07, which Ajv speaks, draft-06 has no word of another meaning that this schema uses.
    const schema = existsSync(SCHEMA_FILE) ? (JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')) as object) : null;
    validate = schema
      ? new Ajv({ strict: false, validateFormats: false }).compile({ ...schema, $schema: 'http://json-schema.org/draft-07/schema#' })
      : null;
  }
  if (validate === null || validate(withoutExtensions(card))) return [];
  // The schema is one `anyOf` over everything, so that the deepest complaint is the telling one.
  const deepest = [...(validate.errors ?? [])].sort((a, b) => b.instancePath.length - a.instancePath.length)[0];
  return [`schema: ${deepest?.instancePath} ${deepest?.message}`];
}

/** What Teams adds is no part of the schema; an added element is judged by what stands in for it. */
export function withoutExtensions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutExtensions);
  if (!isObject(value)) return value;
  if (typeof value.type === 'string' && value.type.startsWith('Chart.')) return withoutExtensions(value.fallback);
  return Object.fromEntries(
    Object.entries(value)
      // `filtered` came with 1.5 (adaptivecards.io/explorer/Input.ChoiceSet.html); the schema of 1.5 forgot it.
      .filter(
        ([key, one]) =>
          key !== 'msteams' && key !== 'choices.data' && key !== 'firstRowAsHeaders' && !(key === 'style' && one === 'filtered'),
      )
      .map(([key, one]) => [key, withoutExtensions(one)]),
  );
}

const rootSchema = z.strictObject({
  type: z.literal('AdaptiveCard'),
  $schema: z.string(),
  version: z.literal('1.5'),
  msteams: z.strictObject({ width: z.literal('Full') }).optional(),
  body: z.array(z.unknown()).min(1),
  actions: z.array(z.unknown()).max(6).optional(),
});

function root(card: unknown): string[] {
  return complaints('card', rootSchema.safeParse(card));
}

const pressed = {
  act: z.string().min(1).max(255),
  data: z.record(z.string(), z.unknown()),
  nonce: z.string().optional(),
};
const carried = z.union([
  z.strictObject(pressed),
  z.strictObject({ submit: z.string().min(1), draft: z.string().min(1), asks: z.array(z.string()).min(1) }),
  z.strictObject({ cancel: z.string().min(1), draft: z.string().min(1) }),
]);
const fetching = z.strictObject({ ...pressed, msteams: z.strictObject({ type: z.literal('task/fetch') }) });

const title = z.string().trim().min(1).max(100);
const data = z.strictObject({
  type: z.literal('Data.Query'),
  // https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker
  dataset: z.string().regex(/^(?:[\w.-]+\/[\w.-]+|graph\.microsoft\.com\/users)$/),
});

/** Types that a card of ours may hold: nothing that fetches a picture, plays, or reads Markdown where people's words are. */
const KNOWN = new Set([
  'AdaptiveCard',
  'TextBlock',
  'RichTextBlock',
  'TextRun',
  'ColumnSet',
  'Column',
  'Container',
  'Table',
  'TableRow',
  'TableCell',
  'ActionSet',
  'Input.Text',
  'Input.Date',
  'Input.Toggle',
  'Input.ChoiceSet',
  'Data.Query',
  'Action.Execute',
  'Action.Submit',
  'Action.OpenUrl',
  'task/fetch',
]);

function judgeObject(one: Json, surface: 'chat' | 'dialog'): string[] {
  const type = String(one.type);
  const found = 'type' in one && !KNOWN.has(type) ? [`an element ${type}`] : [];
  switch (type) {
    case 'ActionSet':
      return [...found, ...complaints(type, z.array(z.unknown()).min(1).max(6).safeParse(one.actions))];
    case 'Action.Execute': {
      const { type: _type, verb, fallback, ...shared } = one;
      return [
        ...found,
        ...(surface === 'dialog' ? ['a universal action in a dialog'] : []),
        ...complaints('verb', z.enum(['act', 'submit', 'cancel']).safeParse(verb)),
        ...(isObject(one.data) && String(verb) in one.data ? [] : ['data that does not say what the verb does']),
        ...(JSON.stringify(fallback) === JSON.stringify({ type: 'Action.Submit', ...shared })
          ? []
          : ['a fallback that does something else']),
        ...complaints('data', carried.safeParse(one.data)),
        ...complaints('title', title.safeParse(one.title)),
      ];
    }
    case 'Action.Submit':
      return [
        ...found,
        ...complaints('data', (surface === 'chat' ? z.union([carried, fetching]) : carried).safeParse(one.data)),
        ...complaints('title', title.safeParse(one.title)),
      ];
    case 'Action.OpenUrl':
      return [...found, ...(/^(?:https?|mailto):/.test(String(one.url)) ? [] : [`an address ${String(one.url).slice(0, 40)}`])];
    case 'Input.ChoiceSet':
      return [...found, ...choiceSet(one)];
    case 'Input.Text':
      return [
        ...found,
        ...(typeof one.value === 'string' && typeof one.maxLength === 'number' && one.value.length > one.maxLength
          ? ['a value that is too long']
          : []),
      ];
    case 'Input.Date':
      return [...found, ...(one.value === undefined || /^\d{4}-\d{2}-\d{2}$/.test(String(one.value)) ? [] : ['a value that is no date'])];
    case 'RichTextBlock':
      return [
        ...found,
        ...complaints(
          type,
          z
            .array(z.object({ text: z.string().min(1) }))
            .min(1)
            .safeParse(one.inlines),
        ),
      ];
    case 'Table':
      return [...found, ...ragged(one)];
    default:
      return found;
  }
}

function choiceSet(one: Json): string[] {
  const parsed = z.array(z.strictObject({ title: z.string().trim().min(1), value: z.string().min(1) })).safeParse(one.choices);
  const values = parsed.success ? parsed.data.map((choice) => choice.value) : [];
  const fromGraph = isObject(one['choices.data']) && one['choices.data'].dataset === 'graph.microsoft.com/users';
  const chosen = one.value === undefined ? [] : one.isMultiSelect ? String(one.value).split(',') : [String(one.value)];
  return [
    ...complaints('choices', parsed),
    ...('choices.data' in one ? complaints('choices.data', data.safeParse(one['choices.data'])) : []),
    ...('choices.data' in one && one.style !== 'filtered' ? ['a search in a menu that is not typed into'] : []),
    ...(!('choices.data' in one) && values.length === 0 ? ['a menu with nothing in it'] : []),
    ...(new Set(values).size < values.length ? ['a value offered twice'] : []),
    ...(new Set(chosen).size < chosen.length ? ['a value chosen twice'] : []),
    // A directory's accounts are named by Teams itself.
    ...(fromGraph || chosen.every((value) => values.includes(value)) ? [] : ['a chosen value that is not offered']),
    ...(one.isMultiSelect && values.some((value) => value.includes(',')) ? ['a comma in a value of several'] : []),
  ];
}

function ragged(table: Json): string[] {
  const columns = Array.isArray(table.columns) ? table.columns.length : 0;
  const rows = Array.isArray(table.rows) ? table.rows : [];
  return rows.every((row) => isObject(row) && Array.isArray(row.cells) && row.cells.length === columns) ? [] : ['a ragged table'];
}

function doubleIds(card: unknown): string[] {
  const ids = everyObject(card).flatMap((one) => (String(one.type).startsWith('Input.') ? [String(one.id)] : []));
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two inputs ${id}`);
}

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every object of the card, but nothing of what actions carry: that is ours, and no part of the picture. */
export function everyObject(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(everyObject);
  if (!isObject(value)) return [];
  return [value, ...Object.entries(value).flatMap(([key, one]) => (key === 'data' ? [] : everyObject(one)))];
}

function everyString(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(everyString);
  return isObject(value) ? Object.values(value).flatMap(everyString) : [];
}

function complaints(what: string, parsed: { readonly success: boolean; readonly error?: z.ZodError | undefined }): string[] {
  return parsed.success ? [] : [`${what}: ${parsed.error?.issues.map((one) => `${one.path.join('.')} ${one.message}`).join('; ')}`];
}
