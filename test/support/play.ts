import type { Database } from '../../src/database/connection/database.ts';
import type { Result } from '../../src/playground/index.ts';
import type { Message, View } from '../../src/playground/wire/protocol.ts';
import type { TestApp } from './app.ts';
import type { Play, Told } from './scene.ts';

/** What one person reads in Slack after an act: answers to them alone and forms, not what the channel sees. */
export interface SlackTold extends Told {
  readonly result: Result;
  readonly message: Message | undefined;
  readonly view: View | undefined;
}

/** People at work in the stand-in for Slack. */
export function play(app: TestApp): Play<SlackTold> {
  const told = (result: Result): SlackTold => {
    const message = result.messages.filter((one) => one.ephemeralFor !== undefined).at(-1);
    const shown = [...(message ? [message] : []), ...result.views];
    const last = shown.at(-1);
    return {
      result,
      text: shown.map(app.driver.text).join('\n'),
      message,
      view: result.view,
      buttons: last ? app.driver.buttons(last).map((one) => one.label) : [],
    };
  };
  const idOf = (handle: string) => userId(app, handle);
  const placeId = (channel: string) => app.driver.snapshot('ruth').channels.find((one) => one.name === channel)?.id ?? channel;
  return {
    platform: 'slack',
    userId: idOf,
    placeId,
    type: async (as, channel, words = '') => told(await app.driver.command({ as, channel, text: `/flow ${words}`.trim() })),
    press: async (as, on, label, nth = 0) => {
      const message = on?.message;
      if (nth === 0 || !message) return told(await app.driver.click({ as, message, label }));
      const button = app.driver.buttons(message).filter((one) => one.label === label)[nth];
      if (!button) throw new Error(`There is no button “${label}” number ${nth}.`);
      const { blockId, actionId } = button;
      return told(await app.driver.click({ as, message, blockId, actionId }));
    },
    // Slack's own client shows nobody a message that is another's, so the request is made by hand.
    steal: async (as, on, label) => {
      const button = on.message && app.driver.buttons(on.message).find((one) => one.label === label);
      if (!on.message || !button) throw new Error(`There is no button “${label}”.`);
      const before = app.driver.lastMessage('general', as)?.ts;
      const payload = {
        type: 'block_actions',
        team: { id: app.driver.team.id },
        user: { id: idOf(as), name: as },
        channel: { id: placeId('general'), name: 'general' },
        trigger_id: 'someone-elses',
        actions: [{ action_id: button.actionId, value: button.value, type: 'button', block_id: 'b' }],
      };
      await app.driver.post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
      await app.idle();
      const last = app.driver.lastMessage('general', as);
      const message = last && last.ts !== before ? last : undefined;
      return { result: undefined as never, text: message ? app.driver.text(message) : '', message, view: app.driver.view(as), buttons: [] };
    },
    send: async (as, values = {}) => told(await app.driver.submit({ as, values })),
    hand: async (as, channel, text, entry) => {
      await app.driver.say({ as, channel, text });
      return told(await app.driver.shortcut({ as, callbackId: entry, message: app.driver.lastMessage(channel, as) }));
    },
    close: async (as) => void (await app.driver.close({ as })),
    filled: (as) => {
      const blocks = app.driver.view(as)?.blocks ?? [];
      return Object.fromEntries(
        blocks.flatMap(({ block_id, element }) => {
          const initial = (element as { readonly initial_value?: unknown } | undefined)?.initial_value;
          return typeof initial === 'string' ? [[String(block_id), initial]] : [];
        }),
      );
    },
    hasForm: (as) => app.driver.view(as) !== undefined,
    home: async (as) => void (await app.driver.home({ as })),
    channel: async (channel) => {
      await app.idle();
      const seen = app.driver.messages(channel, 'ruth').filter((one) => one.ephemeralFor === undefined);
      return seen.map((one) => ({ id: one.ts, text: app.driver.text(one) }));
    },
    letters: async (handle) => {
      await app.idle();
      const direct = app.driver.snapshot(handle).channels.some((one) => one.kind === 'direct');
      const seen = direct ? app.driver.messages('dm', handle).filter((one) => one.ephemeralFor === undefined) : [];
      return seen.map((one) => ({ id: one.ts, text: app.driver.text(one) }));
    },
    refusals: () => app.driver.refusals,
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

/** User ids of the stand-in's people by handle. */
export function userId(app: TestApp, handle: string): string {
  const person = app.driver.people.find((one) => one.name === handle);
  if (!person) throw new Error(`Nobody is called ${handle}.`);
  return person.id;
}

/** Sets an organization up in Slack the way people do, through the forms; tomas becomes its admin. */
export async function setUp(app: TestApp, company: Company): Promise<Play<SlackTold>> {
  const at = play(app);
  await found(at, company);
  return at;
}

/** Sets an organization up the way people do, through the forms; tomas becomes its admin. */
export async function found<T extends Told>(at: Play<T>, { name = 'Lindenhof', streams, teams }: Company): Promise<void> {
  await at.press('tomas', await at.type('tomas', 'general'), 'Set up');
  await at.send('tomas', { name, zone: 'Europe/Berlin' });
  // By words: the forms lead to the questions of the first ten minutes, which are a test of their own.
  for (const stream of streams) {
    await at.type('tomas', 'general', 'setup stream');
    await at.send('tomas', {
      name: stream.name,
      key: stream.key,
      wipLimit: stream.limit === undefined ? '' : String(stream.limit),
      ...(stream.owner ? { ownerId: at.userId(stream.owner) } : {}),
    });
  }
  for (const team of teams) {
    await at.type('tomas', 'general', 'setup team');
    await at.send('tomas', {
      name: team.name,
      wipLimit: String(team.limit),
      streamIds: team.streams.map((key) => `${key} · ${streams.find((one) => one.key === key)?.name}`),
      memberIds: team.people.map(at.userId),
    });
    if (team.channel === undefined) continue;
    await at.press('tomas', await at.type('tomas', team.channel, 'setup'), 'Link something else');
    await at.send('tomas', { target: team.name });
  }
}

/** Adds an item and makes it ready, by words and the form; gives its key. */
export async function addReady<T extends Told>(at: Play<T>, as: string, channel: string, words: string): Promise<string> {
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

/** What every request may leave behind, changed or not: that it was handled, a form that is open, where it came from, and a place's pace. */
const TRACES = ['inbox', 'form_draft', 'conversation', 'outbound_pace', '_prisma_migrations'];

/**
 * Fingerprint of all rows by table: their number and the sum of their hashes, so two are equal exactly when nothing was stored between them.
 *
 * @param organizationId only its rows
 */
export async function fingerprint(database: Database, organizationId?: string): Promise<Record<string, string>> {
  const names = (await tables(database)).filter((name) => !TRACES.includes(name));
  const ofOne = (name: string) => `WHERE x.${name === 'organization' ? 'id' : 'organization_id'} = '${organizationId}'`;
  const parts = names.map(
    (name) =>
      `SELECT '${name}' AS name, count(*) || ':' || coalesce(sum(hashtextextended(x::text, 0)), 0) AS print FROM "${name}" x ${organizationId === undefined ? '' : ofOne(name)}`,
  );
  const rows = await database.client.$queryRawUnsafe<{ name: string; print: string }[]>(parts.join(' UNION ALL '));
  return Object.fromEntries(rows.map((one) => [one.name, one.print]));
}
