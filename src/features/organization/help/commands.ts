import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, list, note, paragraph } from '../../../chat/block.ts';
import { COMMAND_GROUPS, type Command, command, type Feature, GROUP_NAMES } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { nearCommand } from '../../../chat/near-command.ts';
import { type ReadReply, update } from '../../../chat/reply.ts';
import { bold, code } from '../../../chat/span.ts';
import { anyText, shorten } from '../../../chat/words.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { RIGHTS } from '../../../model/rights/rights.ts';
import type { Access } from '../../kit/access.ts';

/** Help, made from the list of all commands, so that it cannot tell another story. */
export function help(all: () => readonly Command<Access>[]): Feature<Access> {
  return {
    name: 'help',
    commands: [
      command({
        name: 'help',
        group: 'organization',
        summary: 'What I know, or one word of it.',
        usage: '/flow help [WORD]',
        right: 'read',
        beforeSetup: true,
        words: anyText,
        handle: ({ text }) => read(async () => answer(all(), text)),
      }),
    ],
    actions: [],
    forms: [],
  };
}

function answer(all: readonly Command<Access>[], typed: string): ReadReply {
  const word = typed.normalize('NFKC').toLowerCase();
  if (word === '') return update(firstHelp(all));
  if (word === 'all') return update(fullHelp(all));
  const found = all.find((one) => one.name === word && one.name !== '');
  if (found) {
    return update([paragraph(code(found.usage)), paragraph(found.summary), note(`Open to ${RIGHTS[found.right].who}.`)]);
  }
  const known = all.map((one) => one.name).filter((name) => name !== '');
  const { word: near } = nearCommand(word, '', known);
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
