import { runCommand } from '../../../chat/action.ts';
import { button, buttons, note, paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { update, type WriteReply } from '../../../chat/reply.ts';
import { touchItem } from '../../../database/items/item-changes.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { findStream } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { SCORE_PARTS, sayScore, scoreOf } from '../../../model/score/score.ts';
import { givenNow, isSameScore } from '../../../model/score/score-dates.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { openByKey } from '../../kit/buttons/open-button.ts';
import { itemOf } from '../../kit/finding/item-of.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import { typedKey, type Which } from '../../kit/finding/which.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { named } from '../../kit/words/item-words.ts';
import { scoreForm, scoreItem } from './contracts.ts';

/** `/flow score KEY`: the parts as far as they are known. */
export async function openScore(context: Read, which: Which): Promise<FormReply> {
  const item = await scorable(context, which);
  const values = Object.fromEntries(SCORE_PARTS.map((part) => [part, item.score?.[part] == null ? undefined : String(item.score[part])]));
  return showForm(scoreForm, { itemId: item.id }, { intro: [paragraph(...named(item))], values });
}

/** Writes a score down (row C4). Parts that are left open stay unknown. */
export async function saveScore(context: Write, itemId: string, values: FormValues<typeof scoreForm.fields>): Promise<WriteReply> {
  const item = await scorable(context, { id: itemId });
  const parts = { value: read(values.value), time: read(values.time), risk: read(values.risk), size: read(values.size) };
  const score = SCORE_PARTS.every((part) => parts[part] === null) ? null : parts;
  const same = isSameScore(item.score, score);
  // The same numbers once more say that they still hold; nothing at all says nothing.
  if (same && score === null) return update([paragraph(...named(item), ' has no score yet: nothing was noted.')]);
  const data = { score, parts: givenNow(item.score, score) };
  const scored = await touchItem(context.db, item, { kind: 'scored', data }, changeOf(context));
  if (same) return update([paragraph(...named(item), ` keeps its score: ${sayScore(score)}. It is as of today.`)]);
  const result = scoreOf(score);
  return update([
    paragraph(...named(scored), score === null ? ' has no score any more.' : ` scores ${sayScore(score)}.`),
    ...(result.type === 'scored'
      ? [note(`Cost of delay ${result.costOfDelay}, size ${score?.size}. The order stays as it is until its owner changes it.`)]
      : []),
    buttons(
      result.type === 'unknown' &&
        button('Fill in', scoreItem, { itemId: item.id }, { style: 'primary', hint: `Fill in the score of ${item.key}` }),
      button('Backlog', runCommand, { text: `backlog ${item.streamKey}` }),
      openByKey(item.key),
    ),
  ]);
}

async function scorable(context: Read | Write, which: Which): Promise<ItemRow> {
  const item = await itemOf(context, which);
  const stream = await findStream(context.db, item.streamId);
  if (!stream) throw unknownItem(typedKey(which));
  await requireRight(context, 'score', { streamId: item.streamId });
  if (!stream.policy.scored)
    throw new Refusal(
      'conflict',
      `${stream.name} keeps no scores: its order speaks for itself.`,
      'As its owner you can switch them on among its policies.',
    );
  if (item.state === 'done' || item.state === 'parked')
    throw new Refusal('conflict', `${item.key} is ${item.state}, so a score would change nothing.`, `/flow ${item.key} shows it.`);
  return item;
}

function read(value: string | undefined): number | null {
  return value === undefined ? null : Number(value);
}
