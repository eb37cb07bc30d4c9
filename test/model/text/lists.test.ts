import { describe, expect, it } from 'vitest';
import { capital } from '../../../src/model/text/capital.ts';
import { ended } from '../../../src/model/text/ended.ts';
import { listOf } from '../../../src/model/text/list-of.ts';
import { someOf } from '../../../src/model/text/some-of.ts';

describe('counted lists', () => {
  it('name what fits and count the rest', () => {
    expect(someOf(['A-1', 'A-2'], 2)).toBe('A-1, A-2');
    expect(someOf(['A-1', 'A-2', 'A-3'], 2)).toBe('A-1, A-2 and 1 more');
    expect(someOf([], 2)).toBe('');
  });

  it('in a sentence name the last one rather than count it', () => {
    expect(listOf(['A-1', 'A-2'])).toBe('A-1 and A-2');
    expect(listOf(['A-1', 'A-2', 'A-3'], 2)).toBe('A-1, A-2, and A-3');
    expect(listOf(['A-1', 'A-2', 'A-3', 'A-4'], 2)).toBe('A-1, A-2, and 2 more');
  });
});

describe('a sentence', () => {
  it('begins with a capital and ends as its author ended it, else with a full stop', () => {
    expect(capital('blocked since Monday')).toBe('Blocked since Monday');
    expect(capital('')).toBe('');
    expect(ended('Fewer give up')).toBe('Fewer give up.');
    expect(['Why?', 'Now!', 'Well…', 'So.'].map(ended)).toEqual(['Why?', 'Now!', 'Well…', 'So.']);
  });
});
