import { describe, expect, it } from 'vitest';
import { runCommand } from '../../src/chat/action.ts';
import { actions, commands, declared, forms, lookups, nameOf, rooms, shortcuts, watches } from './index.ts';
import { modeOfAction, modeOfCommand, modeOfLine, writes } from './modes.ts';

/** What stands after the words of a command when it is asked whether it writes. */
const AFTER = [
  '',
  ' PAY-1',
  ' I-1',
  ' PAY-1 a few words',
  ' PAY-1 top',
  ' PAY-1 not PAY-2',
  ' a few words',
  ' samples',
  ' unlink',
  ' bets',
];
const writing = (name: string) => AFTER.filter((after) => modeOfLine(`${name}${after}`) === 'write');

/** The rows that are missing, as they are to be written. */
function missing(): string[] {
  const known = { commands: new Set(commands.map((one) => one.name)), actions: new Set(actions.map((one) => one.name)) };
  const entered = new Set(forms.map((one) => one.name));
  const quoted = (name: string) => (/^\w+$/.test(name) ? name : `'${name}'`);
  return [
    ...declared.commands
      .filter(({ name }) => !known.commands.has(name))
      .map(({ name }) => {
        const [after] = writing(name);
        return after === undefined
          ? `commands: ${quoted(name)}: reads,`
          : `commands: '${name}${after}': async (town) => typed(\`${name}${after}\`), // with things of its own, such as (await item(town)).key`;
      }),
    ...declared.actions
      .map(({ contract }) => contract.name)
      .filter((name) => !known.actions.has(name))
      .map((name) =>
        modeOfAction(name) === 'read' ? `actions: '${name}': reads,` : `actions: '${name}': async (town) => pressed('${name}', { DATA }),`,
      ),
    ...declared.forms
      .map(({ contract }) => contract.name)
      .filter((name) => !entered.has(name))
      .map(
        (name) => `forms: '${name}': async (town) => formOf(town, 'WORDS THAT OPEN IT'), // or formBehind(town, 'ITS BUTTON', { DATA })`,
      ),
    ...declared.lookups.filter(({ name }) => !(name in lookups)).map(({ name }) => `lookups: { ${name}: ['KEY'] },`),
    ...declared.watches
      .map(({ form, field }) => `${form} ${field}`)
      .filter((name) => !(name in watches))
      .map((name) => `watches: { '${name}': 'WORDS THAT OPEN IT' },`),
    ...declared.shortcuts.filter(({ name }) => !shortcuts.includes(name)).map(({ name }) => `shortcuts: ['${name}'],`),
  ];
}

describe('the catalogue of acts', () => {
  it('has everything that can be done', () => {
    const rows = missing();
    expect(rows, `Add to a room in test/acts:\n${rows.map((row) => `  ${row}\n`).join('')}`).toEqual([]);
  });

  it('has nothing that cannot be done', () => {
    const names = {
      commands: declared.commands.map((one) => one.name),
      actions: [runCommand.name, ...declared.actions.map((one) => one.contract.name)],
      forms: declared.forms.map((one) => one.contract.name),
      lookups: declared.lookups.map((one) => one.name),
      watches: declared.watches.map((one) => `${one.form} ${one.field}`),
      shortcuts: declared.shortcuts.map((one) => one.name),
    };
    const gone = (all: readonly string[], known: readonly string[]) => all.filter((name) => !known.includes(name));
    expect(
      gone(
        commands.map((one) => one.name),
        names.commands,
      ),
    ).toEqual([]);
    expect(
      gone(
        actions.map((one) => one.name),
        names.actions,
      ),
    ).toEqual([]);
    expect(
      gone(
        forms.map((one) => one.name),
        names.forms,
      ),
    ).toEqual([]);
    expect(gone(Object.keys(lookups), names.lookups)).toEqual([]);
    expect(gone(Object.keys(watches), names.watches)).toEqual([]);
    expect(gone(shortcuts, names.shortcuts)).toEqual([]);
  });

  it('says everything once', () => {
    for (const kind of ['commands', 'actions', 'forms'] as const) {
      const entries = Object.values(rooms).flatMap((room) => Object.keys(room[kind]));
      expect(entries.filter((entry, nth) => entries.indexOf(entry) !== nth)).toEqual([]);
    }
  });

  it('arranges every command and button that writes', () => {
    const unarranged = (row: unknown) => row === 'reads' || (typeof row === 'object' && row !== null && !('arrange' in row));
    const silent = Object.values(rooms).flatMap((room) => [
      ...Object.entries(room.commands).filter(([entry, row]) => unarranged(row) && modeOfCommand(entry) === 'write'),
      ...Object.entries(room.actions).filter(([entry, row]) => unarranged(row) && modeOfAction(entry) === 'write'),
    ]);
    expect(
      silent.map(([entry]) => entry),
      'These write: instead of “reads”, they need what they write about.',
    ).toEqual([]);
    const known = new Set(writes.map(([, { name }]) => name));
    const unknown = declared.commands.filter(({ name }) => writing(name).length > 0 && !known.has(name));
    expect(
      unknown.map(({ name }) => `'${name}${writing(name)[0]}'`),
      'These write after such words: they need an entry of their own.',
    ).toEqual([]);
  });

  it('hands a message over by every entry of its menu', () => {
    for (const shortcut of shortcuts) expect(forms.map((one) => one.entry).join()).toContain(`, ${shortcut})`);
  });

  it('tells entries of one name apart in brackets', () => {
    for (const { entry } of [...actions, ...forms]) expect(nameOf(entry)).toMatch(/^\w+\.\w+$/);
  });
});
