import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, facts, note, paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, type UpdateReply, update, type WriteReply } from '../../../chat/reply.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { addReview, lastReview, type NewReview, type ReviewRow, readOutcomeVersions } from '../../../database/epics/outcome-reviews.ts';
import { VERDICTS, type Verdict } from '../../../model/epic/epic-event.ts';
import { hintsOf, knownStart, lateOutcome } from '../../../model/epic/outcome-hints.ts';
import { EVIDENCE_KINDS, type EvidenceKind, isWaiting } from '../../../model/epic/review.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { capital } from '../../../model/text/capital.ts';
import { parseKey } from '../../../model/text/key.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { openByKey } from '../../kit/buttons/open-button.ts';
import { epicOf } from '../../kit/finding/epic-of.ts';
import type { Which } from '../../kit/finding/which.ts';
import { changedMeanwhile } from '../../kit/forms/changed-meanwhile.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { EPIC_STATE_NAMES } from '../../kit/words/epic-words.ts';
import { onDay, quoted, todayOf } from '../../kit/words/idea-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { HINT_WORDS, VERDICT_NAMES } from '../../kit/words/outcome-words.ts';
import { reviewForm } from './contracts.ts';
import { reviewed } from './of-epic.ts';

/** Opens the review of an epic, quoting what was hoped for; where one stands already, shows it. */
export async function openReview(context: Read, which: Which): Promise<FormReply | UpdateReply> {
  const epic = await load(context, which);
  await allow(context, epic);
  const former = await lastReview(context.db, epic);
  if (former && !isWaiting(former)) return update(standing(context, epic, former));
  return showForm(reviewForm, { epicId: epic.id, revision: epic.revision }, { intro: await quote(context, epic, former) });
}

/** Notes what came of an epic (rows G4, G5): the review, its event and a decision at once. */
export async function saveReview(
  context: Write,
  values: FormValues<typeof reviewForm.fields>,
  { epicId, revision }: { readonly epicId: string; readonly revision: number },
): Promise<WriteReply> {
  const epic = await load(context, { id: epicId });
  await allow(context, epic);
  const former = await lastReview(context.db, epic);
  if (former && !isWaiting(former)) return update(standing(context, epic, former));
  if (epic.revision !== revision) throw changedMeanwhile(epic.key);
  const { verdict, evidenceKind } = values;
  if (!isVerdict(verdict)) return errors({ verdict: 'Pick one of the list.' });
  if (!isEvidence(evidenceKind)) return errors({ evidenceKind: 'Pick one of the list.' });
  if (evidenceKind === 'none' && values.evidence !== undefined)
    return errors({ evidenceKind: 'There is evidence below. Say of what kind it is.' });
  if (evidenceKind !== 'none' && values.evidence === undefined)
    return errors({ evidence: 'Say in a line what it shows, or choose “None” above.' });
  const review: NewReview = {
    verdict,
    evidenceKind,
    actual: values.actual ?? null,
    evidence: values.evidence ?? null,
    learning: values.learning ?? null,
  };
  const after = await addReview(context.db, epic, review, changeOf(context));
  const key = await writeDecision(
    context.db,
    {
      act: 'outcome_review',
      subject: { type: 'epic', id: epic.id },
      question: `Did ${epic.key} bring what we hoped for?`,
      choice: `${capital(VERDICT_NAMES[verdict])}${review.actual === null ? '.' : `: ${review.actual}`}`,
      reason: review.evidence,
      effect: review.learning,
    },
    changeOf(context),
  );
  const hints = hintsOf(after, await readOutcomeVersions(context.db, epic.id), review);
  const again = verdict === 'too_early' ? ` It is due again ${after.reviewLag === 0 ? 'at once' : `in ${after.reviewLag} days`}.` : '';
  return update([
    paragraph(...named(epic), `: ${VERDICT_NAMES[verdict]}. Noted as ${key}.${again}`),
    ...hints.map((hint) => note(HINT_WORDS[hint])),
    onward(epic),
  ]);
}

// The sentence that was hoped for, as it stood, and whether it was touched after the start (row G3).
async function quote(context: Read, epic: EpicRow, former: ReviewRow | null): Promise<Block[]> {
  const today = todayOf(context);
  const late = lateOutcome(await readOutcomeVersions(context.db, epic.id), knownStart(epic));
  return [
    paragraph(...named(epic)),
    paragraph(
      epic.outcome === null
        ? 'No outcome was written down before. What did you hope for, and what came?'
        : `Hoped for: ${quoted(epic.outcome)}`,
      late === null ? '' : ` ${late.first ? 'Said after the start' : 'Changed after start'}, on ${onDay(late.at, today)}.`,
    ),
    ...(epic.measure === null ? [] : [paragraph(`How we would know: ${epic.measure}`)]),
    ...(former === null ? [] : [note(`Last time: ${reviewed(former, today)}.`)]),
  ];
}

// A verdict stands; what is learned later is a decision of its own, beside it.
function standing(context: Read | Write, epic: EpicRow, former: ReviewRow): Block[] {
  const optional = (label: string, value: string | null) => (value === null ? [] : [{ label, value: [value] }]);
  return [
    paragraph(...named(epic), ' was reviewed already. Nothing was changed.'),
    facts(
      { label: 'Verdict', value: [reviewed(former, todayOf(context))] },
      ...optional('What it showed', former.evidence),
      ...optional('What we learned', former.learning),
    ),
    note(`A verdict stands; only “too early” is asked again. What you know since: /flow decide ${epic.key}.`),
    onward(epic),
  ];
}

function onward(epic: EpicRow): Block {
  return buttons(openByKey(epic.key), button('Outcomes and reviews', runCommand, { text: 'review' }));
}

async function load(context: Read | Write, which: Which): Promise<EpicRow> {
  if ('key' in which && parseKey(which.key)?.prefix !== 'E')
    throw new Refusal(
      'invalid_input',
      say`${which.key} isn't {an epic}, and only {epics} are reviewed.`,
      'Type /flow review to see which wait for it.',
    );
  return epicOf(context, which);
}

async function allow(context: Read | Write, epic: EpicRow): Promise<void> {
  await requireRight(context, 'review', { own: epic.ownerId !== null && epic.ownerId === context.asker.memberId });
  if (epic.state === 'delivered') return;
  throw new Refusal(
    'conflict',
    `${epic.key} isn't delivered: it stands in “${EPIC_STATE_NAMES[epic.state]}”, so there is nothing to compare yet.`,
    `A review comes after delivery. /flow ${epic.key} shows it.`,
  );
}

function isVerdict(text: string): text is Verdict {
  return (VERDICTS as readonly string[]).includes(text);
}

function isEvidence(text: string): text is EvidenceKind {
  return (EVIDENCE_KINDS as readonly string[]).includes(text);
}
