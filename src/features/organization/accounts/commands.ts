import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { anyText } from '../../../chat/words.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
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
    onAction(door.connect, 'administer', () => read((context: Read) => connect(context)), { beforeSetup: true }),
    onAction(door.workspaceCode, 'administer', () => write((context: Write) => giveWorkspaceCode(context))),
    onAction(door.enterCode, 'administer', () => read((context: Read) => enterCode(context)), { beforeSetup: true }),
    onAction(door.personCode, 'read', () => write((context: Write) => giveAccountCode(context))),
    onAction(door.enterPersonCode, 'read', () => read(() => enterAccountCode())),
    onAction(door.agree, 'read', () => write((context: Write) => agree(context))),
    onAction(door.decline, 'read', () => write((context: Write) => decline(context))),
  ],
  forms: [
    onForm(workspaceCodeForm, 'administer', ({ code }) => write((context: Write) => joinOrganization(context, code)), {
      beforeSetup: true,
    }),
    onForm(personCodeForm, 'read', ({ code }) => write((context: Write) => typeAccountCode(context, code))),
  ],
};
