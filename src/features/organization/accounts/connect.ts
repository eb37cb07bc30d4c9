import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, note, paragraph } from '../../../chat/block.ts';
import { showForm } from '../../../chat/form.ts';
import { message, type ReadReply, update, type WriteReply } from '../../../chat/reply.ts';
import { code as typing } from '../../../chat/span.ts';
import { listWorkspaces } from '../../../database/organization/workspaces.ts';
import type { Read, Write } from '../../kit/access.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { CODE_MINUTES } from './code.ts';
import { doors } from './contracts.ts';
import { workspaceCodeForm } from './forms.ts';
import { giveCode } from './give-code.ts';

/** `/flow setup connect`: get a code here, or type one from elsewhere. Before setup only the second makes sense. */
export async function connect(context: Read): Promise<ReadReply> {
  if (!context.organization.ready) return enterCode(context);
  await requireRight(context, 'administer', {});
  const { name } = context.organization;
  if ((await listWorkspaces(context.db)).length > 1)
    return update([
      paragraph(`${name} is reached from two chat apps. Whoever is in both types /flow account, to be one person here and there.`),
    ]);
  return update([
    paragraph(`${name} can be reached from a second chat app, too: one backlog, two doors.`),
    note('Get a code here and type it there. Or, if there is no work here yet, type a code from there.'),
    buttons(button('Get a code', doors.workspaceCode, {}, { style: 'primary' }), button('I have a code', doors.enterCode, {})),
  ]);
}

/** The form for a code from elsewhere. */
export async function enterCode(context: Read): Promise<ReadReply> {
  if (context.organization.ready) await requireRight(context, 'administer', {});
  return showForm(workspaceCodeForm, {});
}

/** A code for another workspace, shown once. */
export async function giveWorkspaceCode(context: Write): Promise<WriteReply> {
  const { organization } = context;
  const words: Block[] = [
    paragraph('In the other chat app, type ', typing('setup connect'), ' and this code: to me, or after my name.'),
    note(
      `Good for ${CODE_MINUTES} minutes and one workspace. Everybody in that workspace can then read ${organization.name}'s work, so give it only to whoever sets it up.`,
    ),
    buttons(button('Another code', doors.workspaceCode, {}), button('Overview', runCommand, { text: 'setup' })),
  ];
  return message(words, { once: await giveCode(context, 'workspace') });
}
