import { describe, expect, it } from 'vitest';
import { divider, facts, heading, note, paragraph } from '../../../src/chat/block.ts';
import { bold, date, link } from '../../../src/chat/span.ts';
import { TEAMS_CLIENT } from '../../../src/teams/base/capabilities.ts';
import { drawMessage } from '../../../src/teams/render/message.ts';

const bodyOf = (...blocks: Parameters<typeof drawMessage>[0]) => drawMessage(blocks, TEAMS_CLIENT).card.body;

describe('S-63 what a person typed', () => {
  it.each(['[Pay](https://evil.test)', '![x](http://evil.test/p.png)', '**bold**', '- item', '<at>User</at>', '$' + '{title}'])(
    '%s is drawn letter by letter, and nowhere as Markdown',
    (text) => {
      const { card, summary } = drawMessage(
        [heading(text), paragraph(text), facts({ label: text, value: [text] }), note(text)],
        TEAMS_CLIENT,
      );
      const json = JSON.stringify(card);
      expect(json.split(JSON.stringify(text).slice(1, -1)).length - 1).toBe(5);
      expect(json).not.toMatch(/"TextBlock"|"FactSet"|"Image"|"entities"/);
      expect(summary).toContain(text);
    },
  );

  it('fills in no date of its own', () => {
    const typed = '{{DATE(2027-06-03T14:00:00Z,SHORT)}}';
    expect(JSON.stringify(bodyOf(paragraph(typed)))).not.toContain('{{');
    expect(JSON.stringify(bodyOf(paragraph(date(new Date('2027-06-03T14:00:00.250Z')))))).toContain(typed);
  });
});

describe('a heading', () => {
  it('is one for screen readers where its words cannot be Markdown', () => {
    expect(bodyOf(heading('Checkout: in progress'))).toEqual([
      { type: 'TextBlock', style: 'heading', text: 'Checkout: in progress', size: 'Large', weight: 'Bolder', wrap: true },
    ]);
    for (const text of ['*Checkout*', '1. Checkout', 'evil.test', 'a_b', '- x', 'https://evil.test', '# x', '&lt;', 'a\\b', '(c)', '{{x}}'])
      expect(bodyOf(heading(text)), text).toMatchObject([{ type: 'RichTextBlock', inlines: [{ size: 'Large', weight: 'Bolder' }] }]);
  });
});

describe('spans', () => {
  it('keep their look', () => {
    expect(bodyOf(paragraph(bold('PAY-12'), ' · ', link('the plan', 'https://example.test/plan')))).toEqual([
      {
        type: 'RichTextBlock',
        inlines: [
          { type: 'TextRun', text: 'PAY-12', weight: 'Bolder' },
          { type: 'TextRun', text: ' · ' },
          { type: 'TextRun', text: 'the plan', selectAction: { type: 'Action.OpenUrl', url: 'https://example.test/plan' } },
        ],
      },
    ]);
  });

  it('draw an instant in the reader’s zone, and in words for notifications', () => {
    const at = date(new Date('2027-06-03T14:00:00Z'), 'time');
    const { card, summary } = drawMessage([paragraph('Due ', at)], TEAMS_CLIENT);
    expect(JSON.stringify(card)).toContain('{{DATE(2027-06-03T14:00:00Z,SHORT)}}, {{TIME(2027-06-03T14:00:00Z)}}');
    expect(summary).toBe('Due 3 Jun 2027, 14:00 UTC');
    expect(JSON.stringify(bodyOf(paragraph(date(new Date('+012027-06-03T14:00:00Z')))))).not.toContain('{{');
  });
});

describe('a divider', () => {
  it('is a line above what follows, and nothing at either end', () => {
    const drawn = bodyOf(divider, paragraph('one'), divider, paragraph('two'), divider);
    expect(drawn.map((one) => one.separator)).toEqual([undefined, true]);
  });
});
