import { shorten } from '../../../chat/words.ts';
import type { IdeaRow } from '../../../database/ideas/ideas.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { findStream } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { may } from '../../../model/rights/rights.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { readItemFacts, readLeaders } from './store.ts';
import { findSubject, type Subject } from './subject.ts';

// With the question before it, a button's words stay within what one carries.
const ASKED = 400;

/**
 * Items: the stream's owner; whoever added one, while it is being refined; to bring one back, also whoever parked it.
 * Epics: their owner and leaders.
 *
 * @param act "parks" or "reopens"
 * @param more `parkedBy`: who parked it, for bringing back; `reason`: what the asker typed, for the suggestion to who may
 * @throws Refusal not_allowed naming who may
 */
export async function requirePark(
  context: Read | Write,
  subject: Subject,
  act: 'parks' | 'reopens',
  { parkedBy = null, reason = '' }: { readonly parkedBy?: string | null; readonly reason?: string } = {},
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
    throw new Refusal('not_allowed', `Only ${who} ${act} ${key}.`, 'Ask one of them, with your reason.');
  }
  const { streamId, streamName } = subject.row;
  if (own || (act === 'parks' ? await mayParkItem(context, subject.row) : may('park', asker.roles, { streamId }))) return;
  const owner = (await findStream(db, streamId))?.ownerName;
  if (!owner) {
    throw new Refusal(
      'not_allowed',
      say`Only the owner of ${streamName} ${act} its {items}, and it has none yet.`,
      'An admin names one: /flow setup.',
    );
  }
  const said = say`Only the owner of ${streamName} ${act} its {items}.`;
  const { key, state } = subject.row;
  // A question to the owner, who answers it with a button: keep, change or park. What is parked or done is past asking.
  if (act === 'reopens' || state === 'done' || state === 'parked')
    throw new Refusal('not_allowed', said, `Ask ${owner}, with your reason.`);
  const words = reason === '' ? `challenge ${key}` : `challenge ${key} Could it be parked? ${shorten(reason, ASKED)}`;
  throw new Refusal('not_allowed', said, `Suggest it to ${owner}, with your reason.`, {
    label: `Suggest it to ${shorten(owner, 40)}`,
    words,
  });
}

/** May the asker park it? The same question, for what a card offers. */
export async function mayParkItem({ asker, db }: Read | Write, { id, state, streamId }: ItemRow): Promise<boolean> {
  if (may('park', asker.roles, { streamId })) return true;
  return state === 'refining' && may('park', asker.roles, { streamId, own: (await readItemFacts(db, id)).createdBy === asker.memberId });
}

/** May the asker bring back what was parked as this idea? What never was an item or epic, anybody may. */
export async function mayReopen(context: Read | Write, idea: IdeaRow): Promise<boolean> {
  const { asker, db } = context;
  const [kind, id] = idea.itemId === null ? (['epic', idea.epicId] as const) : (['item', idea.itemId] as const);
  const subject = id === null ? null : await findSubject(db, kind, id);
  if (subject === null) return true;
  if (subject.kind === 'epic') return may('parkEpic', asker.roles, { own: subject.row.ownerId === asker.memberId });
  return idea.decidedById === asker.memberId || may('park', asker.roles, { streamId: subject.row.streamId });
}
