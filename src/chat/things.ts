import { formatKey, parseKey } from '../model/text/key.ts';
import type { Block, Button, Fact } from './block.ts';
import type { Context } from './context.ts';
import type { FormReply } from './form.ts';
import type { Access } from './handler.ts';
import type { UpdateReply } from './reply.ts';

/** A request's context, with or without a transaction. */
type Any<A extends Access> = Context<A['read']> | Context<A['write']>;

/** Words that people type about a thing, with its key. Each is answered by the feature that owns that side of the thing. */
export type ThingWord = 'date' | 'score';

/**
 * A kind of thing that has keys and a card. Several features may each say a part of one kind: one shows it, another knows its dates.
 */
export interface Thing<A extends Access> {
  /** What its keys begin with, as `E` of `E-7`; empty for items, whose keys begin with their stream's. */
  readonly prefix: string;
  /** Its card. */
  readonly show?: (context: Any<A>, key: string) => Promise<UpdateReply>;
  /** The form behind a word, as of `/flow date E-7`. */
  readonly asks?: Readonly<Partial<Record<ThingWord, (context: Context<A['read']>, key: string) => Promise<FormReply>>>>;
  /** The form that makes one out of a revived idea. */
  readonly fromIdea?: (context: Context<A['read']>, ideaId: string) => Promise<FormReply>;
}

/** What one feature adds to the card of a kind of thing. The subject is whatever that card hands on. */
export interface CardPart<A extends Access, Subject = never> {
  /** The prefix of the thing (see `Thing`). */
  readonly of: string;
  readonly facts?: (context: Any<A>, subject: Subject) => Promise<readonly Fact[]>;
  /** What stands under the card. */
  readonly below?: (context: Any<A>, subject: Subject) => Promise<readonly Block[]>;
  /** What one may do with it besides, behind "More". */
  readonly acts?: (context: Any<A>, subject: Subject) => readonly Button[];
}

/** All that features say of their things, by prefix. */
export interface ThingRegistry<A extends Access> {
  readonly things: ReadonlyMap<string, Omit<Thing<A>, 'prefix'>>;
  readonly cards: ReadonlyMap<string, readonly CardPart<A>[]>;
}

/**
 * @throws Error when two features show one kind of thing, or answer one word about it: mistakes of ours, found at start
 */
export function registerThings<A extends Access>(things: readonly Thing<A>[], cards: readonly CardPart<A>[]): ThingRegistry<A> {
  const byPrefix = new Map<string, Omit<Thing<A>, 'prefix'>>();
  for (const { prefix, ...said } of things) {
    const known = byPrefix.get(prefix) ?? {};
    const twice = [
      ...Object.keys(said).filter((part) => part !== 'asks' && part in known),
      ...Object.keys(said.asks ?? {}).filter((word) => word in (known.asks ?? {})),
    ];
    if (twice.length > 0) throw new Error(`Two features say “${twice.join(', ')}” of the things “${prefix}”.`);
    byPrefix.set(prefix, { ...known, ...said, asks: { ...known.asks, ...said.asks } });
  }
  const prefixes = [...new Set(cards.map((one) => one.of))];
  return { things: byPrefix, cards: new Map(prefixes.map((prefix) => [prefix, cards.filter((one) => one.of === prefix)])) };
}

/** The things of a request: what a feature asks of another feature's things, without knowing it. */
export interface Things {
  /** The card behind a key: an epic's, a parked idea's, a decision's, … An unknown prefix is a stream's, so it is an item's. */
  readonly show: (key: string) => Promise<UpdateReply>;
  /** The form behind a word about a key; null where that kind of thing has none. */
  readonly ask: (word: ThingWord, key: string) => Promise<FormReply> | null;
  /** The form that makes a thing of that kind out of a revived idea; null where none can be made. */
  readonly fromIdea: (prefix: string, ideaId: string) => Promise<FormReply> | null;
  /** What features add to the card of a thing of that kind. */
  readonly card: <Subject>(
    prefix: string,
    subject: Subject,
  ) => { facts: () => Promise<Fact[]>; below: () => Promise<Block[]>; acts: () => Button[] };
}

/** Binds the registry to a request; `context` is asked for when it is needed, because it holds these things itself. */
export function thingsOf<A extends Access>({ things, cards }: ThingRegistry<A>, context: () => Any<A>): Things {
  const ofKey = (key: string) => {
    const prefix = parseKey(key)?.prefix ?? '';
    const found = things.get(prefix) ?? things.get('');
    if (!found) throw new Error(`No feature shows ${formatKey({ prefix, number: 1 })} and its like.`);
    return found;
  };
  return {
    show: (key) => {
      const { show } = ofKey(key);
      if (!show) throw new Error('A thing without a card has no key to be asked for.');
      return show(context(), key);
    },
    ask: (word, key) => ofKey(key).asks?.[word]?.(context() as Context<A['read']>, key) ?? null,
    fromIdea: (prefix, ideaId) => things.get(prefix)?.fromIdea?.(context() as Context<A['read']>, ideaId) ?? null,
    card: (prefix, subject) => {
      const parts = (cards.get(prefix) ?? []) as readonly CardPart<A, typeof subject>[];
      return {
        facts: async () => (await Promise.all(parts.map((part) => part.facts?.(context(), subject) ?? []))).flat(),
        below: async () => {
          const below: Block[] = [];
          // One after the other: a request in a transaction has one connection.
          for (const part of parts) below.push(...((await part.below?.(context(), subject)) ?? []));
          return below;
        },
        acts: () => parts.flatMap((part) => part.acts?.(context(), subject) ?? []),
      };
    },
  };
}
