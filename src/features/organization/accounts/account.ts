import { type Block, button, buttons, note, paragraph } from '../../../chat/block.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { message, type WriteReply } from '../../../chat/reply.ts';
import { code as typing } from '../../../chat/span.ts';
import { listWorkspaces } from '../../../database/organization/workspaces.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Write } from '../../kit/access.ts';
import { askBlocks } from './agree.ts';
import { CODE_MINUTES, hashOf } from './code.ts';
import { doors } from './contracts.ts';
import { personCodeForm } from './forms.ts';
import { giveCode } from './give-code.ts';
import { claimCode, findOpenCode, findPersonCode, lockMembers, readSelf } from './store.ts';
import { readTriedCode, refuseCode } from './tries.ts';

/** `/flow account`: a code to type in the other chat app; or, once it was typed there, who typed it. */
export async function giveAccountCode(context: Write): Promise<WriteReply> {
  const { db, asker, organization, now } = context;
  await lockMembers(db, [asker.memberId]);
  const open = await findOpenCode(db, asker.memberId, now);
  if (open) return message(await askBlocks(context, open));
  const platforms = new Set((await listWorkspaces(db)).map((one) => one.platform));
  if (platforms.size < 2)
    throw new Refusal(
      'invalid_input',
      `${organization.name} is reached from this chat app alone, so you are one person already.`,
      'An admin can connect another: /flow setup connect.',
    );
  const self = await readSelf(db, asker.memberId);
  if (self && [...platforms].every((one) => self.platforms.includes(one)))
    return message([paragraph(say`You are ${self.name} in both chat apps, with the same {teams} and roles.`)]);
  const words: Block[] = [
    paragraph('In the other chat app, type ', typing('account'), ' and this code. You are then asked whether that is you.'),
    note(`Good for ${CODE_MINUTES} minutes, and for you alone: give it to nobody, and type no code that somebody gave you.`),
    buttons(button('I typed it', doors.personCode, {}), button('I have a code from there', doors.enterPersonCode, {})),
  ];
  return message(words, { once: await giveCode(context, 'person') });
}

export async function enterAccountCode(): Promise<FormReply> {
  return showForm(personCodeForm, {});
}

/** `/flow account CODE`: the asker says that whoever asked for the code is the same person. That is then asked once more, by name. */
export async function typeAccountCode(context: Write, typed: string): Promise<WriteReply> {
  const tried = await readTriedCode(context, typed);
  if ('said' in tried) return message(tried.said);
  const { db, asker, place, now } = context;
  const code = await findPersonCode(db, hashOf('person', tried.code), now);
  if (code?.memberId === asker.memberId)
    return message([paragraph('This code is your own, from here. Type it in the other chat app: ', typing('account'), ' and the code.')]);
  // Two accounts of one chat app are two people.
  if (code === undefined || code.platform === place.platform) return message(await refuseCode(context, doors.enterPersonCode));
  const [self, other] = [await readSelf(db, asker.memberId), await readSelf(db, code.memberId)];
  if (!self || !other) return message(await refuseCode(context, doors.enterPersonCode));
  if (self.platforms.some((one) => other.platforms.includes(one)))
    throw new Refusal(
      'conflict',
      `${self.name} here and ${other.name} there cannot be one person: one of them has an account in both chat apps already.`,
    );
  await claimCode(db, code, { memberId: asker.memberId, platform: place.platform });
  return message(await askBlocks(context, { ...code, typedBy: asker.memberId, typedPlatform: place.platform }));
}
