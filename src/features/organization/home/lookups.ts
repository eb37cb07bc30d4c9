import { type Lookup, onLookup } from '../../../chat/feature.ts';
import type { Option } from '../../../chat/field.ts';
import { parseStreamKey } from '../../../model/text/key.ts';
import type { Access, Read } from '../../kit/access.ts';
import { keyedOptions } from '../../kit/finding/keyed-options.ts';
import { readQuery } from '../../kit/finding/read-query.ts';
import { SOURCES } from '../../kit/finding/sources.ts';
import {
  type FoundThing,
  findEpics,
  findIdeas,
  findItems,
  findPeople,
  findStreams,
  inProgress,
  likelyItems,
  type Only,
} from './find-store.ts';

const SHOWN = 20;
/** Of each kind, where several are found together. */
const OF_EACH = 8;

const OPEN: Only = { states: ['refining', 'ready', 'delivery'], streamIds: null };
const OPEN_STATES = new Set([...OPEN.states, 'funnel', 'exploring', 'investing']);

/** Type-ahead for what an organization has: by key, by words, and what is likely before anything is typed. */
export const lookups: readonly Lookup<Access>[] = [
  onLookup(SOURCES.items, async (context, typed) => (await items(context, typed)).map(byId)),
  onLookup(SOURCES.epics, async (context, typed) => (await epics(context, typed)).map(byId)),
  onLookup(SOURCES.people, async ({ db }, typed) =>
    (await findPeople(db, readQuery(typed), SHOWN)).map(({ id, name }) => ({ value: id, text: name })),
  ),
  onLookup(SOURCES.streams, async ({ db }, typed) => keyedOptions(await findStreams(db, readQuery(typed), SHOWN))),
  onLookup(SOURCES.ordered, async (context, typed) => (await ordered(context, typed)).map(byId)),
  onLookup(SOURCES.work, async (context, typed) => {
    const found = together(typed, await items(context, typed, OPEN), await epics(context, typed));
    return found.filter(({ state }) => OPEN_STATES.has(state)).map(byKey);
  }),
  onLookup(SOURCES.things, async (context, typed) =>
    together(typed, await items(context, typed), await epics(context, typed), await ideas(context, typed)).map(byKey),
  ),
  onLookup(SOURCES.parked, async (context, typed) =>
    (await ideas(context, typed)).map(({ key, title }) => ({ value: key, text: `${key} · ${title}` })),
  ),
];

async function items(context: Read, typed: string, only?: Only): Promise<FoundThing[]> {
  const { db, asker } = context;
  const streamIds = only?.streamIds ?? [...new Set([...asker.roles.owns, ...asker.teams.flatMap((team) => team.streamIds)])];
  if (typed === '') {
    const teamIds = only ? [] : asker.teams.map((team) => team.id);
    return [...(await inProgress(db, teamIds, OF_EACH)), ...(await likelyItems(db, streamIds, SHOWN))].slice(0, SHOWN);
  }
  const found = await findItems(db, readQuery(typed), SHOWN, only);
  // `PAY` or `PAY-`: the top of that backlog, before titles that hold the letters.
  const streamKey = parseStreamKey(typed.replace(/[-\u2010-\u2015\u2212]$/u, ''));
  const [stream] = streamKey === null ? [] : (await findStreams(db, readQuery(streamKey), SHOWN)).filter(({ key }) => key === streamKey);
  if (!stream || (only?.streamIds && !only.streamIds.includes(stream.id))) return found;
  const top = await likelyItems(db, [stream.id], SHOWN);
  return [...top, ...found.filter((one) => top.every(({ id }) => id !== one.id))].slice(0, SHOWN);
}

async function ordered(context: Read, typed: string): Promise<FoundThing[]> {
  const streamIds = context.asker.roles.owns;
  return streamIds.length === 0 ? [] : items(context, typed, { states: ['refining', 'ready'], streamIds });
}

function epics({ db }: Read, typed: string): Promise<FoundThing[]> {
  return findEpics(db, readQuery(withoutPrefix(typed, 'e')), SHOWN);
}

function ideas({ db }: Read, typed: string): Promise<FoundThing[]> {
  return findIdeas(db, readQuery(withoutPrefix(typed, 'i')), SHOWN);
}

// `E` or `E-`: the beginning of any epic's key.
function withoutPrefix(typed: string, prefix: 'e' | 'i'): string {
  return typed.replace(new RegExp(`^${prefix}-?$`, 'iu'), '');
}

// The beginning of a key can only mean one kind, so that one comes first.
function together(typed: string, ...kinds: readonly (readonly FoundThing[])[]): FoundThing[] {
  const found = kinds.flatMap((kind) => kind.slice(0, OF_EACH));
  const prefix = /^([ei])-?[0-9]*$/iu.exec(typed)?.[1]?.toUpperCase();
  const meant = (one: FoundThing) => prefix !== undefined && one.key.startsWith(`${prefix}-`);
  return [...found.filter(meant), ...found.filter((one) => !meant(one))];
}

// The menu shows one line; what is over says so.
const OVER: Readonly<Record<string, string>> = { done: 'done', delivered: 'delivered', parked: 'parked', stopped: 'stopped' };

function textOf({ key, title, state }: FoundThing): string {
  const over = OVER[state];
  return over === undefined ? `${key} · ${title}` : `${key} (${over}) · ${title}`;
}

const byId = (thing: FoundThing): Option => ({ value: thing.id, text: textOf(thing) });
const byKey = (thing: FoundThing): Option => ({ value: thing.key, text: textOf(thing) });
