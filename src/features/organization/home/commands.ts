import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, list, note, paragraph } from '../../../chat/block.ts';
import { COMMAND_GROUPS, type Command, type CommandGroup, command, type Feature } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { type ReadReply, update } from '../../../chat/reply.ts';
import { bold, code } from '../../../chat/span.ts';
import { anyText, noWords, shorten } from '../../../chat/words.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { RIGHTS } from '../../../model/rights/rights.ts';
import { nearest } from '../../../model/text/near-miss.ts';
import { who } from '../../governance/who/who.ts';
import type { Access, Read } from '../../kit/access.ts';
import { homeOf } from './home.ts';
import { lookups } from './lookups.ts';
import { whereAmI } from './where-am-i.ts';

const GROUP_NAMES: Readonly<Record<CommandGroup, string>> = {
  pull: 'Pull',
  backlog: 'Backlog',
  portfolio: 'Portfolio',
  'anti-backlog': 'Anti-backlog',
  strategy: 'Strategy',
  organization: 'Organization',
};

/** `/flow` alone and help: made from the list of all commands, so that they cannot tell another story. */
export function start(others: readonly Feature<Access>[]): Feature<Access> {
  const commands: Command<Access>[] = [
    command({
      name: '',
      group: 'organization',
      summary: 'Where you are: what is next, what is in progress, what you can do.',
      usage: '/flow',
      right: 'read',
      beforeSetup: true,
      words: noWords,
      handle: () => read((context: Read) => whereAmI(context)),
    }),
    command({
      name: 'help',
      group: 'organization',
      summary: 'What I know, or one word of it.',
      usage: '/flow help [WORD]',
      right: 'read',
      beforeSetup: true,
      words: anyText,
      handle: ({ text }) => read(async () => help(all, text)),
    }),
    command({
      name: 'who',
      group: 'organization',
      summary: 'Who may do what, and who that is here.',
      usage: '/flow who [WORD]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => read((context: Read) => who(context, all, text)),
    }),
  ];
  const all = [...others.flatMap((feature) => feature.commands), ...commands];
  const offers = (name: string) => all.some((one) => one.name === name);
  return { name: 'start', commands, actions: [], forms: [], lookups, home: homeOf(offers) };
}

function help(all: readonly Command<Access>[], typed: string): ReadReply {
  const word = typed.normalize('NFKC').toLowerCase();
  if (word === '') return update(firstHelp(all));
  if (word === 'all') return update(fullHelp(all));
  const found = all.find((one) => one.name === word && one.name !== '');
  if (found) {
    return update([paragraph(code(found.usage)), paragraph(found.summary), note(`Open to ${RIGHTS[found.right].who}.`)]);
  }
  const near = nearest(
    word,
    all.map((one) => one.name).filter((name) => name !== ''),
  );
  if (near === null) throw new Refusal('unknown_command', `I have no help on “${shorten(typed)}”.`, 'Type /flow help to see what I know.');
  return update([
    paragraph(`I have no help on “${shorten(typed)}”. Did you mean `, code(near), '?'),
    buttons(button(`Help on ${near}`, runCommand, { text: `help ${near}` }, { style: 'primary' })),
  ]);
}

function firstHelp(all: readonly Command<Access>[]): Block[] {
  return [
    paragraph('A few words are enough:'),
    list(all.filter((one) => one.first).map(line)),
    note('Any key works too: /flow PAY-12. /flow alone shows where you are.'),
    buttons(button('All words', runCommand, { text: 'help all' }), button('Where am I', runCommand, { text: '' })),
  ];
}

function fullHelp(all: readonly Command<Access>[]): Block[] {
  return COMMAND_GROUPS.flatMap((group) => {
    const here = all.filter((one) => one.group === group);
    return here.length === 0 ? [] : [paragraph(bold(GROUP_NAMES[group])), list(here.map(line))];
  });
}

function line(one: Command<Access>) {
  return entry([code(one.usage), ` ${one.summary}`]);
}
