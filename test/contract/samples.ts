import type { Block, Button } from '../../src/chat/block.ts';
import type { Field, RawValue } from '../../src/chat/field.ts';
import type { FormView } from '../../src/chat/form.ts';
import type { Span } from '../../src/chat/span.ts';

/** A span of every type with a text in it; a new type does not compile until it is here. */
export function spanOf(text: string): Readonly<Record<Span['type'], Span>> {
  return {
    text: { type: 'text', text },
    bold: { type: 'bold', text },
    italic: { type: 'italic', text },
    code: { type: 'code', text },
    link: { type: 'link', text, url: 'https://example.test/a_b?c=1&d=2|x' },
    person: { type: 'person', memberId: 'm1', name: text },
    date: { type: 'date', at: '2027-06-03T14:00:00.000Z', style: 'time' },
  };
}

export function press(label: string): Button {
  return { label, action: 'pull.item', data: { id: 'i1' }, nonce: 'n1', style: 'primary', hint: label };
}

/** A block of every type with a text in each of its places. */
export function blockOf(text: string): Readonly<Record<Block['type'], Block>> {
  const spans: Span[] = [
    { type: 'bold', text: 'PAY-12' },
    { type: 'text', text: ' · ' },
    { type: 'text', text },
  ];
  return {
    heading: { type: 'heading', text },
    paragraph: { type: 'paragraph', spans },
    facts: {
      type: 'facts',
      facts: [
        { label: text, spans: [] },
        { label: 'Outcome', spans },
      ],
    },
    list: { type: 'list', ordered: true, entries: [{ spans, button: press('Open') }, { spans }], more: press('See all') },
    table: {
      type: 'table',
      caption: text,
      columns: [{ label: text }, { label: 'Items', align: 'right' }],
      rows: [
        [text, '3'],
        ['', text],
      ],
      more: press('See all'),
    },
    chart: {
      type: 'chart',
      kind: 'line',
      title: text,
      categories: ['24 Aug', text],
      series: [
        { name: text, values: [1, 2] },
        { name: 'Finished', values: [0, 1.5] },
      ],
    },
    note: { type: 'note', spans },
    divider: { type: 'divider' },
    buttons: { type: 'buttons', buttons: [press('Pull it'), press('Why')] },
  };
}

const OPTIONS = [
  { value: 'a', text: 'A' },
  { value: 'b', text: 'B', group: 'Group' },
];

/** A field of every type, with a text in each of its places. */
export function fieldOf(text: string): Readonly<Record<Field['type'], Field>> {
  const base = { label: text, hint: text, placeholder: text, required: true };
  const limit = { graphemes: 3_000, bytes: 12_288 };
  const options = [...OPTIONS, { value: 'c', text, group: text }];
  return {
    text: { ...base, type: 'text', limit: { graphemes: 200, bytes: 2_048 } },
    longText: { ...base, type: 'longText', limit },
    number: { ...base, type: 'number', min: 1, max: 9 },
    choice: { ...base, type: 'choice', options },
    choices: { ...base, type: 'choices', options, max: 2 },
    person: { ...base, type: 'person' },
    people: { ...base, type: 'people' },
    date: { ...base, type: 'date' },
    toggle: { ...base, type: 'toggle' },
    lookup: { ...base, type: 'lookup', source: 'items', options },
    lookups: { ...base, type: 'lookups', source: 'items', options, max: 2 },
  };
}

/** Values that fit a field, do not fit it, or are of another kind. */
export function valuesOf(text: string): readonly RawValue[] {
  return [
    null,
    undefined,
    '',
    text,
    'a',
    'nobody',
    'm1',
    '2027-02-30',
    '2027-03-01',
    true,
    false,
    [],
    ['a', 'b', 'c', 'a'],
    [text],
    ['m1', 'm2', 'm1'],
  ];
}

export function formOf(fields: FormView['fields'], intro: readonly Block[] = [], title = 'Add an item'): FormView {
  return { draftId: '0199f4c0-0000-7000-8000-000000000000', form: 'backlog.add', title, submit: 'Add', intro, fields };
}
