import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../../src/features/organization/import/csv-rows.ts';

const rowsOf = (text: string) => [...readCsv(text).rows];
const quote = (cell: string) => (/[",\n]/.test(cell) || cell.trim() === '' ? `"${cell.replaceAll('"', '""')}"` : cell);

describe('readCsv', () => {
  it('reads what was written, with the line each row begins on', () => {
    expect(rowsOf('a,b\n1,"x\ny"\n\n2,"say ""so"""\r\n')).toEqual([
      { line: 2, cells: ['1', 'x\ny'] },
      { line: 5, cells: ['2', 'say "so"'] },
    ]);
    expect(readCsv(' a ;b;"c"\n1;2;3').header).toEqual(['a', 'b', 'c']);
    expect(rowsOf('a\tb\n1\t2')).toEqual([{ line: 2, cells: ['1', '2'] }]);
    expect(rowsOf('a,b')).toEqual([]);
    expect(rowsOf('')).toEqual([]);
    expect(rowsOf('a,b\n,\n')).toEqual([]);
  });

  it('reads any table back', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ü', ',', '"', '\n', ' ', '1') }).map((one) => `.${one}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 250 }), (table) => {
        const text = ['x,y,z', ...table.map((cells) => cells.map(quote).join(','))].join('\n');
        expect(rowsOf(text).map((row) => ('cells' in row ? row.cells : row))).toEqual(table);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['a quotation mark that never ends', '7,"open', 'quotation'],
    ['a quotation mark that never ends in the last cell', '7,8,"open', 'quotation'],
    ['too few columns', '7,8', '2 columns where the header has 3'],
    ['too many columns', '7,8,9,10', '4 columns where the header has 3'],
  ])('loses only the row with %s', (_, broken, reason) => {
    for (const at of [0, 1, 120, 299]) {
      const good = Array.from({ length: 299 }, (__, index) => (index % 7 === 0 ? `${index},"two\nlines",b` : `${index},a,"b"`));
      const rows = rowsOf(['x,y,z', ...good.slice(0, at), broken, ...good.slice(at)].join('\n'));
      const problems = rows.filter((row) => 'problem' in row);
      expect(problems).toEqual([{ line: expect.any(Number), problem: expect.stringContaining(reason) }]);
      expect(rows.flatMap((row) => ('cells' in row ? [row.cells[0]] : []))).toEqual(good.map((__, index) => String(index)));
    }
  });

  it('takes a quotation mark inside a cell as it is', () => {
    expect(rowsOf('x,y\n1,a 5" pipe\n2,b')).toEqual([
      { line: 2, cells: ['1', 'a 5" pipe'] },
      { line: 3, cells: ['2', 'b'] },
    ]);
  });

  it('ends in time, whatever it is given', () => {
    const many = `x,y\n${'1,"\n'.repeat(20_000)}`;
    const rows = rowsOf(many);
    expect(rows.length).toBeGreaterThan(0);
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', 'a', '\r') }), (text) => rowsOf(text).length >= 0));
  });
});
