import { randomUUID } from 'node:crypto';
import type { Right, Scope } from '../../src/model/rights/rights.ts';
import { justify } from '../support/justify.ts';
import { freshItem, freshTag, freshTitle, type Item, one, type Person, press, run, type Town } from './town.ts';

/** An item, and what else an act is about. */
export interface Ground extends Item {
  readonly other: string;
}

/** Something that somebody tries. */
export interface Act {
  /** What the right is asked for there. */
  readonly scope: (ids: Town['ids']) => Scope;
  /** Makes what it needs; gives an id, key or word besides the item's. */
  readonly before?: (town: Town, item: Item) => Promise<string | undefined>;
  /** What is typed, or else the button that is pressed. */
  readonly words?: (ground: Ground) => string;
  readonly button?: readonly [name: string, data: (ground: Ground, ids: Town['ids']) => object, where?: { id: string; name: string }];
  /** It changes something for whoever may; the others open a form, or are told what stands against it besides. */
  readonly writes?: true;
}

const inPay = (ids: Town['ids']): Scope => ({ streamId: ids.pay });
const inCheckout = (ids: Town['ids']): Scope => ({ teamId: ids.checkout });
const anywhere = (): Scope => ({});
const types = (scope: Act['scope'], words: (ground: Ground) => string, more: Omit<Act, 'scope' | 'words'> = {}): Act => ({
  scope,
  words,
  ...more,
});
const presses = (
  scope: Act['scope'],
  name: string,
  data: (ground: Ground, ids: Town['ids']) => object,
  more: Omit<Act, 'scope' | 'button'> = {},
): Act => ({
  scope,
  button: [name, data],
  ...more,
});
const writes = { writes: true } as const;

const by = (as: Person, words: (item: Item) => string) => async (town: Town, item: Item) => {
  await town.at.type(as, as === 'mei' ? 'checkout' : 'general', words(item));
  return undefined;
};
const taken = async (town: Town, { id, version }: Item) => {
  await press(town, 'mei', 'pull.take', { itemId: id, version, teamId: town.ids.checkout, reason: 'skill' });
  return undefined;
};
const done = async (town: Town, item: Item) => {
  await taken(town, item);
  return by('mei', ({ key }) => `done ${key}`)(town, item);
};
const challenged = async (town: Town, { key, id }: Item) => {
  await town.at.type('ruth', 'general', `challenge ${key} Why?`);
  return String((await one(town, 'SELECT id::text AS id FROM challenge WHERE item_id = $1::uuid', id))?.id);
};
const epicToInvest = async (town: Town) => {
  await justify(town.opened.database, 'E-1');
  await run(town, 'UPDATE organization SET bet_limit = 900');
  await run(town, "UPDATE epic SET state = 'ready' WHERE key = 'E-1'");
  const { id, version } = (await one(town, "SELECT id::text AS id, version FROM epic WHERE key = 'E-1'")) ?? {};
  return JSON.stringify({ epicId: id, version });
};
/** A theme that nobody follows yet. */
const draft = async (town: Town) => {
  const id = randomUUID();
  await run(
    town,
    `INSERT INTO theme (organization_id, id, key, name, win_where, reviewed_at, created_at)
     SELECT organization_id, $1::uuid, 'T-' || (SELECT count(*) + 1 FROM theme), $2, 'Here', now(), now() FROM value_stream WHERE key = 'PAY'`,
    id,
    freshTitle(),
  );
  return id;
};
const keyResult = async (town: Town) => {
  const [objective, id] = [randomUUID(), randomUUID()];
  await run(
    town,
    "INSERT INTO objective (organization_id, id, title, created_at) SELECT organization_id, $1::uuid, 'Reach ' || $1, now() FROM value_stream WHERE key = 'PAY'",
    objective,
  );
  await run(
    town,
    `INSERT INTO key_result (organization_id, id, key, objective_id, title, baseline, target, created_at)
     SELECT organization_id, $1::uuid, 'K-' || (SELECT count(*) + 1 FROM key_result), $2::uuid, 'Calls', 1, 2, now() FROM value_stream WHERE key = 'PAY'`,
    id,
    objective,
  );
  return id;
};
/** Delivered, and nobody's. */
const delivered = async (town: Town) => {
  await run(
    town,
    `INSERT INTO epic (organization_id, id, key, title, state, outcome, created_at, finished_at)
     SELECT organization_id, gen_random_uuid(), 'E-77', 'Paper boats', 'delivered', 'Somebody floats', now(), now() FROM value_stream WHERE key = 'PAY' ON CONFLICT DO NOTHING`,
  );
  return 'E-77';
};
/** An epic of nobody present, to which nothing is missing. */
const freshEpic = async (town: Town, state: 'ready' | 'investing') => {
  const title = randomUUID().replaceAll('-', ' x');
  await town.at.type('samir', 'general', `propose ${title}`);
  await town.at.send('samir', { outcome: 'Somebody smiles' });
  const key = String((await one(town, 'SELECT key FROM epic WHERE title = $1', title))?.key);
  await justify(town.opened.database, key);
  await run(town, 'UPDATE epic SET state = $2 WHERE key = $1', key, state);
  await run(town, 'UPDATE organization SET bet_limit = 900');
  return key;
};
const tag = async (town: Town) => (await freshTag(town)).id;

/** One row per right at least. */
export const ACTS: Readonly<Partial<Record<Right, readonly Act[]>>> = {
  add: [types(anywhere, () => `add PAY ${freshTitle()}`, writes)],
  refine: [
    types(inPay, ({ key }) => `ready ${key}`, { before: by('mei', () => 'undo'), ...writes }),
    types(inPay, ({ key }) => `date ${key}`),
    presses(inPay, 'backlog.prepare', ({ id }) => ({ itemId: id })),
  ],
  order: [types(inPay, ({ key }) => `order ${key} top`, writes), types(inPay, ({ key }) => `order ${key}`)],
  deliver: [
    types(inPay, ({ key }) => `block ${key} fog over ${key}, ${randomUUID()}`, writes),
    types(inPay, ({ key }) => `unblock ${key}`, { before: by('mei', ({ key }) => `block ${key} ${freshTitle()}`), ...writes }),
    types(inPay, ({ key }) => `move ${key} in review`, { before: taken, ...writes }),
    types(inPay, ({ key }) => `done ${key}`, { before: taken, ...writes }),
    presses(inPay, 'learn.ask', ({ id }) => ({ itemId: id }), { before: done }),
  ],
  expedite: [
    types(inPay, ({ key }) => `expedite ${key} it burns`, writes),
    types(inPay, ({ key }) => `expedite ${key}`),
    types(inPay, ({ key }) => `expedite ${key} off`, {
      before: by('mei', ({ key }) => `expedite ${key} it burns`),
      ...writes,
    }),
  ],
  reshape: [
    types(inPay, ({ key }) => `needs ${key} LOG-1`, writes),
    types(inPay, ({ key }) => `split ${key}`),
    types(inPay, ({ key, other }) => `merge ${key} into ${other}`, { before: async (town) => (await freshItem(town)).key, ...writes }),
    types(inPay, ({ key, other }) => `tag ${key} ${other}`, { before: async (town) => (await freshTag(town)).name, ...writes }),
    presses(inPay, 'tags.item', ({ id }) => ({ itemId: id }), { before: tag }),
  ],
  transfer: [types(inPay, ({ key }) => `transfer ${key} LOG`, writes), types(inPay, ({ key }) => `transfer ${key}`)],
  score: [types(inPay, ({ key }) => `score ${key}`)],
  correct: [types(inPay, ({ key }) => `correct ${key}`, { before: taken })],
  govern: [
    presses(inPay, 'policy.editReadiness', (_, ids) => ({ streamId: ids.pay })),
    presses(inPay, 'policy.editLimits', (_, ids) => ({ streamId: ids.pay })),
    presses(inPay, 'tags.new', (_, ids) => ({ streamId: ids.pay, name: 'A word' })),
    presses(inPay, 'tags.edit', ({ other }) => ({ tagId: other }), { before: tag }),
    presses(inPay, 'tags.askMerge', ({ other }) => ({ tagId: other }), { before: tag }),
    presses(inPay, 'tags.remove', ({ other }) => ({ tagId: other }), { before: tag, ...writes }),
  ],
  answerFor: [presses(inPay, 'challenges.answer', ({ other }) => ({ challengeId: other, answer: 'keep' }), { before: challenged })],
  challenge: [types(inPay, ({ key }) => `challenge ${key} Why?`, writes)],
  except: [
    presses(inCheckout, 'exception.ask', (_, ids) => ({ teamId: ids.checkout })),
    presses(inCheckout, 'exception.end', (_, ids) => ({ teamId: ids.checkout }), {
      before: async (town, item) => {
        await run(town, 'DELETE FROM wip_exception');
        return by('mei', () => 'exception it burns')(town, item);
      },
      ...writes,
    }),
  ],
  decide: [types(anywhere, ({ key }) => `decide ${key} Which?`)],
  pull: [
    presses(inCheckout, 'pull.take', ({ id, version }, ids) => ({ itemId: id, version, teamId: ids.checkout, reason: 'skill' }), writes),
    presses(inCheckout, 'pull.askOther', ({ id, version }, ids) => ({ itemId: id, version, teamId: ids.checkout })),
  ],
  bind: [
    {
      scope: inCheckout,
      before: async (town) => {
        await run(town, "DELETE FROM place WHERE name = 'payments'");
        return undefined;
      },
      button: ['setup.linkTeam', (_, ids) => ({ teamId: ids.checkout }), { id: 'C0PAYMENTS', name: 'payments' }],
      writes: true,
    },
  ],
  bindPortfolio: [
    {
      scope: anywhere,
      before: async (town) => {
        await run(town, "DELETE FROM place WHERE name = 'logistics'");
        return undefined;
      },
      button: ['setup.linkPortfolio', () => ({}), { id: 'C0LOGISTICS', name: 'logistics' }],
      writes: true,
    },
  ],
  found: [presses(anywhere, 'setup.newTeam', () => ({}))],
  propose: [types(anywhere, () => 'propose Quieter alarms')],
  shape: [types(anywhere, () => 'outcome E-1')],
  invest: [
    types(anywhere, ({ other }) => `invest ${other}`, { before: (town) => freshEpic(town, 'ready'), ...writes }),
    types(anywhere, ({ other }) => `hold ${other}`, { before: (town) => freshEpic(town, 'investing') }),
    types(anywhere, ({ other }) => `stop ${other}`, { before: (town) => freshEpic(town, 'investing') }),
    presses(anywhere, 'portfolio.move', ({ other }) => ({ ...JSON.parse(other), to: 'investing' }), { before: epicToInvest, ...writes }),
  ],
  steer: [
    presses(anywhere, 'strategy.newTheme', () => ({})),
    presses(anywhere, 'portfolio.sayWhere', () => ({})),
    presses(anywhere, 'strategy.newObjective', () => ({})),
    presses(anywhere, 'strategy.activate', ({ other }) => ({ themeId: other, version: 1 }), { before: draft, ...writes }),
    presses(anywhere, 'strategy.askRetire', ({ other }) => ({ themeId: other }), { before: draft }),
    presses(anywhere, 'strategy.retireKeyResult', ({ other }) => ({ keyResultId: other, revision: 1 }), { before: keyResult, ...writes }),
  ],
  measure: [presses(anywhere, 'strategy.measure', ({ other }) => ({ keyResultId: other }), { before: keyResult })],
  review: [types(anywhere, ({ other }) => `review ${other}`, { before: delivered })],
  scoreEpics: [
    types(anywhere, () => 'score E-1'),
    presses(anywhere, 'portfolio.scorePart', ({ other }) => ({ ...JSON.parse(other), part: 'size', value: 3, after: 0, all: false }), {
      before: async (town) => {
        await run(town, "UPDATE epic SET state = 'exploring' WHERE key = 'E-1'");
        const { id, revision } = (await one(town, "SELECT id::text AS id, revision FROM epic WHERE key = 'E-1'")) ?? {};
        return JSON.stringify({ epicId: id, revision });
      },
      ...writes,
    }),
  ],
  governPortfolio: [
    presses(anywhere, 'portfolio.editLimits', () => ({})),
    presses(anywhere, 'portfolio.editShares', () => ({})),
    presses(anywhere, 'portfolio.listRunning', () => ({})),
    presses(anywhere, 'portfolio.askOwners', () => ({}), writes),
    presses(anywhere, 'portfolio.askEndException', ({ other }) => ({ epicId: other }), {
      before: async (town) => {
        const key = await freshEpic(town, 'investing');
        const added = await one(
          town,
          `INSERT INTO bet_exception (organization_id, id, epic_id, from_at, until_at)
           SELECT organization_id, gen_random_uuid(), id, now() - interval '1 day', now() + interval '1 day' FROM epic WHERE key = $1 RETURNING epic_id::text AS id`,
          key,
        );
        return String(added?.id);
      },
    }),
    types(anywhere, () => 'review bets', {
      before: async (town) => {
        await run(town, 'UPDATE portfolio_review SET closed_at = now()');
        return undefined;
      },
      ...writes,
    }),
  ],
  park: [types(inPay, ({ key }) => `park ${key}`), presses(inPay, 'health.park', ({ id }, ids) => ({ streamId: ids.pay, itemIds: [id] }))],
  parkEpic: [types(anywhere, () => 'park E-1')],
  administer: [types(anywhere, () => 'setup stream'), types(anywhere, () => 'setup team'), types(anywhere, () => 'setup roles')],
};

/** Does it, as far as a refusal would show; gives what was said. */
export async function perform(town: Town, act: Act, as: Person, ground: Ground): Promise<string> {
  if (act.button) {
    const [name, data, where] = act.button;
    return press(town, as, name, data(ground, town.ids), where);
  }
  const told = await town.at.type(as, 'general', act.words?.(ground));
  if (town.app.driver.view(as)) await town.app.driver.close({ as });
  return told.text;
}
