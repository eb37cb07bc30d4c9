/** A noun of the vocabulary: with its article, alone, and of several. */
interface Noun {
  readonly article: 'a' | 'an';
  readonly one: string;
  readonly many: string;
}

/**
 * The nouns of the flow as people read them, each written here and nowhere else. One pack so far, the plain one (MODEL: glossary); texts ask
 * for a noun by its plain name, so a pack with an organization's own words needs no text changed.
 */
const PLAIN = {
  portfolio: { article: 'a', one: 'portfolio', many: 'portfolios' },
  theme: { article: 'a', one: 'theme', many: 'themes' },
  objective: { article: 'an', one: 'objective', many: 'objectives' },
  'key result': { article: 'a', one: 'key result', many: 'key results' },
  epic: { article: 'an', one: 'epic', many: 'epics' },
  bet: { article: 'a', one: 'bet', many: 'bets' },
  'value stream': { article: 'a', one: 'value stream', many: 'value streams' },
  stream: { article: 'a', one: 'stream', many: 'streams' },
  item: { article: 'an', one: 'item', many: 'items' },
  team: { article: 'a', one: 'team', many: 'teams' },
} as const satisfies Readonly<Record<string, Noun>>;

export type Term = keyof typeof PLAIN;
/** `epic`, `an epic`, `epics`. */
export type TermForm = 'one' | 'a' | 'many';

/** A noun of the vocabulary, in one of its forms. */
export function term(name: Term, form: TermForm = 'one'): string {
  const noun: Noun = PLAIN[name];
  return form === 'a' ? `${noun.article} ${noun.one}` : noun[form];
}

const FORMS: ReadonlyMap<string, readonly [Term, TermForm]> = new Map(
  (Object.entries(PLAIN) as [Term, Noun][]).flatMap(([name, { article, one, many }]): [string, readonly [Term, TermForm]][] => [
    [one, [name, 'one']],
    [`${article} ${one}`, [name, 'a']],
    [many, [name, 'many']],
  ]),
);

/** Every form of every noun, the longest first, for whoever looks for them in a text. */
export const NOUNS: readonly string[] = [...FORMS.keys()].sort((a, b) => b.length - a.length);

/**
 * The noun that a text asks for: `epic`, `an epic`, `epics`, with a capital where the text has one.
 *
 * @throws Error for what is no noun of the vocabulary: a mistake of ours, found by the test that reads every text
 */
export function nounOf(asked: string): string {
  const form = FORMS.get(asked.toLowerCase());
  if (!form) throw new Error(`“${asked}” is no noun of the vocabulary.`);
  const said = term(...form);
  return /^[A-Z]/.test(asked) ? said.charAt(0).toUpperCase() + said.slice(1) : said;
}

// A template literal hands in the same strings at every call.
const known = new WeakMap<TemplateStringsArray, readonly string[]>();

/**
 * A text of ours with nouns of the vocabulary in braces: say`No {bet} runs in ${name}.`, say`{Epics} that {an item} serves`. What is put in
 * is left as it is: people's own words hold no nouns of ours.
 */
export function say(strings: TemplateStringsArray, ...values: readonly unknown[]): string {
  const parts = known.get(strings) ?? strings.map((part) => part.replace(/\{([^{}]*)\}/g, (_, asked: string) => nounOf(asked)));
  known.set(strings, parts);
  return parts.reduce((before, part, index) => `${before}${values[index - 1]}${part}`);
}
