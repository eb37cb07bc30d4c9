import { type Block, button, buttons, entry, list, note, paragraph } from '../../../chat/block.ts';
import { type Notice, update, type WriteReply } from '../../../chat/reply.ts';
import { logEvent } from '../../../database/events/events.ts';
import { placeOfPerson } from '../../../database/organization/places.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { epics } from '../../kit/offers/epics.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { count, named } from '../../kit/words/item-words.ts';
import { askButtons, goOn, type Question } from './questions.ts';
import { ANSWERED, type OpenBet, readBeginning } from './store.ts';

/**
 * Asks the owners of running bets what they hope for: one message to each, whatever they own, and at most one a day. What is the
 * asker's own is answered here.
 */
export async function askOwners(context: Write): Promise<WriteReply> {
  await requireRight(context, 'governPortfolio', {});
  const { db, asker, place } = context;
  const { open } = await readBeginning(db);
  const announcements: Notice[] = [];
  const reached: string[] = [];
  const unreached: string[] = [];
  for (const [ownerId, theirs] of byOwner(open, asker.memberId)) {
    const to = await placeOfPerson(db, ownerId, place.platform);
    (to ? reached : unreached).push(theirs[0]?.ownerName ?? 'somebody');
    if (to)
      announcements.push({
        place: to,
        subject: `outcomes:${ownerId}:${todayOf(context).date}`,
        mode: 'post',
        blocks: questionTo(asker.name, theirs),
      });
  }
  await logEvent(
    db,
    { type: 'organization', id: context.organization.id },
    ANSWERED.asked,
    { keys: open.filter((bet) => bet.ownerId !== null).map((bet) => bet.key) },
    changeOf(context),
  );
  const said = [
    ...(reached.length > 0 ? [paragraph(`Asked ${names(reached)}${reached.length === 1 ? '' : ', one message each'}.`)] : []),
    ...(unreached.length > 0 ? [paragraph(`I can't write to ${names(unreached)} here. /flow outcome lists what they look after.`)] : []),
    ...ownBlocks(open.filter((bet) => bet.ownerId === asker.memberId)),
    ...unownedBlocks(open.filter((bet) => bet.ownerId === null)),
  ];
  const nobody = said.length === 0 ? [paragraph(say`Every running {bet} says what it hopes for.`)] : [];
  return update([...said, ...nobody, ...(await goOn(context))], { announcements });
}

function byOwner(open: readonly OpenBet[], except: string): Map<string, OpenBet[]> {
  const owners = new Map<string, OpenBet[]>();
  for (const bet of open) {
    if (bet.ownerId !== null && bet.ownerId !== except) owners.set(bet.ownerId, [...(owners.get(bet.ownerId) ?? []), bet]);
  }
  return owners;
}

// Slack and Teams show a message of so many lines without folding it away.
const LINES = 10;

function questionTo(from: string, theirs: readonly OpenBet[]): Block[] {
  const one = theirs.length === 1;
  return [
    paragraph(`${from} asks: what do you hope gets better through ${one ? 'this' : 'these'}? One or two sentences; rough is fine.`),
    ...betList(theirs),
  ];
}

function betList(theirs: readonly OpenBet[]): Block[] {
  const left = theirs.length - LINES;
  return [
    list(
      theirs
        .slice(0, LINES)
        .map((bet) =>
          entry(named(bet), button('Write it', epics.outcome, { epicId: bet.id }, { hint: `Write the outcome of ${bet.key}` })),
        ),
    ),
    ...(left > 0 ? [note(`And ${left} more: /flow outcome lists them.`)] : []),
  ];
}

function ownBlocks(mine: readonly OpenBet[]): Block[] {
  return mine.length === 0 ? [] : [paragraph('Yours to answer:'), ...betList(mine)];
}

function unownedBlocks(unowned: readonly OpenBet[]): Block[] {
  if (unowned.length === 0) return [];
  return [paragraph(`${count(unowned.length, 'has', 'have')} no owner yet.`), buttons(...askButtons({ open: unowned }, false))];
}

function names(people: readonly string[]): string {
  return new Intl.ListFormat('en').format(people);
}

/** "Not now", "Nothing runs yet": the question is not asked again, and the next one follows. */
export async function skip(context: Write, question: Question): Promise<WriteReply> {
  await requireRight(context, 'governPortfolio', {});
  await logEvent(context.db, { type: 'organization', id: context.organization.id }, ANSWERED[question], {}, changeOf(context));
  return update([paragraph(LATER[question]), ...(await goOn(context))]);
}

const LATER: Readonly<Record<Question, string>> = {
  where: 'Fine. /flow strategy is where it goes whenever you know.',
  running: 'Fine. Whatever comes up is proposed: /flow propose.',
  outcomes: 'Fine. /flow outcome lists them at any time.',
};
