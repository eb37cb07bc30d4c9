import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOf, newCode, readCode } from '../../../../src/features/organization/accounts/code.ts';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { type OtherDoor, otherDoor } from '../../../support/other-door.ts';
import { addReady, row, type SlackTold, setUp, tables } from '../../../support/play.ts';
import type { Play } from '../../../support/scene.ts';

const CODE = /[A-Z]{4}-\d{4}-[A-Z]{4}/;
const codeIn = (text: string) => CODE.exec(text)?.[0] ?? `no code in: ${text}`;

describe('a code', () => {
  it('can be read out, typed in any way, and drawn from more than 40 bits', () => {
    const codes = Array.from({ length: 200 }, newCode);
    expect(new Set(codes).size).toBe(200);
    for (const code of codes) expect(code).toMatch(/^[BCDFGHJKMNPQRSTVWXZ]{4}-[2-9]{4}-[BCDFGHJKMNPQRSTVWXZ]{4}$/);
    expect(Math.log2(19 ** 8 * 8 ** 4)).toBeGreaterThan(40);
    for (const typed of ['KXRP-7429-MRSH', ' kxrp 7429 mrsh ', 'kxrp7429mrsh', 'KXRP–7429—MRSH', 'ＫＸＲＰ-７４２９-ＭＲＳＨ'])
      expect(readCode(typed)).toBe('KXRP7429MRSH');
    for (const typed of ['', 'KXRP-7429', 'KXRP-7429-MRSHH', 'KARP-7429-MRSH', 'KXRP-7129-MRSH', 'PAY-12', "KXRP-7429-MRS'"])
      expect(readCode(typed)).toBeUndefined();
  });

  it('is kept as a hash, of its kind', () => {
    expect(hashOf('person', 'KXRP-7429-MRSH')).toBe(hashOf('person', 'KXRP7429MRSH'));
    expect(hashOf('person', 'KXRP7429MRSH')).not.toBe(hashOf('workspace', 'KXRP7429MRSH'));
  });
});

describeDatabases('one organization, two doors', (open) => {
  let opened: TestDatabase;
  let app: TestApp;
  let at: Play<SlackTold>;
  let teams: OtherDoor;
  const one = (sql: string, ...values: unknown[]) => row(opened.database, sql, ...values);

  beforeAll(async () => {
    opened = await open();
    app = await startTestApp(opened, { demo: false });
    at = await setUp(app, {
      streams: [{ key: 'PAY', name: 'Payments', owner: 'ines' }],
      teams: [{ name: 'Checkout', limit: 4, streams: ['PAY'], people: ['mei', 'oskar'], channel: 'checkout' }],
    });
    await addReady(at, 'mei', 'checkout', 'Save a card');
    teams = otherDoor(opened.database);
  });
  afterAll(async () => {
    await app.stop();
    await opened.close();
  });

  it('offers the way on both sides', async () => {
    const overview = await at.type('tomas', 'general', 'setup');
    expect(overview.buttons).toContain('Connect another workspace');
    const connect = await at.press('tomas', overview, 'Connect another workspace');
    expect(connect.text).toContain('one backlog, two doors');
    expect(connect.buttons).toEqual(['Get a code', 'I have a code']);
    const welcome = await teams.type('tomas', 'setup');
    expect(welcome.buttons).toEqual(['Set up', 'I have a code', 'Help']);
    expect((await at.type('mei', 'general', 'setup connect')).text).toContain('This is for admins');
    expect((await at.type('mei', 'general', 'account')).text).toContain('reached from this chat app alone');
  });

  it('lets a workspace in by a code that is shown once and never stored', async () => {
    const told = await at.press('tomas', await at.type('tomas', 'general', 'setup connect'), 'Get a code');
    const code = codeIn(told.text);
    expect(code).toMatch(CODE);
    expect(told.text).toContain("Everybody in that workspace can then read Lindenhof's work");
    expect(told.message?.ephemeralFor).toBeDefined();
    for (const table of await tables(opened.database)) {
      const found = await one(
        `SELECT count(*)::int AS n FROM "${table}" x WHERE x::text ILIKE $1 OR x::text ILIKE $2`,
        `%${code}%`,
        `%${code.replaceAll('-', '')}%`,
      );
      expect(found, table).toEqual({ n: 0 });
    }
    // Somebody else had looked around there before.
    await teams.type('ruth', 'help');
    const form = await teams.press('tomas', await teams.type('tomas', 'setup'), 'I have a code');
    expect((await teams.send('tomas', form, { code: 'KXRP' })).text).toContain('A code looks like');
    const joined = await teams.send('tomas', form, { code: code.toLowerCase() });
    expect(joined.text).toContain('This workspace is part of Lindenhof now.');
    expect(await one('SELECT count(*)::int AS n FROM organization')).toEqual({ n: 1 });
    expect(await one('SELECT count(*)::int AS n FROM workspace')).toEqual({ n: 2 });
    // Who got in that way has no rights by it.
    expect((await teams.type('tomas', 'setup roles')).text).toContain('This is for admins');
    expect((await teams.type('tomas', 'backlog')).text).toContain('PAY-1 · Save a card');
  });

  it('leaves no table behind: each holds work, is cleared, or hangs on one that is', async () => {
    const source = readFileSync(new URL('../../../../src/database/organization/workspaces.ts', import.meta.url), 'utf8');
    const named = new Set([...source.matchAll(/(?:DELETE FROM|UPDATE|FROM) (\w+)/g)].map((match) => match[1]));
    // Without a stream, a team, an item, an epic, an idea, a theme or an objective there is none of these.
    const hanging = [
      'bet_exception',
      'blocked_interval',
      'bet_exception',
      'blocker',
      'challenge',
      'dependency',
      'item_alias',
      'item_tag',
      'key_counter',
      'key_result',
      'outcome_review',
      'place',
      'portfolio_review',
      'portfolio_review_step',
      'service_level',
      'stage',
      'stage_visit',
      'support',
      'tag',
      'tag_synonym',
      'team_member',
      'team_stream',
      'wip_exception',
    ];
    const all = (await tables(opened.database)).filter((name) => name !== '_prisma_migrations');
    expect(all.filter((name) => !named.has(name) && !hanging.includes(name))).toEqual([]);
  });

  it('tells the admin whose code it was, in their own conversation', async () => {
    const [sent] = await opened.database.client.$queryRawUnsafe<{ platform: string; place: string; text: string }[]>(
      `SELECT platform, place_id AS place, message::text AS text FROM outbox WHERE subject LIKE 'workspace:%'`,
    );
    expect(sent).toMatchObject({ platform: 'slack', place: 'U0TOMAS' });
    expect(sent?.text).toContain('Tomas T. used your code');
    expect(await one("SELECT data FROM event WHERE kind = 'workspace joined'")).toEqual({
      data: { platform: 'teams', externalId: 'tenant-1', by: 'Tomas T.' },
    });
  });

  it('makes two accounts one person, once both know of each other', async () => {
    const told = await at.type('mei', 'checkout', 'account');
    const typed = await teams.type('mei', `account ${codeIn(told.text)}`);
    expect(typed.text).toContain('from mei. Is that you?');
    // Mei is in a team here, and nobody there: so she is asked here, too.
    const waits = await teams.press('mei', typed, 'That is me');
    expect(waits.text).toContain('has a say, too');
    const asked = await at.press('mei', told, 'I typed it');
    expect(asked.text).toContain('Your code was typed in the other chat app, by Mei T.');
    expect(asked.text).toContain('may then do what you may here: in Checkout');
    expect((await at.press('mei', asked, 'That is me')).text).toContain('you are one person here and there');
    expect(await one("SELECT p.name FROM member m JOIN member p ON p.id = m.merged_into WHERE m.name = 'Mei T.'")).toEqual({ name: 'mei' });
    const pulled = await teams.type('mei', 'pull PAY-1');
    expect(pulled.text).toContain('PAY-1');
    expect(await one("SELECT m.name FROM item i JOIN member m ON m.id = i.pulled_by WHERE i.key = 'PAY-1'")).toEqual({ name: 'mei' });
    expect((await teams.type('mei', 'account')).text).toContain('You are mei in both chat apps');
    expect((await at.type('mei', 'checkout', 'account')).text).toContain('You are mei in both chat apps');
  });

  it('asks once where the one who asked has nothing to lose, and gives the roles of both', async () => {
    const told = await teams.type('tomas', 'account');
    const typed = await at.type('tomas', 'general', `account ${codeIn(told.text)}`);
    expect(typed.text).toContain('may then do what you may here: admin');
    expect((await at.press('tomas', typed, 'That is me')).text).toContain('one person');
    expect((await teams.type('tomas', 'setup')).buttons).toContain('Roles');
  });

  it('carries over what a person owns, and lists them once', async () => {
    const form = await teams.type('ines', 'propose Night trains');
    expect((await teams.send('ines', form, { title: 'Night trains', outcome: 'Somebody arrives rested' })).text).toContain('Night trains');
    const told = await teams.type('ines', 'account');
    const typed = await at.type('ines', 'general', `account ${codeIn(told.text)}`);
    expect((await at.press('ines', typed, 'That is me')).text).toContain('has a say, too');
    const asked = await teams.press('ines', told, 'I typed it');
    expect(asked.text).toContain('may then do what you may here: owner of 1 epic');
    await teams.press('ines', asked, 'That is me');
    const ines = await one("SELECT id::text AS id FROM member WHERE name = 'ines' AND merged_into IS NULL");
    expect(await one("SELECT owner_id::text AS id FROM value_stream WHERE key = 'PAY'")).toEqual(ines);
    expect(await one("SELECT owner_id::text AS id FROM epic WHERE title = 'Night trains'")).toEqual(ines);
    expect(await one('SELECT kind FROM event v JOIN epic e ON e.id = v.subject_id ORDER BY subject_version DESC LIMIT 1')).toEqual({
      kind: 'edited',
    });
  });

  it('sends a workspace with work of its own the other way, and keeps what it has', async () => {
    const [busy, empty] = [otherDoor(opened.database, 'busy', 'slack'), otherDoor(opened.database, 'empty')];
    for (const [door, name] of [
      [busy, 'Workshop'],
      [empty, 'Nothing yet'],
    ] as const) {
      const welcome = await door.type('zoe', 'setup');
      await door.send('zoe', await door.press('zoe', welcome, 'Set up'), { name, zone: 'UTC' });
    }
    const stream = { name: 'Chairs', key: 'CHA', doneMeans: 'released', stages: 'in progress' };
    await busy.send('zoe', await busy.type('zoe', 'setup stream'), stream);
    const giveCode = async (door: OtherDoor) => door.press('zoe', await door.type('zoe', 'setup connect'), 'Get a code');
    const refused = await busy.type('zoe', `setup connect ${codeIn((await giveCode(empty)).text)}`);
    expect(refused.text).toContain('There is work here already: 1 stream. Joining Nothing yet would leave it behind.');
    expect(await one("SELECT count(*)::int AS n FROM value_stream WHERE key = 'CHA'")).toEqual({ n: 1 });
    const told = await giveCode(busy);
    expect((await empty.type('zoe', `setup connect ${codeIn(told.text)}`)).text).toContain('part of Workshop now');
    expect((await empty.type('zoe', 'setup')).text).toContain('CHA · Chairs');
    // A third door of a kind that is there already stays shut.
    const third = otherDoor(opened.database, 'third');
    const again = await busy.press('zoe', told, 'Another code');
    expect((await third.type('ada', `setup connect ${codeIn(again.text)}`)).text).toContain('reached from this chat app already');
  });
});
