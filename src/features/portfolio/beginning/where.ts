import { paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { bold } from '../../../chat/span.ts';
import { namesake } from '../../../database/strategy/themes.ts';
import { firstWords } from '../../../model/text/text.ts';
import type { Read, Write } from '../../kit/access.ts';
import { whereForm } from '../../kit/offers/beginning.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { followNew } from '../../strategy/themes/theme.ts';
import { goOn } from './questions.ts';

/** "Where must we win?" */
export async function openWhere(context: Read): Promise<FormReply> {
  await requireRight(context, 'steer', {});
  return showForm(whereForm, {});
}

/** The first theme: one sentence makes it what we follow, a decision. Outcomes, trade-offs and constraints may come later. */
export async function saveWhere(context: Write, { winWhere, name }: FormValues<typeof whereForm.fields>): Promise<WriteReply> {
  await requireRight(context, 'steer', {});
  const called = name ?? firstWords(winWhere);
  const twin = await namesake(context.db, called, null);
  if (twin !== null) return errors({ name: `${twin} is called “${called}” already. Say in a few words what tells this one apart.` });
  const { key, noted } = await followNew(context, { name: called, winWhere, outcomes: null, tradeOffs: null, constraints: null });
  return update([paragraph(bold(key), ` · ${called} is what we follow now.${noted}`), ...(await goOn(context))]);
}
