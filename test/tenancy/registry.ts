import { z } from 'zod';
import { fieldOf } from '../../src/chat/field.ts';
import { features } from '../../src/features/index.ts';

/** Ids of one organization's things; keys are what people type. */
export interface Ids {
  readonly itemId: string;
  readonly streamId: string;
  readonly teamId: string;
  readonly memberId: string;
  readonly key: string;
  readonly streamKey: string;
}

/** What a handler is called with, given ids. */
export interface Row {
  /** A command's words by key, a button's data, a form's data and values. Missing: it takes no id. */
  readonly words?: (ids: Ids) => string;
  readonly data?: (ids: Ids) => Readonly<Record<string, unknown>>;
  readonly values?: (ids: Ids) => Readonly<Record<string, unknown>>;
}

const onItem = { data: ({ itemId }: Ids) => ({ itemId, version: 1 }) };

/** One row per handler: the whole of what can name a thing of another organization. */
export const COMMANDS: Readonly<Record<string, Row>> = {
  '': {},
  help: {},
  setup: {},
  next: {},
  board: {},
  pull: { words: ({ key }) => `pull ${key}` },
  done: { words: ({ key }) => `done ${key}` },
  move: { words: ({ key }) => `move ${key} in review` },
  block: { words: ({ key }) => `block ${key} rain` },
  unblock: { words: ({ key }) => `unblock ${key}` },
  ready: { words: ({ key }) => `ready ${key}` },
  show: { words: ({ key }) => `show ${key}` },
  backlog: { words: ({ streamKey }) => `backlog ${streamKey}` },
  // A word that is no stream's key here is part of the title: another organization's key must be, too.
  add: { words: ({ streamKey, itemId }) => `add ${streamKey} ${itemId}` },
};

export const ACTIONS: Readonly<Record<string, Row>> = {
  'pull.take': { data: ({ itemId, teamId }) => ({ itemId, version: 1, teamId }) },
  'pull.notNow': {},
  'pull.move': { data: ({ itemId }) => ({ itemId, version: 1, to: 'in review' }) },
  'pull.finish': onItem,
  'pull.askBlock': onItem,
  'pull.unblock': onItem,
  'pull.team': { data: ({ teamId }) => ({ teamId, text: 'next' }) },
  'backlog.prepare': { data: ({ itemId }) => ({ itemId }) },
  'backlog.ready': { data: ({ itemId }) => ({ itemId }) },
  'backlog.more': { data: ({ streamId }) => ({ streamId, after: 0 }) },
  'setup.overview': {},
  'setup.organization': {},
  'setup.stream': { data: ({ streamId }) => ({ streamId }) },
  'setup.team': { data: ({ teamId }) => ({ teamId }) },
  'setup.link': {},
  'setup.unlink': {},
  'setup.roles': {},
};

export const FORMS: Readonly<Record<string, Row>> = {
  'setup.organization': {},
  'setup.stream': { data: ({ streamId }) => ({ streamId }), values: ({ memberId }) => ({ ownerId: memberId }) },
  'setup.team': {
    data: ({ teamId }) => ({ teamId }),
    values: ({ streamId, memberId }) => ({ streamIds: [streamId], memberIds: [memberId] }),
  },
  'setup.link': { values: ({ teamId }) => ({ target: `team:${teamId}` }) },
  'setup.roles': { values: ({ memberId }) => ({ adminIds: [memberId], leaderIds: [memberId] }) },
  'backlog.add': { values: ({ streamId }) => ({ streamId }) },
  'backlog.prepare': { data: ({ itemId }) => ({ itemId }) },
  'pull.block': { data: ({ itemId }) => ({ itemId, version: 1 }) },
};

/** Names of a contract's fields that hold ids, read from its schema, so that a new one cannot be forgotten. */
export function idsIn(schema: z.ZodType): string[] {
  if (!(schema instanceof z.ZodObject)) throw new Error('The data of a contract is an object.');
  return Object.keys(schema.shape).filter((name) => /Ids?$/.test(name));
}

/** Fields of a form whose value names something: people, and menus that are filled from the database. */
export function namingFields(fields: Readonly<Record<string, z.ZodType>>): string[] {
  return Object.entries(fields).flatMap(([name, schema]) => {
    const field = fieldOf(schema);
    if (field.type === 'person' || field.type === 'people') return [name];
    return (field.type === 'choice' || field.type === 'choices') && field.options === undefined ? [name] : [];
  });
}

export const registered = {
  commands: features.flatMap((feature) => feature.commands).map((one) => one.name),
  actions: features.flatMap((feature) => feature.actions).map((one) => one.contract),
  forms: features.flatMap((feature) => feature.forms).map((one) => one.contract),
};
