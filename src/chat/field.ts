import { z } from 'zod';
import { isRealDate } from '../model/calendar/date.ts';
import { Refusal } from '../model/rights/refusal.ts';
import { wrongLink, wrongLinkIn } from '../model/text/link.ts';
import { parseDecimal, parseWholeNumber } from '../model/text/number.ts';
import { cleanLine, cleanText, NAME_LIMIT, type TextLimit } from '../model/text/text.ts';
import { asFound, asList, asPerson, asText, refuseTick } from './raw-answer.ts';
import { asName, refuseEmpty, refuseLink, refuseUnsaid, typedIn } from './typed.ts';

interface FieldBase {
  readonly label: string;
  /** Under the field: what a good answer looks like. */
  readonly hint?: string;
  readonly placeholder?: string;
  readonly required: boolean;
}

export interface Option {
  readonly value: string;
  readonly text: string;
  /** Options of one group are shown together, e.g. zones by continent. */
  readonly group?: string;
}

/** What a form asks. Each platform draws every type; a new one does not compile until both do. */
export type Field =
  | (FieldBase & { readonly type: 'text'; readonly limit: TextLimit })
  | (FieldBase & { readonly type: 'longText'; readonly limit: TextLimit })
  | (FieldBase & { readonly type: 'number'; readonly min: number; readonly max: number })
  /** Options are fixed here, or given by name when the form is shown. */
  | (FieldBase & { readonly type: 'choice'; readonly options?: readonly Option[] })
  | (FieldBase & { readonly type: 'choices'; readonly options?: readonly Option[]; readonly max: number })
  /** An id found by typing: options come from a source (feature.ts, onLookup). `options` here are those already chosen. */
  | (FieldBase & { readonly type: 'lookup'; readonly source: string; readonly options?: readonly Option[] })
  | (FieldBase & { readonly type: 'lookups'; readonly source: string; readonly options?: readonly Option[]; readonly max: number })
  | (FieldBase & { readonly type: 'person' })
  | (FieldBase & { readonly type: 'people' })
  | (FieldBase & { readonly type: 'date' })
  | (FieldBase & { readonly type: 'toggle' });

/** What a platform hands in for a field: text as typed, ids, or a tick. null or undefined: left empty. */
export type RawValue = string | readonly string[] | boolean | null | undefined;

// Keyed by the schema object itself: one schema, one field.
const fields = new WeakMap<z.ZodType, Field>();

/** The field behind a schema made by one of the builders below. */
export function fieldOf(schema: z.ZodType): Field {
  const field = fields.get(schema);
  if (!field) throw new Error('A form may only hold schemas made by the field builders.');
  return field;
}

function register<Schema extends z.ZodType>(schema: Schema, field: Field): Schema {
  fields.set(schema, field);
  return schema;
}

interface Base {
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
}

// Rules throw a Refusal; inside a form that is the error of the field.
function transform<Value>(rule: (raw: unknown) => Value): z.ZodType<Value> {
  return z.unknown().transform((raw, context) => {
    try {
      return rule(raw);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      context.addIssue({ code: 'custom', message: error.next ? `${error.message} ${error.next}` : error.message });
      return z.NEVER;
    }
  }) as unknown as z.ZodType<Value>;
}
/** One line of text. Required unless `optional` is used; where it has the length of a reason, it has to say something. */
export function text(base: Base & { readonly limit?: TextLimit }): z.ZodType<string> {
  const limit = base.limit ?? NAME_LIMIT;
  const rule = (raw: unknown) =>
    refuseUnsaid(cleanLine(asText(raw), limit, asName(base.label)) || refuseEmpty(base.label), limit, base.label);
  return register(transform(rule), { ...base, type: 'text', limit, required: true });
}

/** One line of text that may stay empty (then undefined). */
export function optionalText(base: Base & { readonly limit?: TextLimit }): z.ZodType<string | undefined> {
  const limit = base.limit ?? NAME_LIMIT;
  return register(
    transform((raw) => cleanLine(asText(raw), limit, asName(base.label)) || undefined),
    { ...base, type: 'text', limit, required: false },
  );
}

/** A link that others may follow (model/text/link.ts), or nothing. */
export function optionalLink(base: Base & { readonly limit: TextLimit }): z.ZodType<string | undefined> {
  const rule = (raw: unknown) => {
    const typed = cleanLine(asText(raw), base.limit, asName(base.label));
    return typed === '' ? undefined : refuseLink(typed, wrongLink(typed));
  };
  return register(transform(rule), { ...base, type: 'text', required: false });
}
interface LongBase extends Base {
  readonly limit: TextLimit;
  /** It is evidence: links in it are judged as links. */
  readonly links?: true;
}

/** Several lines of text; undefined when left empty and not required. One that is required and as long as a reason says something. */
export function longText(base: LongBase & { readonly required: true }): z.ZodType<string>;
export function longText(base: LongBase & { readonly required?: false }): z.ZodType<string | undefined>;
export function longText({ links, ...base }: LongBase & { readonly required?: boolean }): z.ZodType<string | undefined> {
  const required = base.required ?? false;
  const rule = (raw: unknown) => {
    const said = cleanText(asText(raw), base.limit, asName(base.label));
    if (required) refuseUnsaid(said || refuseEmpty(base.label), base.limit, base.label);
    if (said === '') return undefined;
    return links ? refuseLink(said, wrongLinkIn(said)) : said;
  };
  return register(transform(rule), { ...base, type: 'longText', required });
}

/** A whole number within bounds. */
export function wholeNumber(base: Base & { readonly min: number; readonly max: number }): z.ZodType<number> {
  return register(
    transform((raw) => readWhole(typedIn(raw) || refuseEmpty(base.label), base)),
    { ...base, type: 'number', required: true },
  );
}

/** A whole number within bounds, or nothing. */
export function optionalWholeNumber(base: Base & { readonly min: number; readonly max: number }): z.ZodType<number | undefined> {
  return register(
    transform((raw) => (typedIn(raw) === '' ? undefined : readWhole(typedIn(raw), base))),
    { ...base, type: 'number', required: false },
  );
}

/** A number that may have decimals, of any size a person would type. */
export function decimalNumber(base: Base): z.ZodType<number> {
  const rule = (raw: unknown) => {
    const value = parseDecimal(typedIn(raw) || refuseEmpty(base.label));
    if (value === null)
      throw new Refusal(
        'invalid_input',
        `${asName(base.label)} takes a number in digits, with a point and at most two decimals: 38 or 2.5.`,
      );
    return value;
  };
  return register(transform(rule), { ...base, type: 'number', min: -DECIMAL_BOUND, max: DECIMAL_BOUND, required: true });
}

const DECIMAL_BOUND = 1e12;

function readWhole(typed: string, base: Base & { readonly min: number; readonly max: number }): number {
  const value = parseWholeNumber(typed);
  if (value === null || value < base.min || value > base.max) {
    throw new Refusal('invalid_input', `${asName(base.label)} takes a whole number from ${base.min} to ${base.max}, in digits.`);
  }
  return value;
}

/** One of several options. When options are given at show time, the handler checks that the value exists. */
export function choice(base: Base & { readonly options?: readonly Option[] }): z.ZodType<string> {
  return register(
    transform((raw) => asOffered(asText(raw), base) || refuseEmpty(base.label)),
    { ...base, type: 'choice', required: true },
  );
}

/** One of several options, or none. Options may be given at show time, as for `choice`. */
export function optionalChoice(base: Base & { readonly options?: readonly Option[] }): z.ZodType<string | undefined> {
  return register(
    transform((raw) => asOffered(asText(raw), base) || undefined),
    { ...base, type: 'choice', required: false },
  );
}

function asOffered(value: string, { label, options }: Base & { readonly options?: readonly Option[] }): string {
  if (value !== '' && options && !options.some((option) => option.value === value))
    throw new Refusal('invalid_input', `${asName(label)}: pick one of the list.`);
  return value;
}

interface SeveralBase extends Base {
  readonly max: number;
  readonly options?: readonly Option[];
}

/** Some of several options, in the order picked, at least one. */
export function choices(base: SeveralBase): z.ZodType<string[]> {
  const rule = (raw: unknown) => {
    const values = someOf(raw, base);
    if (values.length === 0) refuseEmpty(base.label);
    return values;
  };
  return register(transform(rule), { ...base, type: 'choices', required: true });
}

/** Some of several options, in the order picked, or none. */
export function optionalChoices(base: SeveralBase): z.ZodType<string[]> {
  return register(
    transform((raw) => someOf(raw, base)),
    { ...base, type: 'choices', required: false },
  );
}

function someOf(raw: unknown, base: SeveralBase): string[] {
  const values = [...new Set(asList(raw))];
  if (values.length > base.max) throw new Refusal('invalid_input', `${asName(base.label)}: pick up to ${base.max}.`);
  if (base.options && values.some((value) => !base.options?.some((option) => option.value === value)))
    throw new Refusal('invalid_input', `${asName(base.label)}: pick from the list.`);
  return values;
}

/**
 * One thing of many, found by typing: an item, an epic, a person, a stream. The value is what the source gave; whether it
 * exists in the organization is the handler's to check, as with every id that comes back.
 *
 * @param base `source`: the name of a lookup of some feature
 */
export function lookup(base: Base & { readonly source: string }): z.ZodType<string> {
  return register(
    transform((raw) => asFound(asText(raw)) || refuseEmpty(base.label)),
    { ...base, type: 'lookup', required: true },
  );
}

/** One thing of many, found by typing, or none. */
export function optionalLookup(base: Base & { readonly source: string }): z.ZodType<string | undefined> {
  return register(
    transform((raw) => asFound(asText(raw)) || undefined),
    { ...base, type: 'lookup', required: false },
  );
}

/** Some of many, found by typing, in the order picked; none unless `required`. */
export function lookups(base: Base & { readonly source: string; readonly max: number; readonly required?: boolean }): z.ZodType<string[]> {
  const required = base.required ?? false;
  const rule = (raw: unknown) => {
    const values = [...new Set(asList(raw).map(asFound))];
    if (required && values.length === 0) refuseEmpty(base.label);
    if (values.length > base.max) throw new Refusal('invalid_input', `${base.label}: pick up to ${base.max}.`);
    return values;
  };
  return register(transform(rule), { ...base, type: 'lookups', required });
}

/** A person; the value is a member id. */
export function optionalPerson(base: Base): z.ZodType<string | undefined> {
  return register(
    transform((raw) => (asText(raw) === '' ? undefined : asPerson(asText(raw)))),
    { ...base, type: 'person', required: false },
  );
}

/** People; the values are member ids. */
export function people(base: Base): z.ZodType<string[]> {
  return register(
    transform((raw) => [...new Set(asList(raw).map(asPerson))]),
    { ...base, type: 'people', required: false },
  );
}

/** A calendar date, `YYYY-MM-DD`, that exists. */
export function optionalDate(base: Base): z.ZodType<string | undefined> {
  return register(
    transform((raw) => {
      const typed = typedIn(raw);
      if (typed === '') return undefined;
      if (!isRealDate(typed)) throw new Refusal('invalid_input', `${asName(base.label)} is a date like 2027-03-01 that exists.`);
      return typed;
    }),
    { ...base, type: 'date', required: false },
  );
}

/** A tick. */
export function toggle(base: Base): z.ZodType<boolean> {
  return register(
    transform((raw) => (typeof raw === 'boolean' ? raw : asText(raw) === 'true' || refuseTick(asText(raw)))),
    { ...base, type: 'toggle', required: false },
  );
}
