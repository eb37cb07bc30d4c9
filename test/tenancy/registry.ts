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
  readonly epicId: string;
  readonly epicKey: string;
  readonly ideaId: string;
  readonly ideaKey: string;
  /** Drafts that are held while a question about likeness is open, by the action that goes on with them. */
  readonly held: Readonly<Record<string, string>>;
}

/** What a handler is called with, given ids. */
export interface Row {
  /** A command's words by key, a button's data, a form's data and values. Missing: it takes no id. */
  readonly words?: (ids: Ids) => string;
  readonly data?: (ids: Ids) => Readonly<Record<string, unknown>>;
  readonly values?: (ids: Ids) => Readonly<Record<string, unknown>>;
}

/** A name may stand in the tables several times, with what differs in brackets: "show (epic)". */
export const nameOf = (entry: string) => entry.replace(/ \(.*\)$/, '');

const onItem = { data: ({ itemId }: Ids) => ({ itemId, version: 1 }) };

/** One row per handler: the whole of what can name a thing of another organization. */
export const COMMANDS: Readonly<Record<string, Row>> = {
  '': { words: ({ key }) => key },
  ' (epic)': { words: ({ epicKey }) => epicKey },
  ' (idea)': { words: ({ ideaKey }) => ideaKey },
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
  'show (epic)': { words: ({ epicKey }) => `show ${epicKey}` },
  'show (idea)': { words: ({ ideaKey }) => `show ${ideaKey}` },
  why: { words: ({ key }) => `why ${key}` },
  'why (epic)': { words: ({ epicKey }) => `why ${epicKey}` },
  'why (idea)': { words: ({ ideaKey }) => `why ${ideaKey}` },
  order: { words: ({ key }) => `order ${key} top` },
  'order (which place?)': { words: ({ key }) => `order ${key}` },
  'order (neighbour)': { words: ({ key }) => `order PAY-1 below ${key}` },
  outcome: { words: ({ epicKey }) => `outcome ${epicKey}` },
  'outcome (item)': { words: ({ key }) => `outcome ${key}` },
  park: { words: ({ key }) => `park ${key}` },
  'park (epic)': { words: ({ epicKey }) => `park ${epicKey}` },
  'park (idea)': { words: ({ ideaKey }) => `park ${ideaKey}` },
  parked: { words: ({ ideaKey }) => `parked ${ideaKey}` },
  revive: { words: ({ ideaKey }) => `revive ${ideaKey}` },
  'revive (at once)': { words: ({ ideaKey }) => `revive ${ideaKey} It rains` },
  'revive (item)': { words: ({ key }) => `revive ${key} It rains` },
  'revive (epic)': { words: ({ epicKey }) => `revive ${epicKey} It rains` },
  // Their words are a title, a way of filling, or nothing; none of it is looked up by key or id.
  propose: {},
  portfolio: {},
  import: {},
  // One's own last act, by who asks.
  undo: {},
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
  'backlog.addAnyway': { data: ({ held }) => ({ heldId: held['backlog.addAnyway'] }) },
  'backlog.more': { data: ({ streamId }) => ({ streamId, after: 0 }) },
  'order.place': { data: ({ itemId }) => ({ itemId, to: 'bottom' }) },
  'order.ask': { data: ({ itemId }) => ({ itemId }) },
  'undo.act': { data: ({ itemId }) => ({ itemId, of: 1 }) },
  'fill.paste': { data: ({ streamId }) => ({ streamId }) },
  'fill.samples': { data: ({ streamId }) => ({ streamId }) },
  'fill.import': {},
  'portfolio.propose': {},
  'portfolio.proposeAnyway': { data: ({ held }) => ({ heldId: held['portfolio.proposeAnyway'] }) },
  'portfolio.move': { data: ({ epicId }) => ({ epicId, version: 1, to: 'exploring' }) },
  'portfolio.details': { data: ({ epicId }) => ({ epicId }) },
  'portfolio.outcome': { data: ({ epicId }) => ({ epicId }) },
  'portfolio.helpWrite': {},
  'portfolio.more': {},
  'antiBacklog.park': { data: ({ itemId }) => ({ kind: 'item', id: itemId }) },
  'antiBacklog.park (epic)': { data: ({ epicId }) => ({ kind: 'epic', id: epicId }) },
  'antiBacklog.words': {},
  'antiBacklog.revive': { data: ({ ideaId }) => ({ ideaId }) },
  'antiBacklog.onward': { data: ({ ideaId }) => ({ ideaId, as: 'item' }) },
  'antiBacklog.onward (epic)': { data: ({ ideaId }) => ({ ideaId, as: 'epic' }) },
  'antiBacklog.parkAnyway': { data: ({ held }) => ({ heldId: held['antiBacklog.parkAnyway'] }) },
  'antiBacklog.more': {},
  'likeness.look': { data: ({ key }) => ({ key }) },
  'likeness.look (epic)': { data: ({ epicKey }) => ({ key: epicKey }) },
  'likeness.look (idea)': { data: ({ ideaKey }) => ({ key: ideaKey }) },
  'likeness.support': { data: ({ itemId, held }) => ({ kind: 'item', id: itemId, heldId: held['backlog.addAnyway'] }) },
  'likeness.support (epic)': { data: ({ epicId, held }) => ({ kind: 'epic', id: epicId, heldId: held['portfolio.proposeAnyway'] }) },
  'likeness.support (idea)': { data: ({ ideaId, held }) => ({ kind: 'idea', id: ideaId, heldId: held['antiBacklog.parkAnyway'] }) },
  'setup.overview': {},
  'setup.organization': {},
  'setup.lead': {},
  'setup.leadLater': {},
  'setup.test': {},
  'setup.arrived': {},
  'setup.missing': {},
  'setup.myTeam': {},
  'setup.linkTeam': { data: ({ teamId }) => ({ teamId }) },
  'setup.newTeam': {},
  'setup.join': {},
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
  'setup.ownTeam': { values: ({ streamId }) => ({ streamIds: [streamId] }) },
  'backlog.add': { values: ({ streamId, epicId }) => ({ streamId, epicId }) },
  'backlog.prepare': { data: ({ itemId }) => ({ itemId }), values: ({ epicId }) => ({ epicId }) },
  'order.place': { data: ({ itemId }) => ({ itemId }), values: ({ key }) => ({ to: `below ${key}` }) },
  'fill.list': { values: ({ streamId }) => ({ streamId }) },
  // Whom an outcome is for is chosen from a menu that is given when it is shown, so it is tried like an id.
  'portfolio.propose': { values: ({ epicId }) => ({ affects: epicId }) },
  'portfolio.outcome': { data: ({ epicId }) => ({ epicId, was: null }), values: ({ epicId }) => ({ affects: epicId }) },
  'portfolio.details': {
    data: ({ epicId }) => ({ epicId, revision: 1 }),
    values: ({ streamId, memberId }) => ({ streamId, ownerId: memberId }),
  },
  'antiBacklog.parkIdea': {},
  'antiBacklog.parkThing': { data: ({ itemId }) => ({ kind: 'item', id: itemId, version: 1 }) },
  'antiBacklog.parkThing (epic)': { data: ({ epicId }) => ({ kind: 'epic', id: epicId, version: 1 }) },
  'antiBacklog.revive': { data: ({ ideaKey }) => ({ key: ideaKey }) },
  'antiBacklog.revive (item)': { data: ({ key }) => ({ key }) },
  'antiBacklog.revive (epic)': { data: ({ epicKey }) => ({ key: epicKey }) },
  'pull.block': { data: ({ itemId }) => ({ itemId, version: 1 }) },
};

/** What is typed to find things of these ids: by key, and by the beginning of a title or name that only the other has. */
export const LOOKUPS: Readonly<Record<string, (ids: Ids) => readonly string[]>> = {
  items: ({ key }) => [key, 'Theirs'],
  epics: ({ epicKey }) => [epicKey, 'Theirs'],
  people: () => ['Ruth'],
  streams: ({ streamKey }) => [streamKey, 'Second'],
};

/** Forms with a field that is looked at while it is typed: what is typed is a title, so a title of the other's. */
export const WATCHES: Readonly<Record<string, string>> = {
  'backlog.add title': 'add',
  'portfolio.propose title': 'propose',
  'antiBacklog.parkIdea title': 'park',
};

/** Entries in the menu of a message: they get its text and address, and no id. */
export const SHORTCUTS: readonly string[] = ['park_idea', 'add_item', 'propose_epic'];

/** Names of a contract's fields that hold ids, read from its schema, so that a new one cannot be forgotten. */
export function idsIn(schema: z.ZodType): string[] {
  if (!(schema instanceof z.ZodObject)) throw new Error('The data of a contract is an object.');
  return Object.keys(schema.shape).filter((name) => /^(id|key)$|Ids?$/.test(name));
}

/** Fields of a form whose value names something: people, and menus that are filled from the database. */
export function namingFields(fields: Readonly<Record<string, z.ZodType>>): string[] {
  return Object.entries(fields).flatMap(([name, schema]) => {
    const field = fieldOf(schema);
    if (['person', 'people', 'lookup', 'lookups'].includes(field.type)) return [name];
    return (field.type === 'choice' || field.type === 'choices') && field.options === undefined ? [name] : [];
  });
}

export const registered = {
  commands: features.flatMap((feature) => feature.commands).map((one) => one.name),
  actions: features.flatMap((feature) => feature.actions).map((one) => one.contract),
  forms: features.flatMap((feature) => feature.forms).map((one) => one.contract),
  lookups: features.flatMap((feature) => feature.lookups ?? []),
  watches: features.flatMap((feature) => feature.watches ?? []),
  shortcuts: features.flatMap((feature) => feature.shortcuts ?? []),
};
