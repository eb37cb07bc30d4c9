import type { z } from 'zod';
import type { ActionContract } from '../../../chat/action.ts';
import type { Block } from '../../../chat/block.ts';
import { findLike, type Like } from '../../../database/ideas/likeness.ts';
import { setAside, takeSetAside } from '../../../database/requests/set-aside.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { cleanLine, TITLE_LIMIT } from '../../../model/text/text.ts';
import type { Read, Write } from '../access.ts';
import { todayOf } from '../words/idea-words.ts';
import { likenessBlocks, likenessHint } from './views.ts';

/** More would not be read. */
const SHOWN = 3;

/** What is about to be written down. */
export interface Newcomer {
  readonly kind: 'item' | 'epic' | 'idea';
  /** Cleaned. */
  readonly title: string;
}

/** How it goes on when the person says that it is something else: the feature's action, and what it will need. */
export interface Anyway {
  readonly action: ActionContract<{ readonly heldId: string }>;
  /** Plain JSON; comes back through `valuesSetAside`. */
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Row E4: is something like this in a backlog, in the portfolio or in the anti-backlog? Then what was typed is set aside for
 * a day, and the blocks ask whether it is the same, something else, or time to reopen the old one. Call it before writing:
 *
 *     const alike = await checkLikeness(context, { kind: 'epic', title }, { action: proposeAnyway, values });
 *     if (alike) return update(alike);
 *
 * @returns null when nothing is alike
 */
export async function checkLikeness(context: Write, what: Newcomer, anyway: Anyway): Promise<Block[] | null> {
  const [first, ...others] = await findLike(context.db, what.title, { limit: SHOWN });
  if (first === undefined) return null;
  const kept = { action: anyway.action.name, values: anyway.values };
  const heldId = await setAside(context.db, context.asker.memberId, kept, context.now);
  return likenessBlocks([first, ...others], heldId, kept.action, todayOf(context));
}

/**
 * What `checkLikeness` set aside for an action, handed out once: in the handler of "Similar, but different".
 *
 * @throws Refusal stale when it was taken already, is somebody else's, or is more than a day old
 */
export async function valuesSetAside<Values>(
  context: Write,
  action: { readonly name: string },
  heldId: string,
  schema: z.ZodType<Values>,
): Promise<Values> {
  const kept = await takeSetAside(context.db, context.asker.memberId, heldId, action.name, context.now);
  const parsed = kept && schema.safeParse(kept.values);
  if (!parsed?.success)
    throw new Refusal('stale', 'I no longer hold what you typed: it was used already, or is more than a day old.', 'Type it once more.');
  return parsed.data;
}

/** For `onWatch` of a title field: a line per like thing, or nothing. */
export async function watchLikeness(context: Read, typed: string): Promise<Block[]> {
  let found: readonly Like[] = [];
  try {
    found = await findLike(context.db, cleanLine(typed, TITLE_LIMIT, 'The title'), { limit: SHOWN });
  } catch (error) {
    // A title that cannot be stored is the submit's to refuse.
    if (!(error instanceof Refusal)) throw error;
  }
  return likenessHint(found, todayOf(context));
}
