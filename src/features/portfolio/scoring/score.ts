import { type Block, note, paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { type ReadReply, type UpdateReply, update, type WriteReply } from '../../../chat/reply.ts';
import { changeEpic } from '../../../database/epics/epic-changes.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { isOpen } from '../../../model/epic/epic.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { nextInColumn } from '../../../model/score/epic-score.ts';
import type { ItemScore } from '../../../model/score/item-score.ts';
import { SCORE_PART_NAMES, SCORE_PARTS, type ScorePart, sayScore } from '../../../model/score/score.ts';
import { givenNow, isSameScore, staleness } from '../../../model/score/score-dates.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import type { Which } from '../../kit/finding/which.ts';
import { changedMeanwhile } from '../../kit/forms/changed-meanwhile.ts';
import { loadOpened } from '../../kit/forms/load-opened.ts';
import { scoreEpicForm } from '../../kit/offers/epic-scores.ts';
import { isAllowed, requireRight } from '../../kit/rights/allowed.ts';
import { EPIC_STATE_NAMES } from '../../kit/words/epic-words.ts';
import { externalDateLine } from '../../kit/words/external-date-words.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { epicCard } from '../epics/card.ts';
import { loadEpic } from '../epics/load.ts';
import { columnView, setView } from './set-view.ts';
import { readSet } from './store.ts';

interface Column {
  readonly part: ScorePart;
  readonly after: number;
  readonly all: boolean;
}

/** `/flow score epics`. */
export async function showSet(context: Read): Promise<ReadReply> {
  return update(setView(await readSet(context.db), context.now, todayOf(context), isAllowed(context, 'scoreEpics', {})));
}

/** The next epic of a column, or the whole set once the column is through. */
export async function showColumn(context: Read | Write, column: Column, before: readonly Block[] = []): Promise<UpdateReply> {
  await requireRight(context, 'scoreEpics', {});
  const set = await readSet(context.db);
  const { now } = context;
  const judged = set.map(({ score, dates }) => ({ score, stale: staleness(dates.parts[column.part], dates.changedAt, now) }));
  const place = nextInColumn(judged, column.part, column.after, column.all);
  if (place !== null) return update([...before, ...columnView(set, { part: column.part, place, all: column.all }, now, todayOf(context))]);
  const through = paragraph(`That was ${SCORE_PART_NAMES[column.part]}.`);
  return update([...before, through, ...setView(set, now, todayOf(context), true)]);
}

/** Gives an epic its number in a column (row B4) and shows the next one. Who scores what has changed meanwhile is shown it first. */
export async function givePart(
  context: Write,
  { epicId, revision, value, ...column }: Column & { readonly epicId: string; readonly revision: number; readonly value: number },
): Promise<WriteReply> {
  await requireRight(context, 'scoreEpics', {});
  const epic = await loadEpic(context, { id: epicId });
  refuseClosed(epic);
  if (epic.revision !== revision) {
    const again = { ...column, after: Math.max(0, column.after - 1), all: true };
    return showColumn(context, again, [
      paragraph(`${epic.key} changed while you scored it, so that number was not noted. Here is how it is now.`),
    ]);
  }
  const before = epic.score ?? { value: null, time: null, risk: null, size: null };
  const said = note(`${epic.key}: ${SCORE_PART_NAMES[column.part]} ${value}.`);
  const score: ItemScore = { ...before, [column.part]: value };
  await changeEpic(context.db, epic, { kind: 'scored', data: { score, parts: [column.part] } }, changeOf(context));
  return showColumn(context, column, [said]);
}

/** `/flow score E-3`: all columns of one epic, as far as they are known. */
export async function openEpicScore(context: Read, which: Which): Promise<FormReply> {
  await requireRight(context, 'scoreEpics', {});
  const epic = await loadEpic(context, which);
  refuseClosed(epic);
  const values = Object.fromEntries(SCORE_PARTS.map((part) => [part, epic.score?.[part] == null ? undefined : String(epic.score[part])]));
  return showForm(
    scoreEpicForm,
    { epicId: epic.id, revision: epic.revision },
    {
      intro: [
        paragraph(...named(epic)),
        ...(epic.externalDate === null ? [] : [paragraph(`External date: ${externalDateLine(epic, todayOf(context).date)}`)]),
      ],
      values,
    },
  );
}

/** Writes a score down. Parts that are left open stay unknown. */
export async function saveEpicScore(
  context: Write,
  values: FormValues<typeof scoreEpicForm.fields>,
  { epicId, revision }: { readonly epicId: string; readonly revision: number },
): Promise<WriteReply> {
  const epic = await loadOpened({
    load: () => loadEpic(context, { id: epicId }),
    right: () => requireRight(context, 'scoreEpics', {}),
    open: refuseClosed,
    overtaken: (one) => one.revision !== revision && changedMeanwhile(one.key),
  });
  const score = { value: read(values.value), time: read(values.time), risk: read(values.risk), size: read(values.size) };
  const same = isSameScore(epic.score, score);
  const parts = givenNow(epic.score, score);
  // The same numbers once more say that they still hold; nothing at all says nothing.
  if (same && parts.length === 0) return update([paragraph(...named(epic), ' has no score yet: nothing was noted.')]);
  const scored = await changeEpic(context.db, epic, { kind: 'scored', data: { score, parts } }, changeOf(context));
  return update([
    paragraph(...named(scored), same ? ` keeps its score: ${sayScore(score)}. It is as of today.` : ` scores ${sayScore(score)}.`),
    ...(await epicCard(context, scored)).slice(1),
  ]);
}

function refuseClosed(epic: EpicRow): void {
  if (isOpen(epic.state)) return;
  throw new Refusal(
    'conflict',
    `${epic.key} is ${EPIC_STATE_NAMES[epic.state].toLowerCase()}, so a score would change nothing.`,
    `/flow ${epic.key} shows it.`,
  );
}

function read(value: string | undefined): number | null {
  return value === undefined ? null : Number(value);
}
