import { describe, expect, it } from 'vitest';
import { readTitles } from '../../../src/model/text/title-lines.ts';

describe('a pasted list', () => {
  it('takes one title per line, without bullets and empty lines, and keeps the lines countable', () => {
    expect(readTitles('- Save a card\n\n2. Refund by bank\n* [ ] Clearer messages\n3D printing\n-5 degrees')).toEqual([
      { line: 1, title: 'Save a card' },
      { line: 3, title: 'Refund by bank' },
      { line: 4, title: 'Clearer messages' },
      { line: 5, title: '3D printing' },
      { line: 6, title: '-5 degrees' },
    ]);
  });

  it('cleans each line, and names those it cannot take', () => {
    expect(readTitles('Pay\u202e tomorrow \u0007')).toEqual([{ line: 1, title: 'Pay tomorrow' }]);
    expect(() => readTitles(`One\n${'x'.repeat(201)}\n\u200b\u200e\n${'y'.repeat(202)}`)).toThrow(
      'Line 2 may have up to 200 characters. This one has 201. Line 4 may have up to 200 characters. This one has 202.',
    );
  });

  it('takes a line that shows nothing for an empty one', () => {
    expect(readTitles('One\n\u200b\u3164\n- \u2060\nTwo')).toEqual([
      { line: 1, title: 'One' },
      { line: 4, title: 'Two' },
    ]);
    expect(() => readTitles('\u3164\n\u200b')).toThrow('There is no title in it.');
  });

  it('refuses twins whatever their capitals, empty lists and long ones', () => {
    expect(() => readTitles('Gift cards\nOther\ngift CARDS\nGift cards')).toThrow('Lines 1, 3, and 4 are the same: “Gift cards”.');
    expect(() => readTitles(' \n- \n')).toThrow('title');
    expect(() => readTitles(Array.from({ length: 51 }, (_, n) => `T ${n}`).join('\n'))).toThrow(
      'These are 51 titles; up to 50 go at once.',
    );
    expect(readTitles(Array.from({ length: 50 }, (_, n) => `T ${n}`).join('\n'))).toHaveLength(50);
    const many = Array.from({ length: 12 }, (_, n) => `${'x'.repeat(201)}${n}`).join('\n');
    expect(() => readTitles(many)).toThrow('And 8 more.');
  });
});
