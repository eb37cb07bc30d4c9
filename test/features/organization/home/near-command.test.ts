import { describe, expect, it } from 'vitest';
import { nearCommand } from '../../../../src/chat/near-command.ts';
import { features } from '../../../../src/features/index.ts';

const known = features.flatMap((feature) => feature.commands.map((one) => one.name)).filter((name) => name !== '');

describe('a word that is no command', () => {
  it.each(['ask', 'forecast', 'metrics', 'summary', 'digest', 'export', 'report', 'retro', 'map', 'ai', 'budget'])(
    'is not taken for a slip of the hand where it means something else: %s',
    (word) => expect(nearCommand(word, '', known)).toEqual({ word: null, instead: true }),
  );

  it('offers what answers it, as that', () => {
    expect(nearCommand('ask', 'next', known)).toEqual({ word: 'next', instead: true });
    expect(nearCommand('ask', 'reliability', known).word).toBeNull();
    expect(nearCommand('find', 'refunds', known)).toEqual({ word: 'show', instead: true });
  });

  it.each([
    ['nxet', 'next'],
    ['pul', 'pull'],
    ['bord', 'board'],
    ['unblok', 'unblock'],
    ['portfolo', 'portfolio'],
  ])('is read as what was meant where letters slipped: %s', (typed, meant) =>
    expect(nearCommand(typed, '', known)).toEqual({ word: meant, instead: false }),
  );

  it.each(['task', 'note', 'wall', 'sync'])('is no other short word: %s', (typed) => expect(nearCommand(typed, '', known).word).toBeNull());
});
