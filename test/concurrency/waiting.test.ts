import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeServer, openTestServer, type TestDatabase } from '../support/databases.ts';
import { addCompany, type Company } from './company.ts';
import { openReplica, type Replica } from './replica.ts';
import { holdStream, untilWaiting, useWholePool } from './stream-holder.ts';
import { wordsOf } from './words.ts';

const POOL = 4;
const BUSY = /Somebody else is changing this right now, and nothing of yours was changed\. Try again in a moment\./;

describeServer('while another session holds the stream', () => {
  let opened: TestDatabase & { readonly url: string };
  let replica: Replica;
  let company: Company;
  beforeAll(async () => {
    opened = await openTestServer();
    replica = await openReplica(opened.url, POOL);
    company = await addCompany(opened.database, {
      workspaceId: 'T0WAIT',
      streams: [
        { key: 'PAY', ready: 20 },
        { key: 'LOG', ready: 1 },
      ],
      teams: [{ name: 'Alpha', limit: 20, streams: ['PAY'], people: 24 }],
    });
  });
  afterAll(async () => {
    await replica.close();
    await opened.close();
  });

  const say = async (person: number, text: string) => wordsOf((await replica.ask(company.typed('Alpha', person, text))).outcome);
  const hold = (manner?: 'asMillrace' | 'forUpdate') =>
    holdStream({
      url: opened.url,
      organizationId: company.organizationId,
      streamId: company.streamId('PAY'),
      ...(manner ? { manner } : {}),
    });
  const count = (where: object) => opened.database.client.item.count({ where: { organizationId: company.organizationId, ...where } });

  it('C-11: adding an item does not wait', async () => {
    const order: string[] = [];
    const holder = await hold();
    order.push('held');
    const added = await say(0, 'add An item for later');
    // Committed: another connection sees it, and the stream is still held.
    order.push(`added ${await count({ title: 'An item for later' })}`);
    await holder.release();
    order.push('released');
    expect(added).toContain('An item for later');
    expect(order).toEqual(['held', 'added 1', 'released']);
  });

  it('C-11 has teeth: under FOR UPDATE adding would wait until it gives up', async () => {
    const holder = await hold('forUpdate');
    const words = await say(0, 'add An item that cannot be added');
    await holder.release();
    expect(words).toMatch(BUSY);
    expect(await count({ title: 'An item that cannot be added' })).toBe(0);
  });

  it('C-13: a pull gives up in words, and others are answered meanwhile', async () => {
    const order: string[] = [];
    const holder = await hold();
    const pulls = [1, 2, 3].map(async (person) => {
      const words = await say(person, 'pull');
      order.push('pull');
      return words;
    });
    await untilWaiting(opened.database, pulls.length);
    for (const read of ['next', 'board', 'backlog']) {
      expect(await say(4, read)).not.toMatch(/broke|Try again/);
      order.push(read);
    }
    for (const words of await Promise.all(pulls)) expect(words).toMatch(BUSY);
    order.push('all told');
    await holder.release();
    order.push('released');
    // The reads were answered while the pulls waited, and the pulls while the stream was still held.
    expect(order).toEqual(['next', 'board', 'backlog', 'pull', 'pull', 'pull', 'all told', 'released']);
    expect(await count({ state: 'delivery' })).toBe(0);
    expect(await say(1, 'pull')).toContain('Alpha has PAY-1');
  });

  it('sees a stream that came to the team while it waited, and takes from it under its lock', async () => {
    const { organizationId } = company;
    const holder = await hold();
    const pull = say(1, 'pull');
    await untilWaiting(opened.database, 1);
    const { id: teamId } = await opened.database.client.team.findFirstOrThrow({ where: { organizationId, name: 'Alpha' } });
    const stream = { organizationId, teamId, streamId: company.streamId('LOG') };
    await opened.database.client.teamStream.create({ data: { ...stream, position: -1 } });
    await holder.release();
    expect(await pull).toContain('Alpha has LOG-1');
    await opened.database.client.teamStream.deleteMany({ where: stream });
  });

  it('C-13: more pulls than connections: everybody is told, no connection is lost, and the same delivery may come again', async () => {
    const holder = await hold();
    const requests = Array.from({ length: 3 * POOL }, (_, person) => company.typed('Alpha', person, 'pull'));
    const answers = await Promise.all(requests.map(async (request) => wordsOf((await replica.ask(request)).outcome)));
    await holder.release();
    expect(answers.filter((words) => !BUSY.test(words))).toEqual([]);
    await useWholePool(replica.database, POOL);
    const before = await count({ state: 'delivery' });
    // On a machine with more to do than cores they may get into each other's way again: told to try again, they do.
    const untilHeard = async (request: (typeof requests)[number]): Promise<string> => {
      const words = wordsOf((await replica.ask(request)).outcome);
      return BUSY.test(words) ? untilHeard(request) : words;
    };
    const again = await Promise.all(requests.map(untilHeard));
    // "Busy" left no row behind: the repeat of each delivery is done now, once.
    expect(again.filter((words) => / has PAY-\d+ · /.test(words))).toHaveLength(requests.length);
    expect(await count({ state: 'delivery' })).toBe(before + requests.length);
  });
});
