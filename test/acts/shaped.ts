import { z } from 'zod';
import { PLACEHOLDERS, type Placeholder } from './act.ts';
import { type Arrange, type Pressed, pressed, type Typed, typed } from './delivery.ts';
import { blockedTogether, challenged, decision, epic, heldId, idea, item, keyResult, objective, reviewed, tag, theme } from './things.ts';
import { newTitle, one, stream, type Town, team } from './town.ts';

const keyOf = async (town: Town, table: string, id: string) => one(town, `SELECT key AS id FROM ${table} WHERE id = $1::uuid`, id);

/** Makes what a placeholder stands for. */
const MADE: Readonly<Record<Placeholder, (town: Town) => Promise<string>>> = {
  KEY: async (town) => (await item(town)).key,
  OTHER: async (town) => (await item(town)).key,
  EPIC: async (town) => (await epic(town)).key,
  IDEA: async (town) => (await idea(town)).key,
  DECISION: decision,
  THEME: async (town) => keyOf(town, 'theme', await theme(town)),
  RESULT: async (town) => keyOf(town, 'key_result', await keyResult(town)),
  STREAM: async () => 'LOG',
};

/** The words of an entry, with things for its placeholders. */
export function wordsOf(entry: string, things: Readonly<Record<Placeholder, string>>): string {
  return PLACEHOLDERS.reduce((words, name) => words.replace(new RegExp(`\\b${name}\\b`), things[name]), entry.replace(/ \(.*\)$/, ''));
}

export const placeholdersOf = (entry: string): Placeholder[] => PLACEHOLDERS.filter((name) => new RegExp(`\\b${name}\\b`).test(entry));

/** Types what the entry says, about things of its own. */
export function typedAsNamed(entry: string): Arrange<Typed> {
  return async (town) => {
    const things: Record<string, string> = {};
    for (const name of placeholdersOf(entry)) things[name] = await MADE[name](town);
    return typed(wordsOf(entry, things as Record<Placeholder, string>));
  };
}

/** By the name of a field that holds an id. */
const IDS: Readonly<Record<string, (town: Town) => Promise<unknown>>> = {
  itemIds: async (town) => [(await item(town)).id],
  streamId: (town) => stream(town, 'PAY'),
  teamId: (town) => team(town),
  epicId: async (town) => (await epic(town)).id,
  ideaId: async (town) => (await idea(town)).id,
  tagId: async (town) => (await tag(town)).id,
  blockerId: async (town) => (await blockedTogether(town)).blockerId,
  challengeId: (town) => challenged(town),
  themeId: theme,
  objectiveId: objective,
  keyResultId: keyResult,
  reviewId: async (town) => (await reviewed(town)).reviewId,
  heldId: async (town) => (await heldId(town, async () => town.at.type('mei', 'checkout', `add PAY ${newTitle()}`))).heldId,
};

/** Presses the button with data of the shape that its action declares, about things of its own. */
export function pressedAsShaped(action: string, shape: () => z.ZodType): Arrange<Pressed> {
  return async (town) => {
    const schema = shape();
    if (!(schema instanceof z.ZodObject)) throw new Error('The data of an action is an object.');
    const needsItem = ['itemId', 'key', 'id'].some((name) => name in schema.shape);
    const about = needsItem ? await item(town) : undefined;
    const data: Record<string, unknown> = {};
    for (const [name, part] of Object.entries(schema.shape as Record<string, z.ZodType>)) {
      if (about && (name === 'itemId' || name === 'id')) data[name] = about.id;
      else if (about && name === 'key') data[name] = about.key;
      else if (about && name === 'version') data[name] = about.version;
      else if (IDS[name]) data[name] = await IDS[name](town);
      else data[name] = sampleOf(part);
    }
    return pressed(action, data);
  };
}

/** The first of a list, a small number, a word. */
function sampleOf(schema: z.ZodType): unknown {
  return [undefined, 'item', 'a word', 0, 1, false, [], {}, ...firstOf(schema)].find((value) => schema.safeParse(value).success);
}

function firstOf(schema: z.ZodType): readonly unknown[] {
  return schema instanceof z.ZodEnum ? schema.options.slice(0, 1) : [];
}
