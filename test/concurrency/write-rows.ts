import { backlog } from './writes/backlog.ts';
import { doors } from './writes/doors.ts';
import { portfolio } from './writes/portfolio.ts';
import { pull } from './writes/pull.ts';
import { setup } from './writes/setup.ts';
import { strategy } from './writes/strategy.ts';
import type { Arrange } from './writes/town.ts';

type Table = Readonly<Record<string, Arrange>>;

/** Every command that writes, by what is typed: the name is the first word. */
export const COMMANDS: Table = {
  ...pull.commands,
  ...backlog.commands,
  ...portfolio.commands,
  ...strategy.commands,
  ...setup.commands,
  ...doors.commands,
};

/** Every button that writes; what differs in brackets. */
export const ACTIONS: Table = {
  ...pull.actions,
  ...backlog.actions,
  ...portfolio.actions,
  ...strategy.actions,
  ...setup.actions,
  ...doors.actions,
};

/** Every form; what differs in brackets. */
export const FORMS: Table = { ...pull.forms, ...backlog.forms, ...portfolio.forms, ...strategy.forms, ...setup.forms, ...doors.forms };

/** Forms that only ask which thing to show: they go the way of a write, and change nothing. */
export const SHOWING: readonly string[] = ['backlog.show', 'backlog.stream', 'why.any'];
