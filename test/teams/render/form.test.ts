import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runCommand } from '../../../src/chat/action.ts';
import { button, buttons, paragraph } from '../../../src/chat/block.ts';
import {
  choice,
  longText,
  lookup,
  lookups,
  optionalChoice,
  optionalDate,
  optionalPerson,
  people,
  text,
  toggle,
  wholeNumber,
} from '../../../src/chat/field.ts';
import { form, showForm, viewForm } from '../../../src/chat/form.ts';
import { LOCAL_CLIENT, TEAMS_CLIENT } from '../../../src/teams/base/capabilities.ts';
import type { CardElement } from '../../../src/teams/render/adaptive-card.ts';
import { drawForm } from '../../../src/teams/render/form.ts';
import { judgeCard } from '../../contract/judge-teams.ts';

const KINDS = [
  { value: 'feature', text: 'Feature' },
  { value: 'debt', text: 'Debt' },
];
const contract = form({
  name: 'test.all',
  title: 'All there is',
  submit: 'Save',
  fields: {
    title: text({ label: 'Title', hint: 'A few words.', placeholder: 'What would be different?' }),
    story: longText({ label: 'Story', limit: { graphemes: 3_000, bytes: 12_288 } }),
    limit: wholeNumber({ label: 'Limit', min: 1, max: 9 }),
    kind: choice({ label: 'Kind', options: KINDS }),
    mostly: optionalChoice({ label: 'Mostly for' }),
    itemId: lookup({ label: 'Item', source: 'items' }),
    epicIds: lookups({ label: 'Epics', source: 'epics', max: 3 }),
    ownerId: optionalPerson({ label: 'Owner' }),
    memberIds: people({ label: 'Members' }),
    due: optionalDate({ label: 'Due' }),
    known: toggle({ label: 'Not known yet' }),
  },
  data: z.object({}),
});
const reply = showForm(
  contract,
  {},
  {
    intro: [paragraph('An option, not a promise.'), buttons(button('Board', runCommand, { text: 'board' }))],
    values: {
      title: 'Save a card',
      kind: 'debt',
      itemId: 'i1',
      epicIds: ['e1', 'e2', 'gone'],
      ownerId: 'm1',
      memberIds: ['m1', 'm2', 'm3'],
      due: '2027-03-01',
      known: true,
    },
    options: {
      mostly: KINDS,
      itemId: [{ value: 'i1', text: 'PAY-1 · One' }],
      epicIds: [
        { value: 'e1', text: 'E-1' },
        { value: 'e2', text: 'E-2' },
      ],
    },
  },
);
const view = viewForm(contract, reply, 'draft-1', { title: 'Title is needed.' });
const accounts = new Map([
  ['m1', 'aad-1'],
  ['m2', 'aad-2'],
]);

function inputsOf(body: readonly CardElement[]): Record<string, unknown> {
  return Object.fromEntries(body.flatMap((one) => ('id' in one ? [[one.id, one]] : [])));
}

describe('a form in a chat', () => {
  const card = drawForm(view, { surface: 'chat', accounts }, TEAMS_CLIENT);

  it('is a card that Teams takes, with its title, and can be cancelled', () => {
    expect(judgeCard(card, 'chat')).toEqual([]);
    expect(card.body[0]).toMatchObject({ style: 'heading', text: 'All there is' });
    expect(card.actions).toMatchObject([
      { type: 'Action.Execute', verb: 'submit', title: 'Save', style: 'positive', data: { submit: 'test.all', draft: 'draft-1' } },
      { type: 'Action.Execute', verb: 'cancel', title: 'Cancel', associatedInputs: 'none', data: { cancel: 'test.all', draft: 'draft-1' } },
    ]);
  });

  it('has every field with the person’s values', () => {
    expect(inputsOf(card.body)).toMatchObject({
      f_title: { type: 'Input.Text', label: 'Title', isRequired: true, value: 'Save a card', placeholder: 'What would be different?' },
      f_story: { type: 'Input.Text', isMultiline: true, maxLength: 12_288 },
      f_limit: { type: 'Input.Text', label: 'Limit' },
      f_kind: { style: 'compact', value: 'debt', choices: [{ title: 'Feature', value: 'feature' }, { title: 'Debt' }] },
      f_mostly: { style: 'filtered' },
      f_itemId: {
        style: 'filtered',
        value: 'i1',
        choices: [{ title: 'PAY-1 · One', value: 'i1' }],
        'choices.data': { dataset: 'test.all/itemId' },
      },
      f_epicIds: { isMultiSelect: true, value: 'e1,e2', 'choices.data': { dataset: 'test.all/epicIds' } },
      f_ownerId: { value: 'aad-1', choices: [], 'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' } },
      f_memberIds: { isMultiSelect: true, value: 'aad-1,aad-2' },
      f_due: { type: 'Input.Date', value: '2027-03-01' },
      f_known: { type: 'Input.Toggle', title: 'Not known yet', value: 'true' },
    });
    expect(inputsOf(card.body).f_story).not.toHaveProperty('isRequired');
  });

  it('says what is wrong under the field, then the hint', () => {
    const at = card.body.findIndex((one) => 'id' in one && one.id === 'f_title');
    expect(card.body.slice(at + 1, at + 3)).toMatchObject([
      { inlines: [{ text: '⚠ Title is needed.', color: 'Attention' }] },
      { inlines: [{ text: 'A few words.', isSubtle: true }] },
    ]);
    const told = drawForm(view, { surface: 'chat', accounts, errors: { due: 'Too late.', elsewhere: 'It has changed.' } }, TEAMS_CLIENT);
    const json = JSON.stringify(told.body);
    expect(json.indexOf('Too late.')).toBeGreaterThan(json.indexOf('f_due'));
    expect(json.indexOf('It has changed.')).toBeLessThan(json.indexOf('f_title'));
  });

  it('lets a button of the introduction be pressed while answers are missing', () => {
    expect(JSON.stringify(card.body)).toContain('"title":"Board","associatedInputs":"none"');
  });
});

describe('a form in a dialog', () => {
  it('knows plain actions only, and leaves title and closing to the dialog', () => {
    const card = drawForm(view, { surface: 'dialog', accounts }, TEAMS_CLIENT);
    expect(judgeCard(card, 'dialog')).toEqual([]);
    const names = view.fields.map(({ name }) => name);
    expect(card.actions).toEqual([
      { type: 'Action.Submit', title: 'Save', style: 'positive', data: { submit: 'test.all', draft: 'draft-1', asks: names } },
    ]);
    expect(JSON.stringify(card)).not.toMatch(/Action\.Execute|All there is/);
  });
});

describe('a client that searches nothing', () => {
  const members = ['m1', 'm2', 'm4'].map((value) => ({ value, text: `Member ${value}` }));
  const offered = { itemId: [{ value: 'i2', text: 'PAY-2 · Two' }] };
  const card = drawForm(view, { surface: 'chat', accounts, people: members, offered }, LOCAL_CLIENT);

  it('gets menus of what was looked up beforehand, with the chosen ones', () => {
    expect(judgeCard(card, 'chat')).toEqual([]);
    expect(JSON.stringify(card)).not.toContain('Data.Query');
    expect(inputsOf(card.body)).toMatchObject({
      f_itemId: { value: 'i1', choices: [{ value: 'i1' }, { value: 'i2' }] },
      f_ownerId: { value: 'm1', choices: [{ value: 'm1', title: 'Member m1' }, { value: 'm2' }, { value: 'm4' }] },
      f_memberIds: { value: 'm1,m2' },
    });
  });

  it('is told where there is nothing to choose from', () => {
    const bare = drawForm(view, { surface: 'chat', accounts }, LOCAL_CLIENT);
    expect(JSON.stringify(bare)).toContain('Owner: there is nothing to choose from yet.');
    expect(judgeCard(bare, 'chat')).toEqual([]);
  });
});

it('a form that asks for nothing cannot be sent', () => {
  const empty = {
    ...view,
    fields: view.fields.filter((one) => one.name === 'mostly').map((one) => ({ ...one, field: { ...one.field, options: [] } as never })),
  };
  expect(drawForm(empty, { surface: 'dialog', accounts }, TEAMS_CLIENT).actions).toBeUndefined();
  expect(drawForm(empty, { surface: 'chat', accounts }, TEAMS_CLIENT).actions).toMatchObject([{ title: 'Cancel' }]);
});

it('a value with a comma in a menu of several is our mistake', () => {
  const field = { label: 'X', required: false, type: 'choices', max: 2, options: [{ value: 'a,b', text: 'A' }] } as const;
  expect(() => drawForm({ ...view, fields: [{ name: 'x', field, value: [] }] }, { surface: 'chat', accounts }, TEAMS_CLIENT)).toThrow(
    /comma/,
  );
});
