import { runCommand } from '../../../chat/action.ts';
import { button, buttons, entry, list, paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { type ReadReply, update, type WriteReply } from '../../../chat/reply.ts';
import { changeEpic } from '../../../database/epics/epic-changes.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { localDate } from '../../../model/calendar/days.ts';
import type { AnticipatedOutcome } from '../../../model/epic/epic-event.ts';
import { suggestedDate } from '../../../model/epic/epic-outcome.ts';
import type { OutcomeGap } from '../../../model/epic/outcome-gap.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import type { Which } from '../../kit/finding/which.ts';
import { changedMeanwhile } from '../../kit/forms/changed-meanwhile.ts';
import { editForm } from '../../kit/forms/edit-form.ts';
import { beginning } from '../../kit/offers/beginning.ts';
import { epics, outcomeForm } from '../../kit/offers/epics.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { mayOn, requireOn } from '../../kit/rights/portfolio-rights.ts';
import { GAP_WORDS, notKnownYet } from '../../kit/words/epic-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { ratioLine } from '../outcomes/rates.ts';
import { recent } from '../outcomes/recent.ts';
import { readAnswers } from './answers.ts';
import { epicCard } from './card.ts';
import type { OpenedEpic } from './edit.ts';
import { loadEpic } from './load.ts';
import { AFFECTED_OPTIONS } from './options.ts';
import { type EpicLine, readMissing } from './store.ts';

const LISTED = 10;

/** Opens the anticipated outcome of an epic, with what was said before. */
export async function openOutcome(context: Read, which: Which): Promise<FormReply> {
  const epic = await loadEpic(context, which);
  await requireOn(context, 'shape', epic);
  refuseGone(epic);
  const today = localDate(context.now, context.organization.zone);
  return showForm(
    outcomeForm,
    { epicId: epic.id, revision: epic.revision },
    {
      intro: [
        paragraph(...named(epic)),
        paragraph(
          `${gapAsk(epic)}What you hope for, not what you promise. Earlier versions are kept.${epic.startedAt === null ? '' : ' Work has begun, so a change is marked as made after the start.'}`,
        ),
      ],
      values: {
        outcome: epic.outcome ?? '',
        affects: epic.affects,
        measure: epic.measure ?? '',
        askAgainOn: epic.askAgainOn !== null && epic.askAgainOn > today ? epic.askAgainOn : suggestedDate(today),
      },
      options: { affects: AFFECTED_OPTIONS },
    },
  );
}

/** States or changes the anticipated outcome; each version is an event (rows G1, G8). */
export async function saveOutcome(
  context: Write,
  values: FormValues<typeof outcomeForm.fields>,
  { epicId, revision }: OpenedEpic,
): Promise<WriteReply> {
  return editForm<EpicRow, AnticipatedOutcome>({
    load: () => loadEpic(context, { id: epicId }),
    right: (epic) => requireOn(context, 'shape', epic),
    open: refuseGone,
    overtaken: ({ key, outcome, revision: now }) =>
      now !== revision && changedMeanwhile(key, { now: `its outcome ${outcome === null ? 'is not known yet' : `says “${outcome}”`}` }),
    judge: () => {
      const judged = readAnswers(context, values);
      return judged.ok ? { wanted: judged.value } : { errors: judged.errors };
    },
    // A version of the outcome is told whole.
    change: async (epic, _, data) => ({
      after: await changeEpic(context.db, epic, { kind: 'outcome stated', data }, changeOf(context)),
    }),
    card: (epic) => epicCard(context, epic),
  });
}

// What is written stays in the field; what it lacks is said before it.
function gapAsk({ outcomeGap }: { readonly outcomeGap: OutcomeGap | null }): string {
  return outcomeGap === null ? '' : `What stands there counts as missing: ${GAP_WORDS[outcomeGap]}. `;
}

function refuseGone(epic: { readonly key: string; readonly state: string }): void {
  if (epic.state === 'parked' || epic.state === 'stopped')
    throw new Refusal(
      'conflict',
      `${epic.key} is ${epic.state}, so it hopes for nothing just now.`,
      `To take it up again, open it: /flow ${epic.key}.`,
    );
}

/** `/flow outcome` without a key: epics without an anticipated outcome, the asker's own first. */
export async function showMissing(context: Read): Promise<ReadReply> {
  const missing = await readMissing(context.db, context.asker.memberId, recent(context), LISTED);
  if (missing.length === 0) {
    return update([
      paragraph(say`No {epic} lacks an anticipated outcome.`),
      paragraph(await ratioLine(context)),
      buttons(
        button('Outcomes and reviews', runCommand, { text: 'review' }),
        button('Portfolio', runCommand, { text: 'portfolio' }),
        button(say`Propose {an epic}`, epics.propose, { title: '' }),
      ),
    ]);
  }
  const today = localDate(context.now, context.organization.zone);
  return update([
    paragraph(await ratioLine(context)),
    paragraph('Without an anticipated outcome, yours first:'),
    list(
      missing.map((epic) =>
        entry(
          [...named(epic), `: ${notKnownYet(epic, today).replace(/^N/, 'n')}${epic.ownerName ? ` Owner: ${epic.ownerName}.` : ''}`],
          mayOn(context, 'shape', epic)
            ? button('Write it', epics.outcome, { epicId: epic.id }, { hint: `Write the outcome of ${epic.key}` })
            : openButton(epic.key),
        ),
      ),
    ),
    buttons(
      missing.some((epic) => mayOn(context, 'shape', epic)) && button('Help write one', epics.helpWrite, {}),
      missing.some((epic) => couldBeAsked(context, epic)) && button('Ask the owners', beginning.askOwners, {}),
      button('Outcomes and reviews', runCommand, { text: 'review' }),
    ),
  ]);
}

// Leaders may ask those who look after a running bet.
function couldBeAsked(context: Read, { state, ownerId }: EpicLine): boolean {
  return state === 'investing' && ownerId !== null && ownerId !== context.asker.memberId && isAllowed(context, 'governPortfolio', {});
}

/** *Help write one*: the form of the first that the asker may write, else the list with who may. */
export async function helpWrite(context: Read): Promise<ReadReply> {
  const missing = await readMissing(context.db, context.asker.memberId, recent(context), LISTED);
  const first = missing.find((epic) => mayOn(context, 'shape', epic));
  return first ? openOutcome(context, { id: first.id }) : showMissing(context);
}
