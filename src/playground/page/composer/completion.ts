import type { CommandHint } from '../../wire/protocol.ts';

export interface Suggestion {
  readonly key: string;
  /** The whole line after accepting. */
  readonly line: string;
  readonly label: string;
  readonly usage: string;
  readonly summary: string;
}

interface Completion {
  readonly suggestions: readonly Suggestion[];
  /** The suggestion Enter would accept; none when the line is complete as it stands. */
  readonly preferred: number;
  /** What may still follow, shown faintly behind the typed text. */
  readonly ghost: string;
}

const NOTHING: Completion = { suggestions: [], preferred: -1, ghost: '' };

export function complete(text: string, commands: readonly CommandHint[]): Completion {
  if (!text.startsWith('/') || text.includes('\n')) return NOTHING;
  const [typed = '', ...more] = text.split(' ');
  const command = commands.find((one) => one.command === typed.toLowerCase());
  if (more.length === 0) {
    const fitting = commands.filter((one) => one.command.startsWith(typed.toLowerCase()));
    if (command && fitting.length === 1) return { ...NOTHING, ghost: command.usageHint && ` ${command.usageHint}` };
    return { suggestions: fitting.map(commandSuggestion), preferred: fitting.length ? 0 : -1, ghost: '' };
  }
  return command ? completeWord(text.slice(typed.length + 1), command) : NOTHING;
}

function completeWord(rest: string, command: CommandHint): Completion {
  const needle = rest.toLowerCase().trimStart();
  const fitting = command.words.filter((one) => one.word.startsWith(needle));
  const word = command.words
    .filter((one) => needle === one.word || needle.startsWith(`${one.word} `))
    .sort((one, other) => other.word.length - one.word.length)[0];
  const exact = word?.word === needle;
  const suggestions = exact && fitting.length === 1 ? [] : fitting.map((one) => wordSuggestion(one, command));
  return {
    suggestions,
    preferred: needle && !exact && suggestions.length ? 0 : -1,
    ghost: word ? remaining(argumentsOf(word.usage, word.word, command.command), needle.slice(word.word.length)) : '',
  };
}

function commandSuggestion(hint: CommandHint): Suggestion {
  return { key: hint.command, line: `${hint.command} `, label: hint.command, usage: hint.usageHint, summary: hint.description };
}

function wordSuggestion(hint: CommandHint['words'][number], { command }: CommandHint): Suggestion {
  const usage = argumentsOf(hint.usage, hint.word, command);
  return { key: hint.word, line: `${command} ${hint.word}${usage ? ' ' : ''}`, label: hint.word, usage, summary: hint.summary };
}

/** The usage without the command and the word, should it repeat them. */
function argumentsOf(usage: string, word: string, command: string): string {
  let left = usage.trim();
  for (const start of [command, word]) if (left === start || left.startsWith(`${start} `)) left = left.slice(start.length).trimStart();
  return left;
}

/** The arguments not typed yet. `[one of these]` and `<this one>` count as one. */
function remaining(usage: string, typed: string): string {
  const wanted = usage.match(/\[[^\]]*\]|<[^>]*>|"[^"]*"|\S+/g) ?? [];
  const given = typed.trim() ? typed.trim().split(/\s+/).length : 0;
  const left = wanted.slice(given).join(' ');
  if (!left) return '';
  return typed.endsWith(' ') ? left : ` ${left}`;
}
