import { openRaw } from '../support/raw.ts';
import { freshItem, freshTag, type Item, one, type Person, press, run, type Town } from './town.ts';

/** A form that is open while its right goes. */
export interface Late {
  /** Who opens it: Ines owns Payments, Mei works in Checkout. */
  readonly as: Extract<Person, 'ines' | 'mei'>;
  readonly open: (town: Town, item: Item) => Promise<unknown>;
  readonly values: Readonly<Record<string, unknown>> | ((town: Town) => Promise<Readonly<Record<string, unknown>>>);
}

const ines = (words: (key: string) => string, values: Late['values']): Late => ({
  as: 'ines',
  open: ({ at }, { key }) => at.type('ines', 'general', words(key)),
  values,
});
const behind =
  (as: Late['as'], action: string, data: (town: Town, item: Item) => object | Promise<object>) => async (town: Town, item: Item) =>
    openRaw(town.app, as, 'general', action, await data(town, item));
const picked = ({ id, key }: Item) => ({ text: key, value: id });
const taken = (town: Town, { id, version }: Item) =>
  press(town, 'mei', 'pull.take', { itemId: id, version, teamId: town.ids.checkout, reason: 'skill' });
const scored = (town: Town) => run(town, "UPDATE value_stream SET scored = true WHERE key = 'PAY'");
const word = { name: 'Another word', kind: 'A service' };

/** Every form that is for an owner or a team, by name. */
export const FORMS: Readonly<Record<string, Late>> = {
  'order.place': ines((key) => `order ${key}`, { to: 'At the top' }),
  'order.placeAny': {
    as: 'ines',
    open: ({ at }) => at.type('ines', 'general', 'order'),
    values: async (town) => ({ itemId: picked(await freshItem(town)), to: 'At the top' }),
  },
  'order.override': {
    as: 'ines',
    open: async (town, item) => {
      await scored(town);
      const worse = await freshItem(town);
      for (const [{ key }, size] of [
        [item, 1],
        [worse, 20],
      ] as const)
        await run(town, `UPDATE item SET score = '{"value":5,"time":5,"risk":5,"size":${size}}' WHERE key = $1`, key);
      return openRaw(town.app, 'ines', 'general', 'order.askOverride', { itemId: worse.id, where: 'above', key: item.key });
    },
    values: { reason: 'A fair' },
  },
  'scores.score': {
    as: 'ines',
    open: async (town, { key }) => {
      await scored(town);
      return town.at.type('ines', 'general', `score ${key}`);
    },
    values: { size: '8' },
  },
  'externalDates.date': ines((key) => `date ${key}`, { on: '2031-03-01', why: 'The law' }),
  'pull.block': ines((key) => `block ${key}`, { reason: 'Rain' }),
  'pull.blockAny': {
    as: 'ines',
    open: ({ at }) => at.type('ines', 'general', 'block'),
    values: async (town) => ({ itemId: picked(await freshItem(town)), reason: 'Snow on the line' }),
  },
  'pull.otherReason': {
    as: 'mei',
    open: behind('mei', 'pull.askOther', ({ ids }, { id, version }) => ({ itemId: id, version, teamId: ids.checkout })),
    values: { reason: 'A guest' },
  },
  'unplanned.start': { as: 'mei', open: ({ at }) => at.type('mei', 'general', 'unplanned'), values: { title: 'A flooded cellar' } },
  'exception.grant': {
    as: 'mei',
    open: async (town) => {
      await run(town, 'DELETE FROM wip_exception');
      return town.at.type('mei', 'general', 'exception');
    },
    values: { reason: 'A fair' },
  },
  'expedite.item': ines((key) => `expedite ${key}`, { reason: 'It burns' }),
  'learn.item': {
    as: 'ines',
    open: async (town, item) => {
      await taken(town, item);
      await town.at.type('mei', 'checkout', `done ${item.key}`);
      return openRaw(town.app, 'ines', 'general', 'learn.ask', { itemId: item.id });
    },
    values: { learning: 'Ask sooner' },
  },
  'dependencies.needs': ines(
    (key) => `needs ${key}`,
    async ({ ids }) => ({ needsId: { text: 'LOG-1', value: ids.logItem } }),
  ),
  'reshape.split': ines((key) => `split ${key}`, { titles: 'A left half\nA right half' }),
  'reshape.merge': ines(
    (key) => `merge ${key}`,
    async (town) => ({ into: picked(await freshItem(town)) }),
  ),
  'reshape.transfer': ines((key) => `transfer ${key}`, { streamId: 'LOG · Logistics' }),
  'tags.item': {
    as: 'ines',
    open: async (town, { key }) => {
      await freshTag(town);
      return town.at.type('ines', 'general', `tag ${key}`);
    },
    values: async (town) => ({ tags: [String((await one(town, 'SELECT name FROM tag ORDER BY id DESC LIMIT 1'))?.name)] }),
  },
  'tags.new': { as: 'ines', open: behind('ines', 'tags.new', ({ ids }) => ({ streamId: ids.pay, name: '' })), values: word },
  'tags.edit': {
    as: 'ines',
    open: behind('ines', 'tags.edit', async (town) => ({ tagId: (await freshTag(town)).id })),
    values: { ...word, name: 'Yet another' },
  },
  'tags.merge': {
    as: 'ines',
    open: behind('ines', 'tags.askMerge', async (town) => {
      await freshTag(town, 'Till');
      return { tagId: (await freshTag(town)).id };
    }),
    values: { into: 'Till' },
  },
  'policy.readiness': {
    as: 'ines',
    open: behind('ines', 'policy.editReadiness', ({ ids }) => ({ streamId: ids.pay })),
    values: { needsEvidence: [], reason: 'We trust each other' },
  },
  'policy.limits': {
    as: 'ines',
    open: behind('ines', 'policy.editLimits', ({ ids }) => ({ streamId: ids.pay })),
    values: { sprintDays: '7', reason: 'Shorter' },
  },
  'health.park': {
    as: 'ines',
    open: behind('ines', 'health.park', ({ ids }, { id }) => ({ streamId: ids.pay, itemIds: [id] })),
    values: {},
  },
  'backlog.prepare': {
    as: 'ines',
    open: async ({ at }, { key }) => at.press('ines', await at.type('ines', 'general', key), 'Edit'),
    values: { title: 'Another title' },
  },
  'antiBacklog.parkThing': ines((key) => `park ${key}`, { reasonCode: 'other', reason: 'Rain' }),
  'corrections.correct': {
    as: 'ines',
    open: async (town, { key }) => {
      await run(
        town,
        "UPDATE item SET state = 'done', rank = NULL, created_at = '2026-01-01', started_at = '2026-01-05', finished_at = '2026-01-09' WHERE key = $1",
        key,
      );
      return town.at.type('ines', 'general', `correct ${key}`);
    },
    values: { startedOn: '2026-01-03', reason: 'Forgotten' },
  },
  'challenges.answer': {
    as: 'ines',
    open: async ({ at }, { key }) => {
      await at.type('ruth', 'general', `challenge ${key} Why?`);
      return at.press('ines', await at.type('ines', 'general', key), 'Keep it');
    },
    values: { reason: 'It is ours' },
  },
};

/** Takes away what gives the right; gives back how to return it. */
export async function takeRight(town: Town, as: Late['as']): Promise<() => Promise<unknown>> {
  if (as === 'ines') {
    const owner = await one(town, "SELECT owner_id::text AS id FROM value_stream WHERE key = 'PAY'");
    await run(town, "UPDATE value_stream SET owner_id = NULL WHERE key = 'PAY'");
    return () => run(town, "UPDATE value_stream SET owner_id = $1::uuid WHERE key = 'PAY'", owner?.id);
  }
  const { teamId, memberId, org } =
    (await one(
      town,
      'DELETE FROM team_member WHERE team_id = $1::uuid RETURNING team_id::text AS "teamId", member_id::text AS "memberId", organization_id::text AS org',
      town.ids.checkout,
    )) ?? {};
  return () =>
    run(town, 'INSERT INTO team_member (organization_id, team_id, member_id) VALUES ($1::uuid, $2::uuid, $3::uuid)', org, teamId, memberId);
}
