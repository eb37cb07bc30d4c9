import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runCommand } from '../../src/chat/action.ts';
import { button, buttons, entry, list, paragraph } from '../../src/chat/block.ts';
import { lookup, lookups, optionalLookup, text } from '../../src/chat/field.ts';
import { form, parseForm, showForm, viewForm } from '../../src/chat/form.ts';
import { judgeView } from '../../src/playground/index.ts';
import { chosenIn, readState } from '../../src/slack/parse/state.ts';
import { drawForm } from '../../src/slack/render/form.ts';
import { drawHome } from '../../src/slack/render/home.ts';
import { drawSuggestions } from '../../src/slack/render/suggestions.ts';

const contract = form({
  name: 'test.lookups',
  title: 'Lookups',
  submit: 'Save',
  fields: {
    title: text({ label: 'Title' }),
    itemId: lookup({ label: 'Item', source: 'items', placeholder: 'PAY-1 or a word' }),
    epicId: optionalLookup({ label: 'Epic', source: 'epics' }),
    personIds: lookups({ label: 'People', source: 'people', max: 3 }),
  },
  data: z.object({}),
});

const ODD = [
  '<!channel>',
  '*bold* `code`',
  ':rocket:',
  '\u202Eright to left',
  '\ud800',
  '',
  ' ',
  'a'.repeat(5_000),
  '👩‍👩‍👧‍👦'.repeat(60),
  'שלום',
];

describe('lookups in Slack', () => {
  it('are menus that search from the first letter, filled in with what is known', () => {
    const reply = showForm(
      contract,
      {},
      {
        values: { itemId: 'i1', epicId: 'unknown', personIds: ['m1', 'm2', 'm1'] },
        options: {
          itemId: [{ value: 'i1', text: 'PAY-1 · One' }],
          personIds: [
            { value: 'm1', text: 'Mei' },
            { value: 'm2', text: 'Ines' },
          ],
        },
      },
    );
    const view = drawForm(viewForm(contract, reply, 'draft', {}, new Set(['title'])), new Map());
    expect(judgeView(view)).toEqual([]);
    const inputs = view.blocks.filter((block) => block.type === 'input') as { readonly element?: unknown }[];
    expect(inputs[0]).toMatchObject({
      dispatch_action: true,
      element: { dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } },
    });
    expect(inputs[1]).toMatchObject({
      block_id: 'itemId',
      optional: false,
      element: { type: 'external_select', action_id: 'itemId', min_query_length: 0, initial_option: { value: 'i1' } },
    });
    // What nobody can name is left empty rather than shown as an id.
    expect(inputs[2]?.element).not.toHaveProperty('initial_option');
    expect(inputs[3]?.element).toMatchObject({ max_selected_items: 3, initial_options: [{ value: 'm1' }, { value: 'm2' }] });
  });

  it('come back as ids, with the texts that were shown', () => {
    const option = (value: string) => ({ value, text: { type: 'plain_text', text: `Text of ${value}` } });
    const state = {
      values: {
        title: { title: { type: 'plain_text_input', value: 'A title' } },
        itemId: { itemId: { type: 'external_select', selected_option: option('i1') } },
        epicId: { epicId: { type: 'external_select', selected_option: null } },
        personIds: { personIds: { type: 'multi_external_select', selected_options: [option('m1'), option('m2'), option('m1')] } },
      },
    };
    const parsed = parseForm(contract, readState(state, new Map()));
    expect(parsed).toEqual({ ok: true, values: { title: 'A title', itemId: 'i1', epicId: undefined, personIds: ['m1', 'm2'] } });
    expect(chosenIn(state)).toMatchObject({ itemId: [{ value: 'i1', text: 'Text of i1' }] });
    expect(chosenIn(state)).not.toHaveProperty('epicId');
  });

  it('say which answer is missing or too many', () => {
    const parsed = parseForm(contract, { title: 'x', itemId: null, epicId: null, personIds: ['1', '2', '3', '4'] });
    expect(parsed).toMatchObject({ ok: false, errors: { itemId: 'Item is needed.', personIds: 'People: pick up to 3.' } });
  });

  it('offer at most a hundred, whatever the titles', () => {
    const options = ODD.map((odd, index) => ({ value: `v${index}`, text: `PAY-${index} · ${odd}` }));
    const many = Array.from({ length: 150 }, (_, index) => ({ value: `n${index}`, text: `Number ${index}` }));
    const drawn = drawSuggestions([...options, ...many]);
    if (!('options' in drawn)) throw new Error('A flat list was expected.');
    expect(drawn.options).toHaveLength(100);
    for (const one of drawn.options) {
      expect(one.text.text.length).toBeGreaterThan(0);
      expect(one.text.text.length).toBeLessThanOrEqual(75);
      expect(one.text.type).toBe('plain_text');
    }
    expect(drawSuggestions([])).toEqual({ options: [] });
  });
});

describe('Home in Slack', () => {
  const page = [paragraph('The page'), buttons(button('Board', runCommand, { text: 'board' }))];

  it.each(ODD)('holds %j on top of the page', (odd) => {
    expect(judgeView(drawHome(page, [paragraph(odd), list([entry([odd])])]))).toEqual([]);
  });

  it('stays within a view when answer and page are long, and says what it left out', () => {
    const long = list(Array.from({ length: 300 }, (_, index) => entry([`Line ${index} ${'x'.repeat(200)}`])));
    const view = drawHome([...page, long], [long]);
    expect(judgeView(view)).toEqual([]);
    expect(JSON.stringify(view)).toMatch(/and \d+ more|more/);
  });

  it('is never empty', () => {
    expect(judgeView(drawHome([], null))).toEqual([]);
  });
});
