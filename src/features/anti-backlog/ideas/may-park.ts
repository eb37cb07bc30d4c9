import type { ItemRow } from '../../../database/items/items.ts';
import { findStream } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { may } from '../../../model/rights/rights.ts';
import type { Read, Write } from '../../kit/access.ts';
import { readItemFacts, readLeaders } from './store.ts';
import type { Subject } from './subject.ts';

/**
 * Items: the stream's owner; whoever added one, while it is being refined; to bring one back, also whoever parked it.
 * Epics: their owner and leaders.
 *
 * @param act "parks" or "reopens"
 * @param parkedBy who parked it, for bringing back
 * @throws Refusal not_allowed naming who may
 */
export async function requirePark(
  context: Read | Write,
  subject: Subject,
  act: 'parks' | 'reopens',
  parkedBy: string | null = null,
): Promise<void> {
  const { asker, db } = context;
  const own = parkedBy === asker.memberId;
  if (subject.kind === 'epic') {
    const { ownerId, ownerName, key } = subject.row;
    if (may('parkEpic', asker.roles, { own: ownerId === asker.memberId })) return;
    const leaders = new Intl.ListFormat('en', { type: 'disjunction' }).format((await readLeaders(db)).slice(0, 3));
    const who = [ownerName ? `its owner, ${ownerName}` : '', leaders ? `a leader: ${leaders}` : 'a leader']
      .filter((part) => part !== '')
      .join(', or ');
    throw new Refusal('not_allowed', `Only ${who} ${act} ${key}.`, 'Suggest it to them, with your reason.');
  }
  const { streamId, streamName } = subject.row;
  if (own || (act === 'parks' ? await mayParkItem(context, subject.row) : may('park', asker.roles, { streamId }))) return;
  const owner = (await findStream(db, streamId))?.ownerName;
  if (!owner) {
    throw new Refusal(
      'not_allowed',
      `Only the owner of ${streamName} ${act} its items, and it has none yet.`,
      'An admin names one: /flow setup.',
    );
  }
  throw new Refusal('not_allowed', `Only the owner of ${streamName} ${act} its items.`, `Suggest it to ${owner}, with your reason.`);
}

/** May the asker park it? The same question, for what a card offers. */
export async function mayParkItem({ asker, db }: Read | Write, { id, state, streamId }: ItemRow): Promise<boolean> {
  if (may('park', asker.roles, { streamId })) return true;
  return state === 'refining' && may('park', asker.roles, { streamId, own: (await readItemFacts(db, id)).createdBy === asker.memberId });
}
