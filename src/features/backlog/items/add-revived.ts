import { note, paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, type WriteReply } from '../../../chat/reply.ts';
import { findIdea } from '../../../database/ideas/ideas.ts';
import type { ItemKind } from '../../../model/item/item.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { saysNothing } from '../../../model/text/says-nothing.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { unknownThing } from '../../anti-backlog/ideas/subject.ts';
import type { Read, Write } from '../../kit/access.ts';
import { keyedOptions } from '../../kit/finding/keyed-options.ts';
import { streamOf } from '../../kit/finding/stream-of.ts';
import { addRevivedForm } from '../../kit/offers/items.ts';
import { named } from '../../kit/words/item-words.ts';
import { addWish, streamHere } from './add.ts';
import { pickedEpic } from './epic-link.ts';

/** The form that makes an item of a revived idea, with what is known filled in. */
export async function openRevivedForm(context: Read, ideaId: string): Promise<FormReply> {
  const idea = await findIdea(context.db, ideaId);
  if (!idea) throw unknownThing();
  const { stream, streams } = await streamOf(context);
  const first = stream ?? streams[0];
  if (!first) throw new Refusal('not_found', say`There is no {value stream} yet to add to.`, 'An admin adds one: /flow setup.');
  return showForm(
    addRevivedForm,
    { ideaId: idea.id },
    {
      intro: [
        paragraph(...named(idea)),
        note(
          say`It was parked and never validated. As a feature it enters with evidence, or with a reason why without, where its {stream} asks so.`,
        ),
      ],
      values: { title: idea.title, kind: 'feature', streamId: first.id },
      options: { streamId: keyedOptions(streams) },
    },
  );
}

/**
 * Row C19: a feature born from an idea that was never validated enters the backlog with evidence, or with a waiver and its reason. Other kinds
 * and items of invested epics pass.
 */
export async function addRevived(context: Write, values: FormValues<typeof addRevivedForm.fields>, ideaId: string): Promise<WriteReply> {
  const idea = await findIdea(context.db, ideaId);
  if (!idea) throw unknownThing();
  if (idea.state === 'parked') throw new Refusal('conflict', `${idea.key} is parked.`, `Reopen it first: /flow revive ${idea.key}.`);
  const stream = await streamHere(context, values.streamId);
  const picked = await pickedEpic(context, values.epicId);
  if ('wrong' in picked) return errors({ epicId: picked.wrong });
  const [evidence, waiver] = [said(values.evidence), said(values.waiver)];
  const asked = stream.policy.needsEvidence && values.kind === 'feature' && picked.epic?.state !== 'investing';
  if (asked && evidence === null && waiver === null)
    return errors({ evidence: `${stream.name} takes it with a figure, link or conversation; or say below why without.` });
  return addWish(context, stream, {
    streamId: stream.id,
    title: values.title,
    kind: values.kind as ItemKind,
    purpose: values.purpose ?? null,
    epicId: picked.epic?.id ?? null,
    link: idea.sourceLink ?? '',
    revived: { ideaKey: idea.key, evidence, waiver: evidence === null ? waiver : null },
  });
}

// "-" is no evidence, and no reason to go without.
function said(typed: string | undefined): string | null {
  return typed === undefined || saysNothing(typed) ? null : typed;
}
