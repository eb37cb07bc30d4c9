import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buttons, paragraph } from '../../src/chat/block.ts';
import { TEAMS_CLIENT } from '../../src/teams/base/capabilities.ts';
import { drawMessage } from '../../src/teams/render/message.ts';
import { judgeCard, SCHEMA_FILE, withoutExtensions } from './judge-teams.ts';
import { press } from './samples.ts';
import { liveInTeams, shownByTeams } from './shown-by-teams.ts';

// A judge that finds nothing proves nothing: each rule reports the card that breaks it.
const good = drawMessage([paragraph('Hello'), buttons(press('Open'))], TEAMS_CLIENT).card;
const withBody = (...body: unknown[]) => ({ ...good, body });
const action = (good.body[1] as unknown as { readonly actions: readonly object[] }).actions[0];

const BROKEN: readonly (readonly [string, unknown, RegExp])[] = [
  ['too many bytes', withBody({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'é'.repeat(15_000) }] }), /bytes/],
  ['nothing in it', withBody(), /body/],
  ['another version', { ...good, version: '1.6' }, /version/],
  ['a mention', { ...good, msteams: { width: 'Full', entities: [] } }, /msteams/],
  ['a picture', withBody({ type: 'Image', url: 'https://evil.test/p.png' }), /Image/],
  ['a FactSet', withBody({ type: 'FactSet', facts: [] }), /FactSet/],
  ['seven actions in a row', withBody({ type: 'ActionSet', actions: Array.from({ length: 7 }, () => action) }), /ActionSet/],
  ['a fallback that does something else', withBody({ type: 'ActionSet', actions: [{ ...action, title: 'Delete' }] }), /fallback/],
  [
    'an action with more than it may carry',
    withBody({ type: 'ActionSet', actions: [{ ...action, data: { act: 'x', data: {}, title: 'y' } }] }),
    /data/,
  ],
  [
    'an address that runs',
    withBody({ type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', title: 'x', url: 'javascript:x' }] }),
    /address/,
  ],
  ['a menu with nothing in it', withBody({ type: 'Input.ChoiceSet', id: 'a', choices: [] }), /nothing in it/],
  [
    'a strange dataset',
    withBody({ type: 'Input.ChoiceSet', id: 'a', style: 'filtered', choices: [], 'choices.data': { type: 'Data.Query', dataset: 'x' } }),
    /dataset/,
  ],
  [
    'a value nobody offers',
    withBody({ type: 'Input.ChoiceSet', id: 'a', value: 'z', choices: [{ title: 'A', value: 'a' }] }),
    /not offered/,
  ],
  ['two inputs of one name', withBody({ type: 'Input.Date', id: 'a' }, { type: 'Input.Date', id: 'a' }), /two inputs/],
  ['half a character', withBody({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'a\ud800' }] }), /half/],
  ['a ragged table', withBody({ type: 'Table', columns: [{ width: 1 }], rows: [{ type: 'TableRow', cells: [] }] }), /ragged/],
];

describe('the judge of cards', () => {
  it('takes a good one', () => expect(judgeCard(good, 'chat')).toEqual([]));
  it.each(BROKEN)('finds %s', (_name, card, complaint) => expect(judgeCard(card, 'chat').join('\n')).toMatch(complaint));
  it('finds a universal action in a dialog', () => expect(judgeCard(good, 'dialog').join()).toMatch(/universal/));

  it('judges what Teams adds by what stands in for it', () => {
    expect(withoutExtensions({ type: 'Chart.Pie', data: [], fallback: { type: 'TextBlock', text: 'x', msteams: {} } })).toEqual({
      type: 'TextBlock',
      text: 'x',
    });
  });

  it.skipIf(!existsSync(SCHEMA_FILE))('knows the standard’s schema (which stands beside this repository, or this is skipped)', () => {
    expect(judgeCard(withBody({ type: 'TextBlock', text: 'x', colour: 'red' }), 'chat').join()).toMatch(/schema/);
  });
});

describe('the eye on what comes alive', () => {
  it.each([
    '**a**',
    '[x](https://evil.test)',
    '- a',
    '1. a',
    '<at>User</at>',
    '&lt;',
    'evil.test',
    '{{DATE(2027-01-01T00:00:00Z)}}',
    '`a`',
  ])('sees %s in a text that reads Markdown', (text) => expect(liveInTeams(withBody({ type: 'TextBlock', text }))).not.toEqual([]));
  it('sees links in titles, addresses, and mentions', () => {
    const toggle = { type: 'Input.Toggle', id: 'a', title: '[x](https://evil.test)' };
    expect(liveInTeams(withBody(toggle))).toHaveLength(1);
    expect(liveInTeams({ ...good, msteams: { entities: [] } })).toEqual(['mentions']);
    expect(liveInTeams(withBody({ type: 'Image', url: 'https://evil.test' }))).toEqual(['fetches https://evil.test']);
  });
  it('reads dates as a client fills them in', () => {
    const run = { type: 'TextRun', text: 'Due {{DATE(2027-06-03T14:00:00Z,SHORT)}}' };
    expect(shownByTeams(withBody({ type: 'RichTextBlock', inlines: [run] }))).toContain('Due on 2027-06-03');
  });
});
