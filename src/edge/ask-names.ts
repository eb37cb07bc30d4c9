import { oneLine } from '../chat/shown/legible.ts';
import { within } from './within.ts';

/** What came of asking a platform for one person's name. */
export type NameAnswer =
  | { readonly type: 'named'; readonly name: string }
  /** The platform knows nobody by that id whom we may see, or did not answer. */
  | { readonly type: 'unknown' }
  /** Too many questions: none for so long. */
  | { readonly type: 'limited'; readonly seconds: number }
  /** We may not ask, and that changes only by a new start. */
  | { readonly type: 'refused' };

/** Names by a platform's user id, of as many as could be asked in time. Never throws. */
export type AskNames = (externalUserIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Who picks more people than this in one form does so once, and the rest are named by their own hand. */
const MOST = 10;
const LONGEST_PAUSE_SECONDS = 900;

/**
 * Asks for the names of people who were picked in a form before they ever wrote to the bot. Somebody waits for the form meanwhile, so
 * all are asked at once, a few at most, and what comes late counts as not known.
 *
 * @param ms for all together
 */
export function createAskNames(ms: number): (ids: readonly string[], ask: (id: string) => Promise<NameAnswer>) => ReturnType<AskNames> {
  let notBefore = 0;
  return async (ids, ask) => {
    const names = new Map<string, string>();
    if (performance.now() < notBefore) return names;
    const one = async (id: string) => {
      const answer = await ask(id);
      if (answer.type === 'named') {
        const name = oneLine(answer.name);
        if (name !== '') names.set(id, name);
      } else if (answer.type === 'refused') notBefore = Number.POSITIVE_INFINITY;
      else if (answer.type === 'limited')
        notBefore = Math.max(notBefore, performance.now() + Math.min(answer.seconds, LONGEST_PAUSE_SECONDS) * 1_000);
    };
    await within(Promise.allSettled(ids.slice(0, MOST).map(one)), ms);
    // A copy: a late answer must not change what somebody works with.
    return new Map(names);
  };
}
