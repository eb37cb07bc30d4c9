import type { z } from 'zod';
import type { Block } from './block.ts';
import { type Field, fieldOf, type Option, type RawValue } from './field.ts';

/** The schemas of a form's fields by name, in the order they are shown. */
export type FormShape = Readonly<Record<string, z.ZodType>>;

/** What a form's fields parse to. */
export type FormValues<Shape extends FormShape> = { readonly [Name in keyof Shape]: z.infer<Shape[Name]> };

/**
 * What is asked, apart from who answers: name, texts, fields, and the data the form carries from where it was opened.
 * One zod schema per field gives the field, its typed value and its error.
 */
export interface FormContract<
  Shape extends FormShape = FormShape,
  Data extends Readonly<Record<string, unknown>> = Readonly<Record<string, unknown>>,
> {
  readonly name: string;
  /** At most 24 characters, Slack's limit for a title. */
  readonly title: string;
  readonly submit: string;
  readonly fields: Shape;
  readonly data: z.ZodType<Data>;
}

/** Declares a form. The name is `feature.noun` and stays stable: open forms carry it. */
export function form<const Shape extends FormShape, Data extends Readonly<Record<string, unknown>>>(
  contract: FormContract<Shape, Data>,
): FormContract<Shape, Data> {
  return contract;
}

/** The reply that shows a form. */
export interface FormReply {
  readonly type: 'form';
  readonly form: string;
  readonly intro: readonly Block[];
  /** What is already known, by field. */
  readonly values: Readonly<Record<string, RawValue>>;
  /** Options of the choices that depend on the organization, and of what lookups are filled in with, by field. */
  readonly options: Readonly<Record<string, readonly Option[]>>;
  /** What fields are called this time, where that depends on the organization; a field that is called '' is not asked. */
  readonly labels?: Labels;
  /** What the form carries: checked against the contract when it comes back. */
  readonly data: Readonly<Record<string, unknown>>;
}

type Labels = Readonly<Record<string, string>>;

interface Shown<Shape extends FormShape> {
  readonly intro?: readonly Block[];
  readonly values?: { readonly [Name in keyof Shape]?: RawValue };
  readonly options?: { readonly [Name in keyof Shape]?: readonly Option[] };
  readonly labels?: { readonly [Name in keyof Shape]?: string };
}

/** Shows a form with what is known filled in. */
export function showForm<Shape extends FormShape, Data extends Readonly<Record<string, unknown>>>(
  contract: FormContract<Shape, Data>,
  data: NoInfer<Data>,
  shown: Shown<Shape> = {},
): FormReply {
  return {
    type: 'form',
    form: contract.name,
    intro: shown.intro ?? [],
    values: (shown.values ?? {}) as Record<string, RawValue>,
    options: (shown.options ?? {}) as Record<string, readonly Option[]>,
    ...(shown.labels ? { labels: shown.labels as Record<string, string> } : {}),
    data,
  };
}

/** A form as a platform draws it. `draftId` is all that travels; everything else is kept here. */
export interface FormView {
  readonly draftId: string;
  readonly form: string;
  readonly title: string;
  readonly submit: string;
  readonly intro: readonly Block[];
  readonly fields: readonly ShownField[];
}

export interface ShownField {
  readonly name: string;
  readonly field: Field;
  readonly value: RawValue;
  readonly error?: string;
  /** Something is said while it is typed (onWatch). */
  readonly watched?: true;
}

/** Puts contract and reply together into what is drawn. */
export function viewForm(
  contract: FormContract,
  reply: FormReply,
  draftId: string,
  errors: Readonly<Record<string, string>> = {},
  watched: ReadonlySet<string> = new Set(),
): FormView {
  const asked = Object.entries(contract.fields).filter(([name]) => reply.labels?.[name] !== '');
  const fields = asked.map(([name, schema]): ShownField => {
    const declared = { ...fieldOf(schema), ...(reply.labels?.[name] === undefined ? {} : { label: reply.labels[name] }) };
    const options = reply.options[name];
    const field = options && takesOptions(declared) ? { ...declared, options } : declared;
    const error = errors[name];
    return {
      name,
      field,
      value: reply.values[name],
      ...(error === undefined ? {} : { error }),
      ...(watched.has(name) ? { watched: true } : {}),
    };
  });
  return { draftId, form: contract.name, title: contract.title, submit: contract.submit, intro: reply.intro, fields };
}

type WithOptions = Extract<Field, { type: 'choice' | 'choices' | 'lookup' | 'lookups' }>;

function takesOptions(field: Field): field is WithOptions {
  return field.type === 'choice' || field.type === 'choices' || field.type === 'lookup' || field.type === 'lookups';
}

function isEmptyMenu(field: Field, offered: readonly Option[] = []): boolean {
  return (field.type === 'choice' || field.type === 'choices') && (field.options ?? offered).length === 0;
}

/**
 * Values, or what is wrong by field. Every field is judged, so that all errors show at once.
 *
 * @param shown what was offered where the form was shown, so that nothing else may come back, and which fields were not asked
 */
export function parseForm<Shape extends FormShape>(
  contract: FormContract<Shape>,
  raw: Readonly<Record<string, RawValue>>,
  { options = {}, labels = {} }: Partial<Pick<FormReply, 'options' | 'labels'>> = {},
): { readonly ok: true; readonly values: FormValues<Shape> } | { readonly ok: false; readonly errors: Record<string, string> } {
  const values: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  for (const [name, schema] of Object.entries(contract.fields)) {
    const left = labels[name] === '';
    const given = !left && Object.hasOwn(raw, name);
    // An answer may be missing only if its field was not shown (a menu without options is not). Any other would be stored as emptied.
    if (!given && !left && !isEmptyMenu(fieldOf(schema), options[name])) {
      errors[name] = 'This answer did not arrive as the form asks it. Open the form again.';
      continue;
    }
    const parsed = schema.safeParse(given ? raw[name] : undefined);
    // What was found by typing was not offered beforehand: the handler looks it up.
    const offered = fieldOf(schema).type.startsWith('choice') ? options[name] : undefined;
    const stranger = parsed.success ? notOffered(parsed.data, offered) : undefined;
    if (parsed.success && stranger === undefined) values[name] = parsed.data;
    else if (parsed.success) errors[name] = 'Pick one of the list.';
    else errors[name] = parsed.error.issues[0]?.message ?? 'This answer is not understood.';
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, values: values as FormValues<Shape> };
}

function notOffered(value: unknown, options: readonly Option[] | undefined): unknown {
  if (options === undefined || value === undefined) return undefined;
  return (Array.isArray(value) ? value : [value]).find((one) => !options.some((option) => option.value === one));
}
