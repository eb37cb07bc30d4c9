import { paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { changeEpic } from '../../../database/epics/epic-changes.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { findMember } from '../../../database/organization/people.ts';
import { listStreams } from '../../../database/organization/streams.ts';
import { isOpen } from '../../../model/epic/epic.ts';
import type { EpicContext, EpicDetails } from '../../../model/epic/epic-event.ts';
import { isId } from '../../../model/item/id.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
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
import { requireOn } from '../../kit/rights/portfolio-rights.ts';
import { named } from '../../kit/words/item-words.ts';
import { judgeStrategy, strategyOptions } from '../../strategy/themes/choices.ts';
import { epicCard } from '../epics/card.ts';
import { loadEpic } from '../epics/load.ts';
import { moveRunningBet } from '../epics/other-stream.ts';

/** The epic of a form, as it was when the form was opened. */
export interface Opened {
  readonly epicId: string;
  readonly revision: number;
}

/** Opens the form for just one part of an epic, with what is known filled in. */
export async function openPart(context: Read, epicId: string, part: Filled): Promise<FormReply> {
  const epic = await fillable(context, epicId);
  const data = { epicId: epic.id, revision: epic.revision };
  const intro = [paragraph(...named(epic))];
  switch (part) {
    case 'hypothesis':
      return showForm(hypothesisForm, data, { intro, values: { hypothesis: epic.hypothesis } });
    case 'owner':
      return showForm(ownerForm, data, { intro, values: { ownerId: epic.ownerId } });
    case 'stream': {
      const options = (await listStreams(context.db)).map((one) => ({ value: one.id, text: `${one.key} · ${one.name}` }));
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
export async function saveText(
  context: Write,
  opened: Opened,
  data: { readonly hypothesis: string } | { readonly caseLine: string },
): Promise<WriteReply> {
  const epic = await fillable(context, opened.epicId);
  const [field = ''] = Object.keys(data);
  if (epic.revision !== opened.revision) return errors({ [field]: meanwhile(epic) });
  return save(context, epic, data);
}

/** Says who looks after an epic. */
export async function saveOwner(context: Write, opened: Opened, ownerId: string | undefined): Promise<WriteReply> {
  const epic = await fillable(context, opened.epicId);
  if (epic.revision !== opened.revision) return errors({ ownerId: meanwhile(epic) });
  if (ownerId === undefined) return errors({ ownerId: 'Pick somebody: a bet needs one person who looks after it.' });
  if (!(isId(ownerId) && (await findMember(context.db, ownerId)))) return errors({ ownerId: "I don't know this person." });
  return save(context, epic, { ownerId });
}

/** Says in which stream an epic mostly belongs. */
export async function saveStream(context: Write, opened: Opened, streamId: string | undefined): Promise<WriteReply> {
  if (streamId === undefined) return errors({ streamId: 'Pick a stream of the list.' });
  const stream = (await listStreams(context.db)).find((one) => one.id === streamId);
  if (!stream) return errors({ streamId: 'That stream is no longer here. Pick another.' });
  const full = await moveRunningBet(context, opened.epicId, stream.id);
  const epic = await fillable(context, opened.epicId);
  if (epic.revision !== opened.revision) return errors({ streamId: meanwhile(epic) });
  if (full !== null) return errors({ streamId: full });
  return save(context, epic, { streamId: stream.id });
}

/** Says which theme an epic serves, or that it names none. */
export async function saveEpicTheme(context: Write, opened: Opened, picked: string | undefined): Promise<WriteReply> {
  const epic = await fillable(context, opened.epicId);
  if (picked === undefined) return errors({ themeId: 'Pick a theme of the list, or none of them.' });
  if (epic.revision !== opened.revision) return errors({ themeId: meanwhile(epic) });
  const themeId = picked === NO_THEME ? null : picked;
  const wrong = await judgeStrategy(context, { themeId, keyResultId: epic.keyResultId }, epic);
  return Object.keys(wrong).length > 0 ? errors(wrong) : save(context, epic, { themeId });
}

/** Notes evidence, or why there is none: that is a decision (row B6). */
export async function saveEvidence(
  context: Write,
  opened: Opened,
  { evidence, waiver }: FormValues<typeof evidenceForm.fields>,
): Promise<WriteReply> {
  if (evidence === undefined && waiver === undefined)
    return errors({ evidence: 'Add a link, figure or conversation, or say below why we bet without it.' });
  const epic = await fillable(context, opened.epicId);
  if (epic.revision !== opened.revision) return errors({ evidence: meanwhile(epic) });
  if (waiver !== undefined && waiver !== epic.evidenceWaiver) {
    await writeDecision(
      context.db,
      {
        act: 'waiver',
        subject: { type: 'epic', id: epic.id },
        question: `May ${epic.key} go on without evidence?`,
        choice: 'Yes, without evidence',
        reason: waiver,
      },
      changeOf(context),
    );
  }
  return save(context, epic, { evidence: evidence ?? null, evidenceWaiver: waiver ?? null });
}

async function save(context: Write, epic: EpicRow, wanted: Partial<EpicDetails & EpicContext>): Promise<WriteReply> {
  const names = Object.keys(wanted) as (keyof typeof wanted)[];
  const differs = names.filter((name) => wanted[name] !== epic[name]);
  if (differs.length === 0) return update([paragraph('Nothing was changed.'), ...(await epicCard(context, epic))]);
  const data = Object.fromEntries(differs.map((name) => [name, wanted[name]]));
  const after = await changeEpic(context.db, epic, { kind: 'edited', data }, changeOf(context));
  return update([paragraph('Saved.'), ...(await epicCard(context, after))]);
}

async function fillable(context: Read | Write, epicId: string): Promise<EpicRow> {
  const epic = await loadEpic(context, { id: epicId });
  await requireOn(context, 'shape', epic);
  if (!isOpen(epic.state))
    throw new Refusal('conflict', `${epic.key} is ${epic.state}, so it stays as it was.`, `Open it: /flow ${epic.key}.`);
  return epic;
}

function meanwhile({ key }: EpicRow): string {
  return `Somebody changed ${key} while this form was open. Close this and open it again; nothing was saved.`;
}
