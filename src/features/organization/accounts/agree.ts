import { type Block, button, buttons, note, paragraph } from '../../../chat/block.ts';
import { update, type WriteReply } from '../../../chat/reply.ts';
import { bold, code as typing } from '../../../chat/span.ts';
import { logEvent } from '../../../database/events/events.ts';
import { mergeMembers } from '../../../database/organization/merge-members.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { doors } from './contracts.ts';
import { hasMore, powersOf } from './rights-of.ts';
import { type CodeRow, dropCode, findOpenCode, lockMembers, readSelf, type Self, setAgreement } from './store.ts';

/** Who stands on the other side of a code that was typed, what it means to be one with them, and the question. */
export async function askBlocks(context: Write, code: CodeRow): Promise<Block[]> {
  const { self, other, asked } = await sidesOf(context, code);
  if (asked ? code.askerAgrees : code.typerAgrees) return waiting(other);
  const powers = powersOf(self);
  return [
    paragraph(
      asked ? 'Your code was typed in the other chat app, by ' : 'This code is from the other chat app, from ',
      bold(other.name),
      '. Is that you?',
    ),
    paragraph(say`If so, you are one person from then on: the same {teams}, roles and work, here and there.`),
    ...(powers.length === 0
      ? []
      : [note(`Whoever uses that account may then do what you may here: ${new Intl.ListFormat('en').format(powers)}.`)]),
    buttons(button('That is me', doors.agree, {}, { style: 'primary' }), button('That is not me', doors.decline, {})),
  ];
}

/**
 * "That is me." Whoever typed the code must say so. Whoever asked for it, too, if they may do anything here that the other may not:
 * nobody's rights pass to another account unless that person saw its name and agreed.
 */
export async function agree(context: Write): Promise<WriteReply> {
  const code = await openCode(context);
  const { self, other, asked } = await sidesOf(context, code);
  const agreed: CodeRow = asked ? { ...code, askerAgrees: true } : { ...code, typerAgrees: true };
  const [asker, typer] = asked ? [self, other] : [other, self];
  if (!agreed.typerAgrees || (hasMore(asker, typer) && !agreed.askerAgrees)) {
    await setAgreement(context.db, agreed);
    return update(waiting(other));
  }
  await mergeMembers(context.db, [self.id, other.id], changeOf(context));
  return update([paragraph(say`Done: you are one person here and there, with the same {teams} and roles.`)]);
}

/** "That is not me": the code is void. */
export async function decline(context: Write): Promise<WriteReply> {
  const code = await openCode(context);
  const { self, other, asked } = await sidesOf(context, code);
  await dropCode(context.db, code);
  await logEvent(context.db, { type: 'member', id: self.id }, 'account declined', { memberId: other.id }, changeOf(context));
  return update([
    paragraph('Good that you looked. Nothing was joined, and the code is void.'),
    note(
      asked
        ? `Somebody else has seen your code: ${other.name}.`
        : `The code was ${other.name}'s. A code that somebody gives you makes them you: type only your own.`,
    ),
  ]);
}

function waiting(other: Self): Block[] {
  return [
    paragraph(`Nearly there. ${other.name} in the other chat app has a say, too: go there and type `, typing('account'), '.'),
    buttons(button('That was not me', doors.decline, {})),
  ];
}

// Both rows are held before what they may do is read.
async function openCode(context: Write): Promise<CodeRow> {
  const { db, asker, now } = context;
  const seen = await findOpenCode(db, asker.memberId, now);
  if (seen?.typedBy) await lockMembers(db, [seen.memberId, seen.typedBy]);
  const code = seen && (await findOpenCode(db, asker.memberId, now));
  if (!code || code.codeHash !== seen.codeHash) throw goneCode();
  return code;
}

async function sidesOf(
  { db, asker }: Write,
  code: CodeRow,
): Promise<{ readonly self: Self; readonly other: Self; readonly asked: boolean }> {
  const asked = code.memberId === asker.memberId;
  const self = await readSelf(db, asker.memberId);
  const other = await readSelf(db, (asked ? code.typedBy : code.memberId) ?? '');
  if (!self || !other) throw goneCode();
  return { self, other, asked };
}

function goneCode(): Refusal {
  return new Refusal('stale', 'That code is no longer open: it ran out, was used, or was declined.', 'Type /flow account for a fresh one.');
}
