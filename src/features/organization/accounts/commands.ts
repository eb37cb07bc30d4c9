import { command, type Feature } from '../../../chat/feature.ts';
import { write } from '../../../chat/handler.ts';
import { anyText } from '../../../chat/words.ts';
import type { Access, Write } from '../../kit/access.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { enterAccountCode, giveAccountCode, typeAccountCode } from './account.ts';
import { agree, decline } from './agree.ts';
import { connect, enterCode, giveWorkspaceCode } from './connect.ts';
import { doors as door } from './contracts.ts';
import { personCodeForm, workspaceCodeForm } from './forms.ts';
import { joinOrganization } from './join.ts';

/** One organization, reached from two chat apps; and one person who is in both. `/flow setup connect` leads here, too. */
export const doors: Feature<Access> = {
  name: 'doors',
  commands: [
    command({
      name: 'account',
      group: 'organization',
      summary: 'Be one person in both chat apps: get a code here and type it there.',
      usage: '/flow account [CODE]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => write((context: Write) => (text === '' ? giveAccountCode(context) : typeAccountCode(context, text))),
    }),
  ],
  actions: [
    onRead(door.connect, 'administer', (context) => connect(context), { beforeSetup: true }),
    onWrite(door.workspaceCode, 'administer', (context) => giveWorkspaceCode(context)),
    onRead(door.enterCode, 'administer', (context) => enterCode(context), { beforeSetup: true }),
    onWrite(door.personCode, 'read', (context) => giveAccountCode(context)),
    onRead(door.enterPersonCode, 'read', () => enterAccountCode()),
    onWrite(door.agree, 'read', (context) => agree(context)),
    onWrite(door.decline, 'read', (context) => decline(context)),
  ],
  forms: [
    onSubmit(workspaceCodeForm, 'administer', (context, { code }) => joinOrganization(context, code), {
      beforeSetup: true,
    }),
    onSubmit(personCodeForm, 'read', (context, { code }) => typeAccountCode(context, code)),
  ],
};
