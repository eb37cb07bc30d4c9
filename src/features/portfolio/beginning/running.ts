import { button, buttons, entry, list, paragraph } from '../../../chat/block.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { beginLimit, lockBets } from '../../../database/epics/bets.ts';
import { addEpic, changeEpic } from '../../../database/epics/epic-changes.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { logEvent } from '../../../database/events/events.ts';
import { BEGINNING_DAYS, mayListRunning } from '../../../model/epic/bets.ts';
import { suggestedDate } from '../../../model/epic/epic-outcome.ts';
import { epicTexts } from '../../../model/epic/epic-texts.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { quote, readTitles, refuseLines, sameTitle, type TitleLine } from '../../../model/text/title-lines.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { runningForm } from '../../kit/offers/beginning.ts';
import { editPortfolio } from '../../kit/offers/limits.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { betsRun, goOn } from './questions.ts';
import * as store from './store.ts';

const SHOWN = 10;

/** "What is running now?" */
export async function openRunning(context: Read): Promise<FormReply> {
  await requireRight(context, 'governPortfolio', {});
  refuseLater(context, await store.readBeginning(context.db));
  return showForm(runningForm, {});
}

/**
 * Lists bets that ran before the organization began: they are exempt from the gate, and the limit that nobody set yet is how many run
 * (row B5, MODEL section 3). All of the list or nothing: a line that can't be taken is named, and what was typed stays.
 */
export async function saveRunning(context: Write, text: string): Promise<WriteReply> {
  await requireRight(context, 'governPortfolio', {});
  const bets = await lockBets(context.db, context.now);
  refuseLater(context, await store.readBeginning(context.db));
  try {
    const lines = readTitles(text);
    await refuseKnown(context, lines);
    const added: EpicRow[] = [];
    for (const { title } of lines) added.push(await addRunning(context, title));
    const running = bets.running.length + added.length;
    await logListed(context, added);
    const limit = await beginLimit(context.db, bets, running, changeOf(context));
    return update([
      paragraph(`${betsRun(running)}${limitWords(running, limit)}`),
      list(added.slice(0, SHOWN).map((epic) => entry(named(epic)))),
      ...(added.length > SHOWN ? [paragraph(`And ${added.length - SHOWN} more.`)] : []),
      buttons(button('Change the limit', editPortfolio, {})),
      ...(await goOn(context)),
    ]);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return errors({ titles: error.next ? `${error.message} ${error.next}` : error.message });
  }
}

async function addRunning(context: Write, title: string): Promise<EpicRow> {
  const { db } = context;
  const change = changeOf(context);
  const proposed = await addEpic(
    db,
    {
      title,
      outcome: null,
      affects: null,
      measure: null,
      askAgainOn: suggestedDate(todayOf(context).date),
      ownerId: null,
      streamId: null,
      ...epicTexts({}),
      evidence: null,
      sourceLink: null,
    },
    change,
  );
  const before = await changeEpic(db, proposed, { kind: 'ran before', data: {} }, change);
  return changeEpic(db, before, { kind: 'moved', data: { to: 'investing' } }, change);
}

// One decision for the list: that no gate was asked is for everybody to see.
async function logListed(context: Write, added: readonly EpicRow[]): Promise<void> {
  const subject = { type: 'organization', id: context.organization.id } as const;
  const [first, last] = [added[0]?.key, added.at(-1)?.key];
  await logEvent(context.db, subject, store.ANSWERED.listed, { keys: added.map((one) => one.key) }, changeOf(context));
  await writeDecision(
    context.db,
    {
      act: 'bet',
      subject,
      question: `What ran before Millrace? ${first === last ? first : `${first} to ${last}`}`,
      choice: `${betsRun(added.length)}, without the gate`,
    },
    changeOf(context),
  );
}

function limitWords(running: number, limit: number): string {
  if (running === limit) return `, so the limit is ${limit}. Lower it when you like.`;
  return running < limit ? ` of ${limit}.` : `; the limit is ${limit}. To start another, finish or stop some first.`;
}

async function refuseKnown(context: Write, lines: readonly TitleLine[]): Promise<void> {
  const known = await store.findOpenTitles(
    context.db,
    lines.map((one) => one.title),
  );
  const keys = new Map(known.map((one) => [sameTitle(one.title), one.key]));
  refuseLines(
    lines.flatMap(({ line, title }) => {
      const key = keys.get(sameTitle(title));
      return key === undefined ? [] : [say`Line ${line} is in the {portfolio} already, as ${key}: “${quote(title)}”. Take it out here.`];
    }),
  );
}

function refuseLater({ now }: Read | Write, { gated, firstBetAt }: store.Beginning): void {
  if (mayListRunning(gated, firstBetAt, now)) return;
  const why = gated ? say`and {a bet} has passed the gate since` : `within ${BEGINNING_DAYS} days, and these are over`;
  throw new Refusal(
    'conflict',
    `What ran before Millrace is listed at the beginning, ${why}.`,
    'Propose it, and invest in it: /flow propose.',
  );
}
