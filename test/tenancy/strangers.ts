import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fieldOf } from '../../src/chat/field.ts';
import { PLACEHOLDERS, type Placeholder } from '../acts/act.ts';
import { challenged, decision, epic, idea, item, keyResult, reviewed, tag, theme, titleOf } from '../acts/things.ts';
import { newTitle, one, run, stream, type Town, team } from '../acts/town.ts';

const KINDS = [
  'itemId',
  'streamId',
  'teamId',
  'memberId',
  'epicId',
  'ideaId',
  'tagId',
  'blockerId',
  'challengeId',
  'themeId',
  'objectiveId',
  'keyResultId',
  'reviewId',
] as const;
const HELD = ['backlog.addAnyway', 'portfolio.proposeAnyway', 'antiBacklog.parkAnyway'] as const;

/** Ids of one organization's things by what fields call them, keys by what stands for them, and drafts that are held while a question is open. */
export type Ids = Readonly<Record<(typeof KINDS)[number] | Placeholder | (typeof HELD)[number], string>>;

/** One thing of every kind. */
export async function idsOf(town: Town, streamKey: string, teamName: string, memberId: string): Promise<Ids> {
  const about = await item(town, streamKey);
  const asked = await challenged(town, streamKey);
  const blocker = newTitle();
  await town.at.type('mei', 'checkout', `block ${about.key} ${blocker}`);
  const [ofTheme, ofResult] = [await theme(town), await keyResult(town)];
  const [hoped, parked] = [await epic(town), await idea(town)];
  const { reviewId } = await reviewed(town);
  const again = (title: string) => `${title} again`;
  await town.at.type('mei', 'checkout', `add ${streamKey} ${again(await titleOf(town, 'item', about.id))}`);
  await town.at.type('mei', 'checkout', `propose ${again(await titleOf(town, 'epic', hoped.id))}`);
  await town.at.send('mei', { outcome: 'Somebody smiles' });
  await town.at.type('mei', 'checkout', `park ${again(await titleOf(town, 'parked_idea', parked.id))}`);
  await town.at.send('mei', { reasonCode: 'other', reason: 'Rain' });
  const held = (form: string) =>
    one(
      town,
      "SELECT id::text AS id FROM form_draft WHERE organization_id = $1::uuid AND form = $2 AND jsonb_exists(data, 'held')",
      town.organizationId,
      form,
    );
  const of = (table: string, column: string, id: string) => one(town, `SELECT ${column}::text AS id FROM ${table} WHERE id = $1::uuid`, id);
  return {
    itemId: about.id,
    streamId: await stream(town, streamKey),
    teamId: await team(town, teamName),
    memberId,
    epicId: hoped.id,
    ideaId: parked.id,
    tagId: (await tag(town, streamKey)).id,
    blockerId: await one(town, 'SELECT id::text AS id FROM blocker WHERE reason = $1', blocker),
    challengeId: asked,
    themeId: ofTheme,
    objectiveId: await of('key_result', 'objective_id', ofResult),
    keyResultId: ofResult,
    reviewId,
    KEY: about.key,
    OTHER: (await item(town, streamKey)).key,
    EPIC: hoped.key,
    IDEA: parked.key,
    DECISION: await decision(town),
    THEME: await of('theme', 'key', ofTheme),
    RESULT: await of('key_result', 'key', ofResult),
    STREAM: streamKey,
    'backlog.addAnyway': await held('backlog.addAnyway'),
    'portfolio.proposeAnyway': await held('portfolio.proposeAnyway'),
    'antiBacklog.parkAnyway': await held('antiBacklog.parkAnyway'),
  };
}

/** Of nobody. */
export function idsOfNobody(): Ids {
  const keys = {
    KEY: 'ZZZ-1',
    OTHER: 'ZZZ-2',
    EPIC: 'E-9977',
    IDEA: 'I-9977',
    DECISION: 'D-9977',
    THEME: 'T-9977',
    RESULT: 'K-9977',
    STREAM: 'ZZZ',
  };
  return { ...Object.fromEntries([...KINDS, ...HELD].map((name) => [name, randomUUID()])), ...keys } as Ids;
}

/** Ids and keys are told apart in answers by their place only. */
export const withoutKeys = (ids: Ids, answer: string) =>
  Object.entries(ids)
    .sort(([, one], [, other]) => other.length - one.length)
    .reduce((text, [name, id]) => text.replaceAll(id, name), answer);

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

type Of = (ids: Ids) => string;
const OF_HELD = HELD.map(
  (name): Of =>
    (ids) =>
      ids[name],
);
/** Of every kind: what is tried where a field's name does not say which. */
const ANY: readonly Of[] = [...KINDS, ...PLACEHOLDERS]
  .map(
    (name): Of =>
      (ids) =>
        ids[name],
  )
  .concat((ids) => `team:${ids.teamId}`);

/** What a field of this name could hold of somebody else's. */
export function foreignIn(name: string, schema?: z.ZodType): readonly Of[] {
  if (schema && ['person', 'people'].includes(fieldOf(schema).type)) return [(ids) => ids.memberId];
  if (name === 'heldId') return OF_HELD;
  const kind = KINDS.find((one) => one === name || `${one}s` === name);
  return kind ? [(ids) => ids[kind]] : ANY;
}

/** Keys far from those that the organization itself gives next. */
export const skipKeys = (town: Town, by: number) =>
  run(town, 'UPDATE key_counter SET last = last + $2 WHERE organization_id = $1::uuid', town.organizationId, by);
