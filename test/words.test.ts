import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { nounOf, say, term } from '../src/model/words/vocabulary.ts';
import { plainNouns } from './support/plain-nouns.ts';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

const sources = ['features', 'model', 'chat'].flatMap((room) =>
  readdirSync(`${SRC}${room}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('vocabulary.ts'))
    .map((name) => ({ file: `${room}/${name}`, source: readFileSync(`${SRC}${room}/${name}`, 'utf8') })),
);

describe('the words of the flow', () => {
  it('come in the form that a text asks for', () => {
    expect([term('epic'), term('epic', 'a'), term('value stream', 'many')]).toEqual(['epic', 'an epic', 'value streams']);
    expect(say`{An epic} of ${'an {epic}'} and {Bets}.`).toBe('An epic of an {epic} and Bets.');
    expect(() => nounOf('epos')).toThrow('no noun');
  });

  it('are known, in every text that asks for one', () => {
    const asked = sources.flatMap(({ source }) => [...source.matchAll(/\bsay`([^`]*)`/g)].flatMap(([, text = '']) => nounsAskedIn(text)));
    expect(asked.length).toBeGreaterThan(300);
    expect(asked.filter((noun) => !isKnown(noun))).toEqual([]);
  });

  it('are written in one place: no text says one by itself', () => {
    const example = ["const a = { hint: 'Pick an item.', text: 'Epic' };", 'say(`No bet runs.`, say`{Item}`);', "run('/flow portfolio');"];
    expect(plainNouns('x', example.join('\n')).length).toBe(3);
    expect(sources.flatMap(({ file, source }) => plainNouns(file, source))).toEqual([]);
  });
});

function nounsAskedIn(text: string): string[] {
  return [...text.replaceAll(/\$\{[^}]*\}/g, '').matchAll(/\{([^{}]*)\}/g)].map(([, noun = '']) => noun);
}

function isKnown(noun: string): boolean {
  try {
    return nounOf(noun) !== '';
  } catch {
    return false;
  }
}
