import { expect, it } from 'vitest';
import { fieldOf } from '../../src/chat/field.ts';
import { parseForm } from '../../src/chat/form.ts';
import { declared } from '../acts/index.ts';
import { CORPUS, DECIMALS, NO_DATES, NUMBERS } from './corpus.ts';
import { expected } from './expected.ts';
import { JUDGED } from './judged.ts';

// Every field into which something can be typed, with everything: in process, since every platform's answers go through parseForm.

const FIELDS = declared.forms.flatMap(({ contract }) =>
  Object.entries(contract.fields).map(([name, schema]) => ({
    id: `${contract.name}.${name}`,
    name,
    schema,
    field: fieldOf(schema),
    contract,
  })),
);
type Typed = (typeof FIELDS)[number];

/** The value, or undefined when it is refused, which must be beside the field. */
function read({ name, schema, contract }: Typed, typed: string): unknown {
  const parsed = parseForm({ ...contract, fields: { [name]: schema } }, { [name]: typed });
  if (parsed.ok) return parsed.values[name] ?? null;
  expect(Object.keys(parsed.errors)).toEqual([name]);
  expect(parsed.errors[name]).not.toMatch(/Something broke|\[object|NaN\b|undefined/);
  return undefined;
}

const of = (...types: string[]) => FIELDS.filter(({ field }) => types.includes(field.type)).map((one) => [one.id, one] as const);

it('knows the fields of its own rules', () => {
  expect(Object.keys(JUDGED).filter((id) => !FIELDS.some((one) => one.id === id))).toEqual([]);
});

it.each(of('text', 'longText'))('%s takes a text as it is meant, or refuses it', (id, one) => {
  const { field } = one;
  if (field.type !== 'text' && field.type !== 'longText') throw new Error('It is no text.');
  for (const sample of CORPUS) {
    const judges = JUDGED[id];
    const rule = {
      limit: field.limit.graphemes,
      several: field.type === 'longText',
      optional: !field.required,
      ...(judges ? { judges } : {}),
    };
    expect([sample.name, read(one, sample.text)]).toEqual([sample.name, expected(sample, rule)]);
  }
});

it.each(of('number'))('%s takes a number within its bounds, or refuses it', (_id, one) => {
  const { field } = one;
  if (field.type !== 'number') throw new Error('It is no number.');
  const decimal = field.min < -1e9;
  for (const [typed, value] of decimal ? DECIMALS : NUMBERS) {
    const within = value === null || value < field.min || value > field.max ? undefined : value;
    expect([typed, read(one, typed)]).toEqual([typed, within]);
  }
  expect(read(one, ' ')).toEqual(field.required ? undefined : null);
});

it.each(of('date'))('%s takes a date that exists, or refuses it', (_id, one) => {
  expect(read(one, ' 2031-03-01 ')).toBe('2031-03-01');
  expect(read(one, '   ')).toBe(null);
  // Bounds are a handler's own; what looks like a date and is one is tried there.
  for (const typed of NO_DATES.filter((each) => !/^(1969|9999)/.test(each) || each.length > 10))
    expect([typed, read(one, typed)]).toEqual([typed, undefined]);
});
