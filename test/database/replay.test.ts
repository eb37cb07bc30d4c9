import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../../src/demo/random.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { describeBoth, type TestDatabase } from '../support/databases.ts';
import { play, type SlackTold } from '../support/play.ts';
import { compareWithOutsider } from '../support/replay/compare.ts';
import type { Play } from '../support/scene.ts';

const ACTS = Number(process.env.REPLAY_ACTS ?? 160);
const SEED = Number(process.env.REPLAY_SEED ?? 7);
/** How many act at once, and how often somebody thinks better of it. */
const TOGETHER = 2;
const UNDOING = 0.3;
/** Who types where, and whose items they name. */
const PEOPLE = {
  mei: 'checkout',
  ines: 'payments',
  pawel: 'warehouse',
  jonas: 'logistics',
  priya: 'identity',
  samir: 'platform',
  amara: 'general',
  hanna: 'access',
} as const;
type Person = keyof typeof PEOPLE;
const STREAM_OF: Readonly<Record<Person, string>> = {
  ...{ mei: 'PAY', ines: 'PAY', samir: 'PAY', amara: 'PAY' },
  ...{ pawel: 'LOG', jonas: 'LOG', priya: 'IDN', hanna: 'IDN' },
};
/** What a form is given where it asks for it by this name; the rest is left as it is. */
const FILLED = {
  Reason: 'Too early',
  'Why not now?': 'Nobody asked for it yet',
  'What changed?': 'Somebody asked',
  'Would reopen if': 'somebody asks',
  Parts: 'By card\nBy transfer',
};

// What people type, with the weight of how often it leads somewhere; K and O are keys, S a stream.
const WORDS = [
  'add S Something new',
  'pull',
  'pull K',
  'done K',
  'move K in review',
  'move K ready',
  'move K refining',
  'block K It rains',
  'unblock K',
  'ready K',
  'order K top',
  'order K below O',
  'undo',
  'undo',
  'undo',
  'unplanned S The door is open',
  'expedite K The bank closes',
  'expedite K off',
  'needs K O',
  'needs K not O',
  'split K',
  'merge K into O',
  'transfer K S',
  'park K',
  'revive K Somebody asked',
  'date K',
  'tag K',
  'invest E',
  'hold E',
  'stop E',
  'park E',
] as const;

describeBoth('the log, as somebody reads it who knows docs/data-model.md alone', (open) => {
  let opened: TestDatabase;
  let app: TestApp;
  let at: Play<SlackTold>;
  beforeAll(async () => {
    opened = await open();
    app = await startTestApp(opened, { demo: true });
    at = play(app);
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await opened.close();
  });

  const organizationId = async () => (await opened.database.client.organization.findFirstOrThrow()).id;
  const keysIn = async () => ({
    items: (await opened.database.client.item.findMany({ select: { key: true, state: true }, orderBy: { id: 'asc' } })).filter(
      ({ state }) => state !== 'done',
    ),
    epics: await opened.database.client.epic.findMany({ select: { key: true } }),
  });

  const countKinds = async () => {
    const groups = await opened.database.client.event.groupBy({ by: ['subjectType', 'kind'], _count: true });
    return new Map(groups.map((one) => [`${one.subjectType} ${one.kind}`, one._count]));
  };

  /** Fills in and sends what was opened, and closes it where that did not do. */
  async function fill(as: Person, told: SlackTold): Promise<void> {
    if (!told.view) return;
    const asked = JSON.stringify(told.view);
    await at.send(as, Object.fromEntries(Object.entries(FILLED).filter(([name]) => asked.includes(`"${name}"`))));
    if (at.hasForm(as)) await at.close(as);
  }

  it('gives the rows of the demo', async () => {
    expect(await compareWithOutsider(opened.database.sql, await organizationId())).toEqual([]);
  });

  it('gives the rows after a history of chance', async () => {
    const random = seededRandom(SEED);
    const before = await countKinds();
    const act = async (as: Person) => {
      const { items, epics } = await keysIn();
      const own = items.filter((one) => one.key.startsWith(STREAM_OF[as]));
      const key = () => random.pick(own.length > 0 ? own : items).key;
      const words = random
        .pick(WORDS)
        .replace(/\b[KO]\b/g, key)
        .replace(/\bE\b/, () => random.pick(epics).key)
        .replace(/\bS\b/, () => random.pick(['PAY', 'LOG', 'IDN']));
      await fill(as, await at.type(as, PEOPLE[as], words));
      if (random.chance(UNDOING)) await at.type(as, PEOPLE[as], 'undo');
    };
    for (let done = 0; done < ACTS; done += TOGETHER)
      await Promise.all(
        Object.keys(PEOPLE)
          .map((name) => name as Person)
          .sort(() => random.between(-1, 1))
          .slice(0, TOGETHER)
          .map((as) => act(as)),
      );
    expect(await compareWithOutsider(opened.database.sql, await organizationId())).toEqual([]);
    // It was a history, and not a list of refusals.
    const after = await countKinds();
    const kinds = [...after].filter(([kind, count]) => count > (before.get(kind) ?? 0)).map(([kind]) => kind);
    if (process.env.REPLAY_SHOW) process.stdout.write(`${kinds.join(', ')}\n`);
    expect(kinds.length).toBeGreaterThan(7);
    expect(kinds).toContain('item undone');
  }, 120_000);
});
