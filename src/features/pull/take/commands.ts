import { paragraph } from '../../../chat/block.ts';
import { command, type Feature } from '../../../chat/feature.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { write } from '../../../chat/handler.ts';
import { optionalKey } from '../../../chat/words.ts';
import { findItem } from '../../../database/items/items.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import { otherReasonForm, pulls } from '../../kit/offers/pull.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { ownTeam, teamOf } from '../../kit/rights/team-of.ts';
import { named } from '../../kit/words/item-words.ts';
import { pullNamed, pullNext } from './take.ts';

/** Taking the next item, or a named one with a reason (row D1). */
export const take: Feature<Access> = {
  name: 'take',
  commands: [
    command({
      name: 'pull',
      group: 'pull',
      first: true,
      summary: say`Take the next {item}, or a named one.`,
      usage: '/flow pull [KEY]',
      right: 'pull',
      words: optionalKey,
      handle: ({ key }) =>
        write(async (context: Write) => {
          const found = teamOf(context, key === undefined ? 'pull' : `pull ${key}`);
          if ('ask' in found) return found.ask;
          return key === undefined ? pullNext(context, found.team) : pullNamed(context, found.team, { key });
        }),
    }),
  ],
  actions: [
    onWrite(pulls.take, 'pull', (context, { itemId, version, teamId, reason }) =>
      pullNamed(
        context,
        ownTeam(context, teamId),
        { id: itemId, version },
        reason === undefined || reason === 'other' ? undefined : { tap: reason },
      ),
    ),
    onRead(pulls.askOther, 'pull', (context, data) => askOtherReason(context, data)),
  ],
  forms: [
    onSubmit(otherReasonForm, 'pull', (context, { reason }, { itemId, version, teamId }) =>
      pullNamed(context, ownTeam(context, teamId), { id: itemId, version }, { words: reason }),
    ),
  ],
};

async function askOtherReason(
  context: Read,
  data: { readonly itemId: string; readonly version: number; readonly teamId: string },
): Promise<FormReply> {
  ownTeam(context, data.teamId);
  const item = await findItem(context.db, data.itemId);
  if (!item) throw unknownItem();
  return showForm(otherReasonForm, data, { intro: [paragraph(...named(item))] });
}
