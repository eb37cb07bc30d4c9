import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { splitWords } from '../../src/chat/words.ts';
import { PLACEHOLDERS, type Placeholder } from './act.ts';
import { actions, commands, declared, type Entry, forms, nameOf } from './index.ts';
import { wordsOf } from './shaped.ts';

/** What stands for things where only the way of an act is asked, and nothing is looked up. */
const PROBES = Object.fromEntries(PLACEHOLDERS.map((name) => [name, name === 'STREAM' ? 'PAY' : 'PAY-1'])) as Record<Placeholder, string>;

/** Does what is typed here read or write? A line that cannot be read is refused. */
export function modeOfLine(line: string): 'read' | 'write' | 'refused' {
  const [name = '', ...rest] = line.split(' ');
  const command = declared.commands.find((one) => one.name === name);
  try {
    return command?.handle(splitWords(rest.join(' '))).mode ?? 'refused';
  } catch {
    return 'refused';
  }
}

/** Does this line of the catalogue? */
export const modeOfCommand = (entry: string) => modeOfLine(wordsOf(entry, PROBES));

/** Does this button? */
export function modeOfAction(entry: string): 'read' | 'write' {
  const action = declared.actions.find((one) => one.contract.name === nameOf(entry));
  if (!action) throw new Error(`${entry} is not declared.`);
  const shape = action.contract.data instanceof z.ZodObject ? (action.contract.data.shape as Record<string, z.ZodType>) : {};
  return action.handle(Object.fromEntries(Object.entries(shape).map(([name, part]) => [name, anyOf(part)]))).mode;
}

function anyOf(schema: z.ZodType): unknown {
  const offered = schema instanceof z.ZodEnum ? schema.options : [];
  return [...offered, randomUUID(), [randomUUID()], 1, true, 'a word', {}, null].find((value) => schema.safeParse(value).success);
}

/** What changes something when it arrives once: everything that must change it only once, however often it arrives. */
export const writes: readonly (readonly [kind: string, entry: Entry])[] = [
  ...commands.filter(({ entry }) => modeOfCommand(entry) === 'write').map((one) => ['/flow', one] as const),
  // Buttons that run a command are the neutral language's own.
  ...actions.filter(({ entry }) => entry === 'chat.command' || modeOfAction(entry) === 'write').map((one) => ['button', one] as const),
  ...forms.map((one) => ['form', one] as const),
] as readonly (readonly [string, Entry])[];
