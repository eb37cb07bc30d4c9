import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block, ListEntry } from '../../src/chat/block.ts';
import type { Field, RawValue } from '../../src/chat/field.ts';
import type { Span } from '../../src/chat/span.ts';
import { EDGES, HOSTILE, INVISIBLE, LONG } from './hostile.ts';
import { RENDERERS, type Renderer } from './renderer.ts';
import { blockOf, fieldOf, formOf, press, spanOf, valuesOf } from './samples.ts';

const ACCOUNTS = new Map([
  ['m1', 'U1'],
  ['m2', 'U2'],
]);
const ALL = [...HOSTILE, ...INVISIBLE, ...LONG, ...EDGES, '', ' ', '\n'];

/** White space and what draws nothing may differ between what was typed and what is seen. */
function bare(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is left out
  return text.toWellFormed().replace(/[\s\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2060]/gu, '');
}

/** Is the text there as typed, or visibly cut? */
function keeps(shown: string, text: string): boolean {
  return bare(shown).includes(bare(text)) || shown.includes('…') || / more\b|don’t fit/.test(shown);
}

function paragraph(...spans: Span[]): Block {
  return { type: 'paragraph', spans };
}

function lines(count: number, text: (index: number) => string, withButtons: boolean): ListEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const spans: Span[] = [{ type: 'text', text: text(index) }];
    return withButtons ? { spans, button: press(`Open ${index}`) } : { spans };
  });
}

describe.each(RENDERERS)('$name', (renderer: Renderer) => {
  const check = (name: string, run: () => void) => {
    const skip = renderer.skips.find((one) => one.test === name);
    if (skip) test.skip(`${name} (${skip.reason})`, run);
    else test(name, run);
  };
  const draw = (...blocks: Block[]) => {
    const drawn = renderer.drawMessage(blocks);
    expect(renderer.problems(drawn)).toEqual([]);
    return drawn;
  };

  describe('every block', () => {
    for (const type of Object.keys(blockOf('')) as Block['type'][]) {
      check(`${type} shows its words and stays dead text`, () => {
        for (const text of ALL) {
          const drawn = draw(blockOf(text)[type]);
          expect(renderer.live(drawn)).toEqual([]);
          if (type !== 'divider' && type !== 'buttons') expect(keeps(renderer.shown(drawn), text), text.slice(0, 80)).toBe(true);
        }
      });
    }

    check('the whole message together', () => {
      for (const text of ALL) expect(renderer.live(draw(...Object.values(blockOf(text))))).toEqual([]);
    });
  });

  describe('every span', () => {
    for (const type of Object.keys(spanOf('')) as Span['type'][]) {
      check(`${type} in every place for spans`, () => {
        for (const text of ALL) {
          const span = spanOf(text)[type];
          const around: Span[] = [{ type: 'text', text: 'See ' }, span, { type: 'text', text: '.' }];
          const places: Block[] = [
            paragraph(...around),
            { type: 'note', spans: around },
            { type: 'facts', facts: [{ label: 'Label', spans: around }] },
            { type: 'list', ordered: false, entries: [{ spans: around }] },
            { type: 'list', ordered: true, entries: [{ spans: around, button: press('Open') }] },
          ];
          for (const place of places) {
            const drawn = draw(place);
            const links = renderer.live(drawn).filter((one) => !one.startsWith('link https://example.test/'));
            expect(links).toEqual([]);
            if (type !== 'date' && !(type === 'link' && /^\s*(https?:|www\.)/.test(text)))
              expect(keeps(renderer.shown(drawn), text)).toBe(true);
          }
        }
      });
    }

    check('a link leads where it says', () => {
      const drawn = draw(paragraph({ type: 'link', text: 'the plan', url: 'https://example.test/plan' }));
      expect(renderer.live(drawn)).toEqual(['link https://example.test/plan']);
      for (const url of ['javascript:alert(1)', 'data:text/html,x', 'not an address', '', 'file:///etc/passwd', 'slack://open']) {
        const dead = draw(paragraph({ type: 'link', text: 'the plan', url }));
        expect(renderer.live(dead)).toEqual([]);
        expect(keeps(renderer.shown(dead), 'the plan')).toBe(true);
        expect(keeps(renderer.shown(dead), url)).toBe(true);
      }
      const lying = draw(paragraph({ type: 'link', text: 'https://bank.test', url: 'https://evil.test/' }));
      expect(renderer.shown(lying)).toContain('https://evil.test/');
      expect(renderer.shown(lying)).not.toContain('bank.test');
    });

    check('an instant that is none is shown as words', () => {
      for (const at of ['', 'soon', '-000001-01-01T00:00:00Z', '1969-12-31T00:00:00Z']) {
        const drawn = draw(paragraph({ type: 'text', text: 'At ' }, { type: 'date', at, style: 'day' }));
        expect(renderer.live(drawn)).toEqual([]);
      }
    });
  });

  describe('extremes', () => {
    check('nothing at all is still a message', () => {
      for (const blocks of [[], [paragraph()], [{ type: 'buttons', buttons: [] } as Block], [{ type: 'heading', text: ' ' } as Block]]) {
        expect(renderer.shown(draw(...blocks))).not.toBe('');
      }
    });

    for (const withButtons of [false, true]) {
      for (const more of [undefined, press('See all')]) {
        check(
          `300 entries ${withButtons ? 'with buttons' : 'without'}${more ? ' and a way to the rest' : ''} say how many are left`,
          () => {
            const entries = lines(300, (index) => `PAY-${index} · ${'A title of some length '.repeat(4)}`, withButtons);
            const base = { type: 'list' as const, ordered: true, entries };
            const shown = renderer.shown(
              draw({ type: 'heading', text: 'Backlog' }, more ? { ...base, more } : base, { type: 'buttons', buttons: [press('Board')] }),
            );
            const drawn = entries.filter((_, index) => shown.includes(`PAY-${index} `)).length;
            expect(drawn).toBeGreaterThan(withButtons ? 20 : 50);
            expect(shown).toContain(`and ${300 - drawn} more`);
            if (more) expect(shown).toContain('See all');
            expect(shown).toContain('Board');
          },
        );
      }
    }

    check('a table of 300 rows says how many are left', () => {
      const rows = Array.from({ length: 300 }, (_, index) => [`PAY-${index} · ${'A title of some length '.repeat(4)}`, `${index}`]);
      const columns = [{ label: 'Item' }, { label: 'Days', align: 'right' as const }];
      const shown = renderer.shown(draw({ type: 'table', caption: 'How old it is', columns, rows, more: press('See all') }));
      const drawn = rows.filter((_, index) => shown.includes(`PAY-${index} `)).length;
      expect(drawn).toBeGreaterThan(20);
      expect(shown).toContain(`and ${300 - drawn} more`);
      for (const words of ['How old it is', 'Item', 'Days', 'See all']) expect(shown).toContain(words);
    });

    check('ragged, wide and empty tables are drawn, too', () => {
      const wide = Array.from({ length: 30 }, (_, index) => ({ label: `Column ${index}` }));
      for (const rows of [[], [[]], [['one']], [['one', 'two', 'three', 'four']]])
        for (const columns of [[{ label: 'A' }, { label: 'B' }], wide]) draw({ type: 'table', caption: '', columns, rows });
      draw({ type: 'table', caption: 'Nothing', columns: [], rows: [] }, { type: 'heading', text: 'After it' });
    });

    check('several charts and tables of one message show all their figures', () => {
      const chart = (name: string): Block => ({
        type: 'chart',
        kind: 'bar',
        title: `${name} per week`,
        categories: ['24 Aug', '31 Aug'],
        series: [
          { name: 'Arrived', values: [41, 42] },
          { name: 'Finished', values: [43, 44] },
        ],
      });
      const drawn = draw(...['A', 'B', 'C', 'D'].map(chart));
      const shown = renderer.shown(drawn);
      for (const words of ['A per week', 'D per week', 'Arrived', 'Finished', '31 Aug']) expect(shown).toContain(words);
      // In a form they are words or a table, and just as complete.
      const view = renderer.drawForm(formOf([], [chart('E')]), ACCOUNTS);
      expect(renderer.problems(view)).toEqual([]);
      for (const words of ['E per week', 'Arrived', '24 Aug', '41']) expect(renderer.shown(view)).toContain(words);
    });

    check('a value that is unknown is said and never drawn as 0', () => {
      const series = [{ name: 'Arrived', values: [3, null, Number.NaN] }];
      const shown = renderer.shown(draw({ type: 'chart', kind: 'line', title: 'Weeks', categories: ['a', 'b', 'c'], series }));
      expect(shown.match(/unknown/g)).toHaveLength(2);
      expect(shown).not.toMatch(/(^|\D)0(\D|$)/);
    });

    check('names that come to the same, and more points than a chart takes, are a table', () => {
      const many = Array.from({ length: 40 }, (_, index) => `Week ${index}`);
      const long = ['A name that is longer than twenty letters, one', 'A name that is longer than twenty letters, two'];
      for (const categories of [many, long]) {
        const series = [{ name: 'Arrived', values: categories.map((_, index) => index) }];
        const shown = renderer.shown(draw({ type: 'chart', kind: 'line', title: 'Weeks', categories, series }));
        for (const category of categories) expect(shown).toContain(category);
      }
    });

    check('many lists share the room', () => {
      const list = (name: string): Block => ({ type: 'list', ordered: false, entries: lines(40, (index) => `${name}-${index} `, true) });
      const shown = renderer.shown(draw(list('A'), list('B'), list('C')));
      for (const name of ['A-0', 'B-0', 'C-0']) expect(shown).toContain(name);
      expect(shown.match(/and \d+ more/g)?.length).toBe(3);
    });

    check('30 buttons of one name are all there, each with an id of its own', () => {
      const row = Array.from({ length: 30 }, (_, index) => press(`Button ${index}`));
      const shown = renderer.shown(draw({ type: 'buttons', buttons: row }));
      for (const { label } of row) expect(shown).toContain(label);
    });

    check('long buttons are shortened visibly', () => {
      for (const text of LONG) expect(renderer.shown(draw({ type: 'buttons', buttons: [press(text)] }))).toContain('…');
      for (const text of ['', ' ', '\n']) draw({ type: 'buttons', buttons: [press(text)] });
    });

    check('more parts than fit are counted, and buttons stay', () => {
      const texts = Array.from({ length: 600 }, (_, index) => paragraph({ type: 'text', text: `Part ${index}.` }));
      const shown = renderer.shown(draw(...texts, { type: 'divider' }, { type: 'buttons', buttons: [press('Pull it')] }));
      const drawn = texts.filter((_, index) => shown.includes(`Part ${index}.`)).length;
      expect(shown).toContain(`${600 - drawn} more parts don’t fit here.`);
      expect(shown).toContain('Pull it');
    });

    check('long texts share the room and end visibly', () => {
      const drawn = draw(
        ...LONG.flatMap((text) => [paragraph({ type: 'text', text }), { type: 'note', spans: [{ type: 'text', text }] } as Block]),
        { type: 'heading', text: 'Short' },
      );
      expect(renderer.shown(drawn)).toContain('…');
      expect(renderer.shown(drawn)).toContain('Short');
    });

    check('a right-to-left title does not turn what stands around it', () => {
      const title: Span = { type: 'text', text: 'שלום 12' };
      const shown = renderer.shown(
        draw(paragraph({ type: 'bold', text: 'PAY-1' }, { type: 'text', text: ' · ' }, title, { type: 'text', text: ' (3 days)' })),
      );
      expect(shown).toContain('\u2068שלום 12\u2069');
    });
  });

  describe('every field', () => {
    for (const type of Object.keys(fieldOf('')) as (keyof ReturnType<typeof fieldOf>)[]) {
      check(`${type} with any value and hostile words`, () => {
        const drawn = (text: string, value: RawValue) => {
          const field = { name: 'field', field: fieldOf(text)[type], value, error: text };
          const view = renderer.drawForm(formOf([field], [blockOf(text).paragraph, blockOf(text).list], text), ACCOUNTS);
          expect(renderer.problems(view)).toEqual([]);
          expect(renderer.live(view)).toEqual([]);
        };
        for (const text of ALL.map((one) => one || 'x')) drawn(text, text);
        for (const text of ['x', HOSTILE[0] ?? '']) for (const value of valuesOf(text)) drawn(text, value);
      });

      check(`${type} without hint, placeholder or value`, () => {
        const { hint: _hint, placeholder: _placeholder, ...field } = fieldOf('Label')[type];
        expect(
          renderer.problems(
            renderer.drawForm(formOf([{ name: 'field', field: { ...field, required: false } as never, value: undefined }]), ACCOUNTS),
          ),
        ).toEqual([]);
      });
    }

    check('420 zones by continent, 250 in one', () => {
      const options = Array.from({ length: 420 }, (_, index) => ({
        value: `z${index}`,
        text: `Zone ${index}`,
        group: index < 250 ? 'America' : `Group ${index % 3}`,
      }));
      for (const type of ['choice', 'choices'] as const) {
        const field = { ...fieldOf('Zone')[type], options } as Field;
        const view = renderer.drawForm(formOf([{ name: 'zone', field, value: type === 'choice' ? 'z419' : ['z419'] }]), ACCOUNTS);
        expect(renderer.problems(view)).toEqual([]);
        for (const label of [/\bAmerica\b/, /\bGroup 0\b/, /\bZone 0\b/, /\bZone 419\b/]) expect(renderer.shown(view)).toMatch(label);
      }
    });

    check('20,000 options are counted, and the chosen one is there', () => {
      const options = Array.from({ length: 20_000 }, (_, index) => ({ value: `o${index}`, text: `Option ${index}` }));
      const field = { ...fieldOf('Pick').choice, options } as Field;
      const view = renderer.drawForm(formOf(['a', 'b', 'c'].map((name) => ({ name, field, value: 'o19999' }))), ACCOUNTS);
      expect(renderer.problems(view)).toEqual([]);
      expect(renderer.shown(view)).toContain('Option 19999');
      expect(renderer.shown(view)).toMatch(/\d+ more to choose from don’t fit here/);
    });

    check('a menu without options says so', () => {
      for (const type of ['choice', 'choices'] as const) {
        const view = renderer.drawForm(
          formOf([{ name: 'stream', field: { ...fieldOf('Stream')[type], options: [] } as Field, value: 'x' }]),
          ACCOUNTS,
        );
        expect(renderer.problems(view)).toEqual([]);
        expect(renderer.shown(view)).toContain('nothing to choose from');
      }
    });

    check('a text too long to be shown warns that it will be replaced', () => {
      const view = renderer.drawForm(formOf([{ name: 'text', field: fieldOf('Text').longText, value: '🚀'.repeat(8_000) }]), ACCOUNTS);
      expect(renderer.problems(view)).toEqual([]);
      expect(renderer.shown(view)).toMatch(/longer than (Slack|this card) can show/);
    });

    check('a form with a long introduction and 60 fields', () => {
      const fields = Array.from({ length: 60 }, (_, index) => ({ name: `f${index}`, field: fieldOf('Label').text, value: LONG[0] }));
      const intro = Array.from({ length: 80 }, (_, index) => paragraph({ type: 'text', text: `Line ${index} ${LONG[0]}` }));
      expect(renderer.problems(renderer.drawForm(formOf(fields, intro), ACCOUNTS))).toEqual([]);
    });
  });

  describe('any text', () => {
    const nasty = fc.oneof(
      fc.constantFrom(...ALL),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(
          fc.constantFrom(
            '*',
            '_',
            '~',
            '`',
            ':',
            '<',
            '>',
            '&',
            '|',
            '!',
            '@',
            '#',
            'a',
            ' ',
            '\n',
            'U1',
            'channel',
            'https://x.test',
            '😀',
            'ש',
          ),
          { maxLength: 40 },
        )
        .map((parts) => parts.join('')),
    );
    const span = nasty.chain((text) => fc.constantFrom<Span>(...Object.values(spanOf(text)).filter((one) => one.type !== 'link')));
    const spans = fc.array(span, { maxLength: 6 });
    const entry = fc.record({ spans, button: nasty.map(press) }, { requiredKeys: ['spans'] }) as fc.Arbitrary<ListEntry>;
    const block: fc.Arbitrary<Block> = fc.oneof(
      nasty.map((text): Block => ({ type: 'heading', text })),
      spans.map((all): Block => ({ type: 'paragraph', spans: all })),
      spans.map((all): Block => ({ type: 'note', spans: all })),
      fc.array(fc.record({ label: nasty, spans }), { maxLength: 5 }).map((facts): Block => ({ type: 'facts', facts })),
      fc
        .tuple(fc.boolean(), fc.array(entry, { maxLength: 60 }))
        .map(([ordered, entries]): Block => ({ type: 'list', ordered, entries, more: press('More') })),
      fc.array(nasty.map(press), { maxLength: 40 }).map((buttons): Block => ({ type: 'buttons', buttons })),
      fc.constant<Block>({ type: 'divider' }),
    );

    check('never breaks a limit and never comes alive', () => {
      fc.assert(
        fc.property(fc.array(block, { maxLength: 70 }), (blocks) => {
          const drawn = renderer.drawMessage(blocks);
          expect(renderer.problems(drawn)).toEqual([]);
          expect(renderer.live(drawn)).toEqual([]);
        }),
        { numRuns: 300 },
      );
    });

    check('is seen as typed', () => {
      fc.assert(
        fc.property(nasty, span, (text, other) => {
          for (const place of [
            blockOf(text).paragraph,
            blockOf(text).note,
            blockOf(text).list,
            blockOf(text).facts,
            blockOf(text).heading,
          ]) {
            expect(keeps(renderer.shown(draw(paragraph(other), place)), text)).toBe(true);
          }
        }),
        { numRuns: 500 },
      );
    });
  });
});
