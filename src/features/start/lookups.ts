import { type Lookup, onLookup } from '../../chat/feature.ts';
import type { Option } from '../../chat/field.ts';
import { parseStreamKey } from '../../model/key.ts';
import type { Access, Read } from '../access.ts';
import { SOURCES } from '../sources.ts';
import { type FoundThing, findEpics, findItems, findPeople, findStreams, likelyItems } from './find-store.ts';
import { readQuery } from './query.ts';

const SHOWN = 20;

/** Type-ahead for items, epics, people and streams of the organization. */
export const lookups: readonly Lookup<Access>[] = [
  onLookup(SOURCES.items, async (context, typed) => (await items(context, typed)).map(thing)),
  onLookup(SOURCES.epics, async ({ db }, typed) => (await findEpics(db, readQuery(typed.replace(/^e-?$/iu, '')), SHOWN)).map(thing)),
  onLookup(SOURCES.people, async ({ db }, typed) =>
    (await findPeople(db, readQuery(typed), SHOWN)).map(({ id, name }) => ({ value: id, text: name })),
  ),
  onLookup(SOURCES.streams, async ({ db }, typed) =>
    (await findStreams(db, readQuery(typed), SHOWN)).map(({ id, key, name }) => ({ value: id, text: `${key} · ${name}` })),
  ),
];

async function items({ db, asker }: Read, typed: string): Promise<FoundThing[]> {
  if (typed === '') return likelyItems(db, [...new Set([...asker.roles.owns, ...asker.teams.flatMap((team) => team.streamIds)])], SHOWN);
  const found = await findItems(db, readQuery(typed), SHOWN);
  // `PAY` or `PAY-`: the top of that backlog, before titles that hold the letters.
  const streamKey = parseStreamKey(typed.replace(/[-\u2010-\u2015\u2212]$/u, ''));
  const [stream] = streamKey === null ? [] : (await findStreams(db, readQuery(streamKey), SHOWN)).filter(({ key }) => key === streamKey);
  if (!stream) return found;
  const top = await likelyItems(db, [stream.id], SHOWN);
  return [...top, ...found.filter((one) => top.every(({ id }) => id !== one.id))].slice(0, SHOWN);
}

// The menu shows one line; what is over says so.
const OVER: Readonly<Record<string, string>> = { done: 'done', delivered: 'delivered', parked: 'parked', stopped: 'stopped' };

function thing({ id, key, title, state }: FoundThing): Option {
  const over = OVER[state];
  return { value: id, text: over === undefined ? `${key} · ${title}` : `${key} (${over}) · ${title}` };
}
