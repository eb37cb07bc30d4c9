import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mentionsAndLinks } from '../../src/playground/index.ts';
import { modal, plain, section } from './harness.ts';

describe('mentionsAndLinks', () => {
  test('finds every live thing in a string', () => {
    const found = mentionsAndLinks(
      '<@U1|ines> <#C1|pay> <!channel> <!here|here> <!everyone> <!subteam^S1|dev> <https://x.y|there> <mailto:a@b.c> https://naked.y',
    );
    expect(found.map(({ kind, target, auto }) => [kind, target, auto])).toEqual([
      ['user', 'U1', false],
      ['channel', 'C1', false],
      ['broadcast', 'channel', false],
      ['broadcast', 'here', false],
      ['broadcast', 'everyone', false],
      ['group', 'S1', false],
      ['link', 'https://x.y', false],
      ['link', 'mailto:a@b.c', false],
      ['link', 'https://naked.y', true],
    ]);
  });

  test('plain text is never live; mrkdwn, rich text and markdown are', () => {
    const live = '<!channel>';
    expect(mentionsAndLinks(modal([{ type: 'header', text: plain(live) }], { title: plain(live) }))).toEqual([]);
    expect(mentionsAndLinks({ text: 'ok', blocks: [section(live)] })).toMatchObject([{ kind: 'broadcast', path: '/blocks/0/text/text' }]);
    expect(mentionsAndLinks({ text: live, blocks: [] })).toMatchObject([{ kind: 'broadcast', path: '/text' }]);
    const rich = {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'user', user_id: 'U1' },
            { type: 'text', text: live },
          ],
        },
      ],
    };
    expect(mentionsAndLinks({ text: 'x', blocks: [rich] })).toMatchObject([{ kind: 'user', target: 'U1' }]);
    expect(mentionsAndLinks({ text: 'x', blocks: [{ type: 'markdown', text: '[a](https://x.y)' }] }).map((one) => one.target)).toContain(
      'https://x.y',
    );
  });

  test('bare words are found only where Slack looks for them', () => {
    const text = 'ask @here about https://x.y';
    expect(mentionsAndLinks({ text: 'x', blocks: [section(text)] }).map((one) => [one.target, one.auto])).toEqual([
      ['https://x.y', true],
      ['here', true],
    ]);
    expect(mentionsAndLinks({ text: 'x', blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }] })).toEqual([]);
    expect(mentionsAndLinks({ text: 'ask @here' })).toEqual([]);
  });

  test('escaped text is never live, whatever it says', () => {
    const nasty = fc
      .array(fc.constantFrom('<', '>', '!channel', '@U1', '#C1', '|', '&', 'https:', '!subteam^S1', 'a', ' ', '\n'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(nasty, (text) => {
        const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        expect(mentionsAndLinks({ text: escaped, blocks: [section(`x${escaped}`)] }).filter((one) => !one.auto)).toEqual([]);
      }),
    );
  });
});
