import { beforeAll, expect, it } from 'vitest';
import { foldItemHistory } from '../../../../src/model/item/item-history.ts';
import type { Message } from '../../../../src/playground/wire/protocol.ts';
import { readHistories } from '../../../fixtures/read-histories.ts';
import { appForSuite } from '../../../support/app.ts';
import { describeDatabases } from '../../../support/databases.ts';

type Act = () => Promise<{ readonly messages: readonly Message[] }>;

describeDatabases('taking back what one did', (open) => {
  const app = appForSuite(open, { demo: true });
  beforeAll(async () => {
    const list = await type('/flow import list', 'ines', 'payments');
    const titles = ['Zebra', 'Quokka', 'Walrus', 'Ibex', 'Newt', 'Yak'].map((one) => `${one} enclosure`);
    const added = await app.driver.submit({ as: 'ines', view: list.view, values: { titles: titles.join('\n') }, until: 'shown' });
    const [, first] = /PAY-(\d+) to PAY-/.exec(added.text) ?? [];
    for (const index of titles.keys()) {
      const card = await type(`/flow PAY-${Number(first) + index}`, 'ines', 'payments');
      const form = await press(card.message, 'Edit', 'ines');
      const values = { purpose: 'For visitors', criteria: 'They see it', small: ['Yes'] };
      expect((await app.driver.submit({ as: 'ines', view: form.view, values, until: 'shown' })).text).toContain('is ready');
    }
  });

  const type = (text: string, as = 'mei', channel = 'checkout') => app.driver.command({ as, channel, text });
  const press = (message: Message | undefined, label: string, as = 'mei') => app.driver.click({ as, message, label, until: 'shown' });
  /** What the asker alone sees of an answer: the announcement may come after it. */
  const mine = (result: { readonly messages: readonly Message[] }) => result.messages.findLast((one) => one.ephemeralFor !== undefined);
  const rowOf = async (key: string) => {
    const row = await app.database.client.item.findFirstOrThrow({ where: { key } });
    const { version: _v, revision: _r, changedAt: _c, ...rest } = row;
    return rest;
  };
  const staysOf = async (key: string) => {
    const found = (await readHistories(app.database)).find((one) => one.row.key === key);
    return { visits: found?.visits, blocks: found?.blocks };
  };
  const nextKey = async () => {
    const next = await type('/flow next');
    return { key: /Next for Checkout: (PAY-\d+)/.exec(next.text)?.[1] as string, next };
  };
  /** Does the act, takes it back, and finds the item, its stays and blocks as they were. */
  const thereAndBack = (key: string, act: Act, said: RegExp) => thereAndBackAs('mei', key, act, said);
  async function thereAndBackAs(as: string, key: string, act: Act, said: RegExp): Promise<void> {
    const before = { row: await rowOf(key), stays: await staysOf(key) };
    const did = await act();
    expect(await rowOf(key)).not.toEqual(before.row);
    const undone = await press(mine(did), 'Undo', as);
    expect(undone.text).toMatch(said);
    expect(await rowOf(key)).toEqual(before.row);
    expect(await staysOf(key)).toEqual(before.stays);
  }

  it('puts a pulled item back where it stood, and edits what was announced', async () => {
    const { key } = await nextKey();
    await thereAndBack(key, () => type('/flow pull'), /Taken back: PAY-\d+ · .* is ready again, \w+ in Payments\./);
    await app.idle();
    const told = app.driver
      .messages('checkout', 'oskar')
      .map((one) => app.driver.text(one))
      .filter((text) => text.includes(key));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('Taken back: it is in the backlog again.');
    expect((await nextKey()).key).toBe(key);
    // One message per second and channel: the rest of this suite need not wait for that.
    await app.database.client.place.updateMany({ where: { externalId: 'C0CHECKOUT' }, data: { announces: false } });
  });

  it('takes back each step of the way: move, block, unblock, done, reopening, giving back', async () => {
    const { key } = await nextKey();
    await type('/flow pull');
    await thereAndBack(key, () => type(`/flow move ${key} in review`), /is in progress again\./);
    await thereAndBack(key, () => type(`/flow block ${key} the bank is closed`), /isn't blocked\./);
    await type(`/flow block ${key} the bank is closed`);
    await thereAndBack(key, () => type(`/flow unblock ${key}`), /is blocked as before: the bank is closed\./);
    await thereAndBack(key, () => type(`/flow done ${key}`), /is in progress again, blocked: the bank is closed\./);
    await thereAndBack(key, () => type(`/flow move ${key} ready`), /is in progress again/);
    await type(`/flow done ${key}`);
    await thereAndBack(key, () => type(`/flow move ${key} in review`), /is done again\./);
  });

  it('takes one act after the other back by words, newest first', async () => {
    const { key } = await nextKey();
    const before = await rowOf(key);
    await type('/flow pull');
    await type(`/flow move ${key} in review`);
    await type(`/flow done ${key}`);
    expect((await type('/flow undo')).text).toContain(`Taken back: ${key} `);
    expect((await type('/flow undo')).text).toContain('is in progress again');
    expect((await type('/flow undo')).text).toContain('is ready again');
    expect(await rowOf(key)).toEqual(before);
  });

  it('takes back no older act where the last one stays: it says which that was, and offers the one before', async () => {
    const { key } = await nextKey();
    const before = await rowOf(key);
    await type('/flow pull');
    expect((await type('/flow undo')).text).toContain('What was taken back: you pulled it.');
    await type('/flow pull');
    await type('/flow propose Lamps for night owls');
    await app.driver.submit({ as: 'mei', view: app.driver.view('mei'), values: { outcome: 'Owls see the way' }, until: 'shown' });
    const epic = await app.database.client.epic.findFirstOrThrow({ where: { title: 'Lamps for night owls' } });
    await type(`/flow outcome ${epic.key}`);
    await app.driver.submit({ as: 'mei', view: app.driver.view('mei'), values: { outcome: 'Owls see more' }, until: 'shown' });
    const stays = await type('/flow undo');
    expect(stays.text).toContain(`What you did last can't be taken back: ${epic.key}, you wrote its outcome. Nothing was changed.`);
    expect(stays.text).toContain(`To change it again, type /flow ${epic.key}.`);
    expect(stays.text).toContain(`Before that: ${key}, you pulled it.`);
    expect((await app.database.client.item.findFirstOrThrow({ where: { key } })).state).toBe('delivery');
    expect((await press(mine(stays), 'Take that back')).text).toContain('is ready again');
    expect(await rowOf(key)).toEqual(before);
    expect((await app.database.client.epic.findFirstOrThrow({ where: { id: epic.id } })).outcome).toBe('Owls see more');
  });

  it('says to a leader what stays, rather than that nothing was done', async () => {
    const bet = await app.database.client.epic.findFirstOrThrow({ where: { state: 'investing' } });
    await type(`/flow hold ${bet.key}`, 'amara', 'general');
    const values = { reason: 'Nobody has time', until: '2031-03-01' };
    await app.driver.submit({ as: 'amara', view: app.driver.view('amara'), values, until: 'shown' });
    const told = await type('/flow undo', 'amara', 'general');
    expect(told.text).toContain(`What you did last can't be taken back: ${bet.key}, you held it.`);
    expect(told.text).toContain(`To let it run again, type /flow invest ${bet.key}.`);
  });

  it('says of a decision whose act was taken back that it no longer holds', async () => {
    const ready = await app.database.client.item.findMany({
      where: { state: 'ready', blocked: false, stream: { key: 'PAY' } },
      orderBy: { rank: 'asc' },
    });
    const low = ready.at(-1);
    const asked = await type(`/flow pull ${low?.key}`);
    await press(mine(asked), 'Skill');
    expect((await type('/flow undo')).text).toContain('is ready again');
    const [decision, later] = await app.database.client.decision.findMany({
      where: { subjectId: low?.id ?? '', act: 'out_of_order' },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
    });
    expect(later?.choice).toBe('Taken back: it is as it was before.');
    expect((await type(`/flow ${decision?.key}`)).text).toContain(`No longer what holds: ${later?.key} says otherwise`);
    expect((await type(`/flow decisions ${low?.key}`)).text).toContain(`No longer what holds: ${later?.key} does.`);
  });

  it('says it when a taken back finish goes over the limit', async () => {
    const { key } = await nextKey();
    await type('/flow pull');
    const done = await type(`/flow done ${key}`);
    const team = await app.database.client.team.findFirstOrThrow({ where: { name: 'Checkout' } });
    const running = await app.database.client.item.count({ where: { teamId: team.id, state: 'delivery' } });
    await app.database.client.team.updateMany({ where: { name: 'Checkout' }, data: { wipLimit: running } });
    const undone = await press(mine(done), 'Undo');
    expect(undone.text).toContain(`Checkout is over its limit now: ${running + 1} of ${running} in progress.`);
    await app.database.client.team.updateMany({ where: { name: 'Checkout' }, data: { wipLimit: team.wipLimit } });
    await type(`/flow done ${key}`);
  });

  it('refuses what somebody changed since, what another did, what is old, and what is taken back already', async () => {
    const { key } = await nextKey();
    const pulled = await type('/flow pull');
    await type(`/flow move ${key} in review`, 'oskar');
    expect((await press(mine(pulled), 'Undo')).text).toBe(
      `${key} changed since: Oskar Lund moved it. Type /flow ${key} to see where it stands.`,
    );
    expect((await type('/flow undo')).text).toContain(`${key} changed since: Oskar Lund moved it.`);
    const moved = await type(`/flow move ${key} in progress`, 'oskar');
    // An ephemeral answer is its reader's; whoever gets hold of its button is told.
    const [item] = await app.database.client.item.findMany({ where: { key } });
    const button = app.driver.buttons(mine(moved) as Message).find((one) => one.label === 'Undo');
    expect(button).toBeDefined();
    expect((await press(mine(moved), 'Undo', 'oskar')).text).toContain('is in review again');
    const done = await type(`/flow done ${key}`);
    await app.database.client.$executeRaw`
      UPDATE event SET at = at - interval '11 minutes' WHERE subject_id = ${item?.id}::uuid AND kind = 'finished'`;
    expect((await press(mine(done), 'Undo')).text).toBe(
      `That is more than 10 minutes ago, so it stays. To open it again, type /flow move ${key} and its stage.`,
    );
    await app.database.client.$executeRaw`
      UPDATE event SET at = at + interval '11 minutes' WHERE subject_id = ${item?.id}::uuid AND kind = 'finished'`;
    expect((await type('/flow undo')).text).toContain('is in review again');
    expect((await type(`/flow done ${key}`)).text).toContain('Well done.');
    // Around midnight the demo's newest day is minutes ago.
    const shift = (days: number) => app.database.client.$executeRaw`
      UPDATE event SET at = at + ${days} * interval '1 day' WHERE actor_id IN (SELECT id FROM member WHERE name LIKE 'Ruth%')`;
    await shift(-1);
    expect((await type('/flow undo', 'ruth', 'general')).text).toContain('You did nothing in the last ten minutes that I can take back.');
    await shift(1);
  });

  it('takes back ordering, making ready and adding', async () => {
    const added = await type('/flow add PAY Xylophone lessons', 'ines', 'payments');
    const key = /(PAY-\d+)/.exec(added.text)?.[1] as string;
    await thereAndBackAs('ines', key, () => type(`/flow order ${key} top`, 'ines', 'payments'), /Taken back: .* in Payments again\./);
    const gone = await type('/flow undo', 'ines', 'payments');
    expect(gone.text).toContain(`Taken back: ${key} · Xylophone lessons is out of the backlog.`);
    expect(await rowOf(key)).toMatchObject({ state: 'parked', rank: null });
    expect((await press(mine(added), 'Undo', 'ines')).text).toContain('That was taken back already.');
    const again = await type('/flow add PAY Xylophone lessons', 'ines', 'payments');
    const twin = /(PAY-\d+)/.exec(again.text)?.[1] as string;
    const form = await press(mine(again), 'Check', 'ines');
    const made = await app.driver.submit({
      as: 'ines',
      view: form.view,
      values: { purpose: 'For all', criteria: 'It sounds', small: ['Yes'] },
      until: 'shown',
    });
    expect(made.text).toContain('is ready');
    expect((await type('/flow undo', 'ines', 'payments')).text).toContain('is refining again');
    expect(await rowOf(twin)).toMatchObject({ state: 'refining', purpose: 'For all' });
  });

  it('names what of a pasted list was parked before', async () => {
    const form = await type('/flow park', 'ines', 'payments');
    const values = { title: 'Accordion lessons', reasonCode: 'not_worth_it', reason: 'Too loud' };
    await app.driver.submit({ as: 'ines', view: form.view, values, until: 'shown' });
    const idea = await app.database.client.parkedIdea.findFirstOrThrow({ where: { title: 'Accordion lessons' } });
    const list = await type('/flow import list', 'ines', 'payments');
    const added = await app.driver.submit({
      as: 'ines',
      view: list.view,
      values: { titles: `Kazoo choir\n${idea.title}` },
      until: 'shown',
    });
    expect(added.text).toContain('We looked at something like one of them before:');
    expect(added.text).toContain(`${idea.title}, which is parked`);
    expect((await press(mine(added), 'Undo', 'ines')).text).toContain('2 items from');
  });

  it('takes a pasted list back as one, and leaves what was changed since', async () => {
    const list = await type('/flow import list', 'ines', 'payments');
    const added = await app.driver.submit({
      as: 'ines',
      view: list.view,
      values: { titles: 'Kite flying\nJuggling\nBanjo night' },
      until: 'shown',
    });
    const [, first] = /PAY-(\d+) to PAY-/.exec(added.text) ?? [];
    await type(`/flow block PAY-${Number(first) + 1} no balls`, 'ines', 'payments');
    const undone = await press(mine(added), 'Undo', 'ines');
    expect(undone.text).toContain(`2 items from PAY-${first} to PAY-${Number(first) + 2} are out of the backlog.`);
    expect(undone.text).toContain(`PAY-${Number(first) + 1} changed since and stays.`);
  });

  it('acts once, however often the button is pressed', async () => {
    const { key } = await nextKey();
    const pulled = await type('/flow pull');
    const all = await Promise.all([1, 2, 3].map(() => press(mine(pulled), 'Undo')));
    expect(all.every((one) => one.text.includes('Taken back'))).toBe(true);
    const undone = await app.database.client.$queryRaw<{ n: bigint }[]>`
      SELECT count(*) AS n FROM event e JOIN item i ON i.id = e.subject_id WHERE i.key = ${key} AND e.kind = 'undone' AND e.at > (SELECT max(p.at) FROM event p WHERE p.subject_id = i.id AND p.kind = 'pulled')`;
    expect(Number(undone[0]?.n)).toBe(1);
  });

  it('comes out whole when others order, move and take back at once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { key } = await nextKey();
      const pulled = await type('/flow pull');
      const all = await Promise.all([
        press(mine(pulled), 'Undo'),
        type(`/flow move ${key} in review`, 'oskar'),
        type(`/flow order ${key} bottom`, 'ines', 'payments'),
        type('/flow pull', 'fatima'),
      ]);
      expect(all.every((one) => one.status === 200 && !one.text.includes('Something broke'))).toBe(true);
      const running = await app.database.client.item.findMany({ where: { key: { startsWith: 'PAY-' }, state: 'delivery' } });
      for (const one of running) if (one.finishedAt === null) await type(`/flow done ${one.key}`);
    }
    const twice = await app.database.client.$queryRaw<unknown[]>`
      SELECT 1 AS one FROM item WHERE rank IS NOT NULL GROUP BY organization_id, stream_id, rank HAVING count(*) > 1`;
    expect(twice).toEqual([]);
  });

  it('stands in the log not before what it takes back', async () => {
    // The race before may have left nothing to take.
    const key = /(PAY-\d+)/.exec((await type('/flow add PAY Umbrella stands', 'ines', 'payments')).text)?.[1];
    const blocked = await type(`/flow block ${key} Rain`);
    // The request that blocked it read its time later than the one that takes it back did.
    await app.database.client.$executeRaw`
      UPDATE event SET at = at + interval '1 minute' WHERE kind = 'blocked' AND subject_id = (SELECT id FROM item WHERE key = ${key})`;
    expect((await press(mine(blocked), 'Undo')).text).toContain("isn't blocked");
    const log = await app.database.client.$queryRaw<{ kind: string; ordered: boolean }[]>`
      SELECT e.kind, e.at >= lag(e.at) OVER (ORDER BY e.subject_version) AS ordered FROM event e JOIN item i ON i.id = e.subject_id
      WHERE i.key = ${key} ORDER BY e.subject_version DESC LIMIT 2`;
    expect(log).toEqual([
      { kind: 'undone', ordered: true },
      { kind: 'blocked', ordered: true },
    ]);
  });

  it('leaves a log whose replay gives the tables (C-12)', async () => {
    const stages = await app.database.client.stage.findMany();
    for (const { row, visits, blocks, events } of await readHistories(app.database)) {
      const folded = foldItemHistory(events, stages as never);
      // Texts that a test wrote past the log are put back above.
      const { title: _t, kind: _k, purpose: _p, criteria: _c, smallEnough: _s, ...item } = folded.item;
      expect(row).toMatchObject(item);
      expect(visits).toEqual(folded.visits);
      expect(blocks).toEqual(folded.blocks);
    }
    expect(app.driver.refusals).toEqual([]);
  });
});
