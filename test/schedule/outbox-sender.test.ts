import { expect, it } from 'vitest';
import { paragraph } from '../../src/chat/block.ts';
import type { Delivery, DeliveryResult } from '../../src/chat/send.ts';
import { announce } from '../../src/database/messages/outbox.ts';
import { WORKSPACE_ID } from '../../src/demo/company.ts';
import { createOutboxSender } from '../../src/schedule/outbox-sender.ts';
import { appForSuite } from '../support/app.ts';
import { describeBoth } from '../support/databases.ts';

const SENT: DeliveryResult = { type: 'sent', externalId: '1.000001' };

/** A process that sends, with a channel that lets nobody through until the test opens it. */
interface Process {
  readonly kick: () => void;
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Resolves when so many messages came to wait for their turn, and so many had it. */
  readonly until: (came: number, went: number) => Promise<void>;
  /** The turn of one more has come: it is asked about, and sent when it may go. */
  readonly next: () => void;
  /** Nobody waits any more. */
  readonly open: () => void;
}

describeBoth('two processes that send one outbox', (open) => {
  const app = appForSuite(open, { demo: true });
  let clock = Date.now() + 60_000;
  /** What the place shows, last written last. */
  let shown: string[] = [];

  const words = (delivery: Delivery) => JSON.stringify(delivery.blocks).replace(/.*"text":"([^"]*)".*/, '$1');

  function start(): Process {
    const [turns, watchers] = [[] as (() => void)[], new Set<() => void>()];
    let opened = false;
    let [came, went] = [0, 0];
    const look = () => {
      for (const watcher of watchers) watcher();
    };
    const sender = createOutboxSender({
      database: app.database,
      send: async (delivery) => {
        came += 1;
        if (!opened) {
          await new Promise<void>((resolve) => {
            turns.push(resolve);
            look();
          });
        }
        const may = (await delivery.mayGo?.()) ?? true;
        went += 1;
        look();
        if (!may) return { type: 'overtaken' };
        shown.push(words(delivery));
        return SENT;
      },
      homes: () => [{ platform: 'slack', externalId: WORKSPACE_ID }],
      clock: () => new Date(clock),
      paceMs: { slack: 0 },
      log: () => {},
    });
    return {
      kick: sender.kick,
      idle: sender.idle,
      stop: sender.stop,
      until: (wantCame, wantWent) =>
        new Promise((resolve) => {
          const watcher = () => void (came >= wantCame && went >= wantWent && resolve());
          watchers.add(watcher);
          watcher();
        }),
      next: () => turns.shift()?.(),
      open: () => {
        opened = true;
        for (const turn of turns.splice(0)) turn();
      },
    };
  }

  async function tell(...states: readonly (readonly [subject: string, words: string])[]) {
    const { id: organizationId } = await app.database.client.organization.findFirstOrThrow({ where: { name: 'Lindenhof' } });
    await app.database.transaction(async (sql) =>
      announce(
        { organizationId, sql, writing: true },
        states.map(([subject, said]) => ({
          subject,
          blocks: [paragraph(said)],
          mode: 'post' as const,
          place: { platform: 'slack', externalId: 'C0TOWER' },
        })),
        new Date(clock),
      ),
    );
  }
  const rows = (subject: string) => app.database.client.outbox.findMany({ where: { subject }, orderBy: { id: 'asc' } });

  it('never end on an old state: what waited beyond its lease is asked about before it goes', async () => {
    shown = [];
    const [slow, quick] = [start(), start()];
    quick.open();
    await tell(['a', 'pulled']);
    quick.kick();
    await quick.idle();

    await tell(['a', 'in review']);
    slow.kick();
    await slow.until(1, 0);
    clock += 31_000;
    await tell(['a', 'done']);
    quick.kick();
    await quick.idle();
    slow.open();
    await slow.idle();
    expect(shown).toEqual(['pulled', 'done']);
    expect((await rows('a')).map((one) => one.state)).toEqual(['sent', 'skipped', 'sent']);
  });

  it('give one place one message at a time, and lose nothing that waits behind it for long', async () => {
    shown = [];
    const [slow, other] = [start(), start()];
    other.open();
    await tell(['b', 'b'], ['c', 'c']);
    slow.kick();
    await slow.until(1, 0);
    // The place is taken: another process finds nothing to do there, and holds nothing that could get lost.
    other.kick();
    await other.idle();
    expect(shown).toEqual([]);
    expect((await Promise.all(['b', 'c'].map(rows))).flat().map((one) => one.state)).toEqual(['sending', 'due']);
    clock += 29_000;
    slow.next();
    await slow.until(1, 1);
    slow.open();
    await slow.idle();
    expect(shown).toEqual(['b', 'c']);
    expect((await Promise.all(['b', 'c'].map(rows))).flat().map((one) => one.state)).toEqual(['sent', 'sent']);
  });

  it('leave in doubt only what was begun: what was claimed alone is due again', async () => {
    shown = [];
    const [dead, other] = [start(), start()];
    await tell(['d', 'd'], ['e', 'e']);
    // Claimed, and the process does nothing more.
    dead.kick();
    await dead.until(1, 0);
    void dead.stop();
    const begun = await app.database.client.outbox.updateMany({
      where: { subject: 'e' },
      data: { state: 'sending', leaseUntil: new Date(clock), begunAt: new Date(clock) },
    });
    expect(begun.count).toBe(1);
    clock += 31_000;
    other.open();
    other.kick();
    await other.idle();
    expect(shown).toEqual(['d']);
    expect((await Promise.all(['d', 'e'].map(rows))).flat().map((one) => one.state)).toEqual(['sent', 'unconfirmed']);
  });

  it('stop at the message at hand, and leave the rest as it was', async () => {
    shown = [];
    const [going, next] = [start(), start()];
    await tell(['f', 'f'], ['g', 'g']);
    going.kick();
    await going.until(1, 0);
    const stopped = going.stop();
    going.open();
    await stopped;
    expect(shown).toEqual([]);
    expect((await Promise.all(['f', 'g'].map(rows))).flat().map(({ state, attempt }) => [state, attempt])).toEqual([
      ['due', 0],
      ['due', 0],
    ]);
    next.open();
    next.kick();
    await next.idle();
    expect(shown).toEqual(['f', 'g']);
  });
});
