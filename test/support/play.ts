import { inject } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import type { Result } from '../../src/playground/index.ts';
import type { Message, View } from '../../src/playground/protocol.ts';
import type { TestApp } from './app.ts';
import { openTestEmbedded, openTestServer, type TestDatabase } from './databases.ts';

/** What one person reads after an act: answers to them alone and forms, not what the channel sees. */
export interface Told {
  readonly result: Result;
  readonly text: string;
  readonly message: Message | undefined;
  readonly view: View | undefined;
  /** Labels, of the message or else the form. */
  readonly buttons: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

/** People at work, in the words of a test: who, where, what. */
export interface Play {
  /** `/flow` and these words. */
  readonly type: (as: string, channel: string, words?: string) => Promise<Told>;
  /** Presses a button of a message, or of what one was told. */
  readonly press: (as: string, on: Told | Message | undefined, label: string) => Promise<Told>;
  /** Fills in the form on top and sends it. */
  readonly send: (as: string, values?: Values) => Promise<Told>;
  /** What everybody in the channel reads, oldest first, once everything is sent. */
  readonly channel: (channel: string) => Promise<readonly Message[]>;
}

export function play(app: TestApp): Play {
  const { driver } = app;
  const told = (result: Result): Told => {
    const message = result.messages.filter((one) => one.ephemeralFor !== undefined).at(-1);
    const shown = [...(message ? [message] : []), ...result.views];
    const last = shown.at(-1);
    return {
      result,
      text: shown.map(driver.text).join('\n'),
      message,
      view: result.view,
      buttons: last ? driver.buttons(last).map((one) => one.label) : [],
    };
  };
  return {
    type: async (as, channel, words = '') => told(await driver.command({ as, channel, text: `/flow ${words}`.trim() })),
    press: async (as, on, label) => told(await driver.click({ as, message: on && 'result' in on ? on.message : on, label })),
    send: async (as, values = {}) => told(await driver.submit({ as, values })),
    channel: async (channel) => {
      await app.idle();
      return driver.messages(channel, 'ruth').filter((one) => one.ephemeralFor === undefined);
    },
  };
}

/** What the first admin fills in, step by step. */
export interface Company {
  readonly name?: string;
  readonly streams: readonly { readonly key: string; readonly name: string; readonly owner?: string; readonly limit?: number }[];
  readonly teams: readonly {
    readonly name: string;
    readonly limit: number;
    readonly streams: readonly string[];
    readonly people: readonly string[];
    /** The channel it works in. */
    readonly channel?: string;
  }[];
}

/** A server's database where one can run, else the embedded one: for what does not differ between the two. */
export function openEither(): Promise<TestDatabase> {
  return inject('postgresUrl') === null ? openTestEmbedded() : openTestServer();
}

/** User ids of the stand-in's people by handle. */
export function userId(app: TestApp, handle: string): string {
  const person = app.driver.snapshot(handle).people.find((one) => one.name === handle);
  if (!person) throw new Error(`Nobody is called ${handle}.`);
  return person.id;
}

/** Sets an organization up the way people do, through the forms; tomas becomes its admin. */
export async function setUp(app: TestApp, { name = 'Lindenhof', streams, teams }: Company): Promise<Play> {
  const at = play(app);
  await at.press('tomas', await at.type('tomas', 'general'), 'Set up');
  await at.send('tomas', { name, zone: 'Europe/Berlin' });
  // By words: the forms lead to the questions of the first ten minutes, which are a test of their own.
  for (const stream of streams) {
    await at.type('tomas', 'general', 'setup stream');
    await at.send('tomas', {
      name: stream.name,
      key: stream.key,
      wipLimit: stream.limit === undefined ? '' : String(stream.limit),
      ...(stream.owner ? { ownerId: userId(app, stream.owner) } : {}),
    });
  }
  for (const team of teams) {
    await at.type('tomas', 'general', 'setup team');
    await at.send('tomas', {
      name: team.name,
      wipLimit: String(team.limit),
      streamIds: team.streams.map((key) => `${key} · ${streams.find((one) => one.key === key)?.name}`),
      memberIds: team.people.map((handle) => userId(app, handle)),
    });
    if (team.channel === undefined) continue;
    await at.press('tomas', await at.type('tomas', team.channel, 'setup'), 'Link something else');
    await at.send('tomas', { target: team.name });
  }
  return at;
}

/** Adds an item and makes it ready, by words and the form; gives its key. */
export async function addReady(at: Play, as: string, channel: string, words: string): Promise<string> {
  const added = await at.type(as, channel, `add ${words}`);
  await at.press(as, added, 'Check');
  const ready = await at.send(as, { purpose: 'For returning shoppers', criteria: 'It can be seen', small: ['yes'] });
  const key = /([A-Z]+-\d+) · .* is ready/.exec(ready.text)?.[1];
  if (!key) throw new Error(`It is not ready: ${ready.text}`);
  return key;
}

/** One row, as JSON. */
export async function row(database: Database, sql: string, ...values: readonly unknown[]): Promise<Record<string, unknown> | undefined> {
  return (await database.client.$queryRawUnsafe<Record<string, unknown>[]>(sql, ...values))[0];
}

export async function tables(database: Database): Promise<string[]> {
  const found = await database.client.$queryRawUnsafe<{ name: string }[]>(
    "SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1",
  );
  return found.map((one) => one.name);
}

/** What every request may leave behind, changed or not: that it was handled, and a form that is open. */
const TRACES = ['inbox', 'form_draft', '_prisma_migrations'];

/**
 * Fingerprint of all rows by table: two are equal exactly when nothing was stored between them.
 *
 * @param organizationId only its rows
 */
export async function fingerprint(database: Database, organizationId?: string): Promise<Record<string, string>> {
  const names = (await tables(database)).filter((name) => !TRACES.includes(name));
  const ofOne = (name: string) => `WHERE x.${name === 'organization' ? 'id' : 'organization_id'} = '${organizationId}'`;
  const parts = names.map(
    (name) =>
      `SELECT '${name}' AS name, count(*) || ':' || md5(coalesce(string_agg(x::text, '|' ORDER BY x::text), '')) AS print FROM "${name}" x ${organizationId === undefined ? '' : ofOne(name)}`,
  );
  const rows = await database.client.$queryRawUnsafe<{ name: string; print: string }[]>(parts.join(' UNION ALL '));
  return Object.fromEntries(rows.map((one) => [one.name, one.print]));
}
