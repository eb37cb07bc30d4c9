import { paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import type { WriteReply } from '../../../chat/reply.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { findMember } from '../../../database/organization/people.ts';
import { listStreams } from '../../../database/organization/streams.ts';
import { isId } from '../../../model/text/id.ts';
import { saysNothing } from '../../../model/text/says-nothing.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { keyedOptions } from '../../kit/finding/keyed-options.ts';
import {
  caseForm,
  epicThemeForm,
  type evidenceForm,
  type Filled,
  evidenceForm as formOfEvidence,
  hypothesisForm,
  NO_THEME,
  ownerForm,
  streamForm,
} from '../../kit/offers/gate.ts';
import { named } from '../../kit/words/item-words.ts';
import { judgeStrategy, strategyOptions } from '../../strategy/themes/choices.ts';
import { editEpic, loadEditable, type OpenedEpic } from '../epics/edit.ts';
import { moveRunningBet } from '../epics/other-stream.ts';

/** Opens the form for just one part of an epic, with what is known filled in. */
export async function openPart(context: Read, epicId: string, part: Filled): Promise<FormReply> {
  const epic = await loadEditable(context, epicId);
  const data = { epicId: epic.id, revision: epic.revision };
  const intro = [paragraph(...named(epic))];
  switch (part) {
    case 'hypothesis':
      return showForm(hypothesisForm, data, { intro, values: { hypothesis: epic.hypothesis } });
    case 'owner':
      return showForm(ownerForm, data, { intro, values: { ownerId: epic.ownerId } });
    case 'stream': {
      const options = keyedOptions(await listStreams(context.db));
      return showForm(streamForm, data, { intro, values: { streamId: epic.streamId }, options: { streamId: options } });
    }
    case 'case':
      return showForm(caseForm, data, { intro, values: { caseLine: epic.caseLine } });
    case 'evidence':
      return showForm(formOfEvidence, data, { intro, values: { evidence: epic.evidence, waiver: epic.evidenceWaiver ?? '' } });
    case 'theme': {
      const { themeId: offered } = await strategyOptions(context, { ...epic, themeId: null });
      const now = offered.some((one) => one.value === epic.themeId) ? epic.themeId : null;
      const retired = epic.themeState === 'retired' ? [paragraph(`${epic.themeKey} · ${epic.themeName} was retired.`)] : [];
      const options = { themeId: [...offered, { value: NO_THEME, text: 'None of them' }] };
      return showForm(epicThemeForm, data, { intro: [...intro, ...retired], values: { themeId: now }, options });
    }
    default: {
      const unknown: never = part;
      return unknown;
    }
  }
}

/** Saves one text of an epic. */
export function saveText(
  context: Write,
  opened: OpenedEpic,
  wanted: { readonly hypothesis: string } | { readonly caseLine: string },
): Promise<WriteReply> {
  return editEpic(context, opened, () => ({ wanted }));
}

/** Says who looks after an epic. */
export function saveOwner(context: Write, opened: OpenedEpic, ownerId: string | undefined): Promise<WriteReply> {
  return editEpic(context, opened, async () => {
    if (ownerId === undefined) return { errors: { ownerId: say`Pick somebody: {a bet} needs one person who looks after it.` } };
    if (!(isId(ownerId) && (await findMember(context.db, ownerId)))) return { errors: { ownerId: "I don't know this person." } };
    return { wanted: { ownerId } };
  });
}

/** Says in which stream an epic mostly belongs. */
export async function saveStream(context: Write, opened: OpenedEpic, streamId: string | undefined): Promise<WriteReply> {
  const stream = streamId === undefined ? undefined : (await listStreams(context.db)).find((one) => one.id === streamId);
  // A running bet may go over the limit of its new stream: all bets are held before the epic is read.
  const full = stream === undefined ? null : await moveRunningBet(context, opened.epicId, stream.id);
  return editEpic(context, opened, () => {
    if (streamId === undefined) return { errors: { streamId: say`Pick {a stream} of the list.` } };
    if (!stream) return { errors: { streamId: say`That {stream} is no longer here. Pick another.` } };
    return full === null ? { wanted: { streamId: stream.id } } : { errors: { streamId: full } };
  });
}

/** Says which theme an epic serves, or that it names none. */
export function saveEpicTheme(context: Write, opened: OpenedEpic, picked: string | undefined): Promise<WriteReply> {
  return editEpic(context, opened, async (epic) => {
    if (picked === undefined) return { errors: { themeId: say`Pick {a theme} of the list, or none of them.` } };
    const themeId = picked === NO_THEME ? null : picked;
    const wrong = await judgeStrategy(context, { themeId, keyResultId: epic.keyResultId }, epic);
    return Object.keys(wrong).length > 0 ? { errors: wrong } : { wanted: { themeId } };
  });
}

/** Notes evidence, or why there is none: that is a decision (row B6). */
export function saveEvidence(
  context: Write,
  opened: OpenedEpic,
  { evidence, waiver }: FormValues<typeof evidenceForm.fields>,
): Promise<WriteReply> {
  const judge = () =>
    [evidence, waiver].every((said) => said === undefined || saysNothing(said))
      ? { errors: { evidence: say`Add a link, figure or conversation, or say below why we {bet} without it.` } }
      : { wanted: { evidence: evidence ?? null, evidenceWaiver: waiver ?? null } };
  return editEpic(context, opened, judge, async (epic, { evidenceWaiver }) => {
    if (typeof evidenceWaiver !== 'string') return;
    const question = `May ${epic.key} go on without evidence?`;
    const waived = { act: 'waiver', question, choice: 'Yes, without evidence', reason: evidenceWaiver } as const;
    await writeDecision(context.db, { ...waived, subject: { type: 'epic', id: epic.id } }, changeOf(context));
  });
}
