import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCode } from '../../../../src/features/organization/accounts/code.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { type Heard, type OtherDoor, otherDoor } from '../../../support/other-door.ts';
import { row } from '../../../support/play.ts';

const codeIn = (text: string) => /[A-Z]{4}-\d{4}-[A-Z]{4}/.exec(text)?.[0] ?? `no code in: ${text}`;
const UNKNOWN = /^That code does not work\. A code is good for 15 minutes and for one use/;

// Ana is the admin of Lindenhof on the first platform; on the second, where anybody of the tenant may speak, is Eve.
describeDatabases('codes in the wrong hands', (open) => {
  let opened: TestDatabase;
  let first: OtherDoor;
  let second: OtherDoor;
  const one = (sql: string, ...values: unknown[]) => row(opened.database, sql, ...values);
  const run = (sql: string, ...values: unknown[]) => opened.database.client.$executeRawUnsafe(sql, ...values);
  const forgetTries = () => run('DELETE FROM code_try');
  const admins = async () =>
    opened.database.client.$queryRawUnsafe<{ name: string }[]>(
      `SELECT m.name || ':' || a.platform AS name FROM member m JOIN account a ON a.member_id = m.id WHERE m.is_admin AND m.name LIKE 'Ana%' ORDER BY 1`,
    );
  const setUpAs = async (door: OtherDoor, as: string, name: string) => {
    const form = await door.press(as, await door.type(as, 'setup'), 'Set up');
    await door.send(as, form, { name, zone: 'UTC' });
  };
  const workspaceCode = async (door: OtherDoor, as: string): Promise<Heard> =>
    door.press(as, await door.type(as, 'setup connect'), 'Get a code');

  beforeAll(async () => {
    opened = await open();
    first = otherDoor(opened.database, 'lindenhof', 'one');
    second = otherDoor(opened.database, 'lindenhof', 'two');
    await setUpAs(first, 'ana', 'Lindenhof');
    await second.type('bo', `setup connect ${codeIn((await workspaceCode(first, 'ana')).text)}`);
    expect(await one('SELECT count(*)::int AS n FROM workspace w JOIN organization o ON o.id = w.organization_id')).toEqual({ n: 2 });
  });
  afterAll(() => opened.close());

  describe('guessing', () => {
    it('ends after five tries, however fast they come, and a right code does not help then', async () => {
      const code = codeIn((await first.type('ida', 'account')).text);
      const answers = await Promise.all(Array.from({ length: 12 }, () => second.type('eve', `account ${newCode()}`)));
      expect(answers.filter((one) => UNKNOWN.test(one.text))).toHaveLength(5);
      expect(answers.filter((one) => one.text.startsWith('Five codes did not work'))).toHaveLength(7);
      expect((await second.type('eve', `account ${code}`)).text).toMatch(/^Five codes did not work/);
      expect(await one('SELECT typed_by FROM door_code')).toEqual({ typed_by: null });
      // Nobody else is kept out by it, and she neither after a quarter of an hour.
      expect((await second.type('bo', `account ${newCode()}`)).text).toMatch(UNKNOWN);
      await run(`UPDATE code_try SET since = since - interval '16 minutes'`);
      expect((await second.type('eve', `account ${newCode()}`)).text).toMatch(UNKNOWN);
      await forgetTries();
    });

    it('counts codes for a workspace and for a person together, and in a form, too', async () => {
      const elsewhere = otherDoor(opened.database, 'elsewhere', 'two');
      const form = await elsewhere.press('eve', await elsewhere.type('eve', 'setup'), 'I have a code');
      expect((await elsewhere.send('eve', form, { code: newCode() })).text).toMatch(UNKNOWN);
      for (let nth = 0; nth < 4; nth++) expect((await elsewhere.type('eve', `setup connect ${newCode()}`)).text).toMatch(UNKNOWN);
      expect((await elsewhere.type('eve', `setup connect ${newCode()}`)).text).toMatch(/^Five codes did not work/);
      await forgetTries();
    });
  });

  it('says the same of a code that never was, ran out, was used, is of another kind, organization or place', async () => {
    const third = otherDoor(opened.database, 'third', 'one');
    await setUpAs(third, 'zoe', 'Others');
    const fourth = otherDoor(opened.database, 'fourth', 'two');
    const used = codeIn((await workspaceCode(third, 'zoe')).text);
    await fourth.type('yan', `setup connect ${used}`);
    const foreign = codeIn((await third.type('zoe', 'account')).text);
    const replaced = codeIn((await first.type('ida', 'account')).text);
    const fresh = codeIn((await first.type('ida', 'account')).text);
    const expired = codeIn((await first.type('jo', 'account')).text);
    await run(
      `UPDATE door_code SET expires_at = now() - interval '1 second' WHERE member_id = (SELECT id FROM member WHERE name = 'Jo T.')`,
    );
    const answers = [
      await second.type('eve', `account ${newCode()}`),
      await second.type('eve', `account ${foreign}`),
      await second.type('eve', `account ${replaced}`),
      await second.type('eve', `account ${expired}`),
      await second.type('eve', `account ${used}`),
      // Two accounts of one platform are two people.
      await first.type('eve', `account ${fresh}`),
    ];
    expect(new Set(answers.map((one) => one.text)).size).toBe(1);
    expect(answers[0]?.text).toMatch(UNKNOWN);
    const fifth = otherDoor(opened.database, 'fifth', 'two');
    expect((await fifth.type('eve', `setup connect ${used}`)).text).toMatch(UNKNOWN);
    expect((await fifth.type('eve', `setup connect ${fresh}`)).text).toMatch(UNKNOWN);
    expect(await one('SELECT count(*)::int AS n FROM door_code WHERE typed_by IS NOT NULL')).toEqual({ n: 0 });
    await forgetTries();
  });

  describe('an admin’s account', () => {
    it('passes to nobody who found its code: she is asked, and sees who it is', async () => {
      const told = await first.type('ana', 'account');
      const typed = await second.type('eve', `account ${codeIn(told.text)}`);
      expect((await second.press('eve', typed, 'That is me')).text).toContain('has a say, too');
      expect(await admins()).toEqual([{ name: 'Ana T.:one' }]);
      expect((await second.type('eve', 'setup roles')).text).toContain('This is for admins');
      const asked = await first.press('ana', told, 'I typed it');
      expect(asked.text).toContain('by Eve T.. Is that you?');
      expect(asked.text).toContain('may then do what you may here: admin');
      expect((await first.press('ana', asked, 'That is not me')).text).toContain('Somebody else has seen your code: Eve T.');
      expect((await second.type('eve', 'account')).text).not.toContain('has a say');
      expect(await admins()).toEqual([{ name: 'Ana T.:one' }]);
    });

    it('passes to nobody whose code she was talked into typing', async () => {
      const told = await second.type('eve', 'account');
      const typed = await first.type('ana', `account ${codeIn(told.text)}`);
      expect(typed.text).toContain('from Eve T.. Is that you?');
      // Eve says yes for herself as often as she likes.
      const asked = await second.press('eve', told, 'I typed it');
      expect((await second.press('eve', asked, 'That is me')).text).toContain('has a say, too');
      expect((await second.type('eve', 'account')).text).toContain('has a say, too');
      expect(await admins()).toEqual([{ name: 'Ana T.:one' }]);
      expect((await first.press('ana', typed, 'That is not me')).text).toContain('A code that somebody gives you makes them you');
      expect((await second.type('eve', 'account')).text).not.toContain('has a say');
      expect(await admins()).toEqual([{ name: 'Ana T.:one' }]);
    });

    it('passes to nobody by a yes from before she was admin', async () => {
      const told = await first.type('ida', 'account');
      const typed = await second.type('eve', `account ${codeIn(told.text)}`);
      await run(`UPDATE member SET is_leader = true WHERE name = 'Ida T.'`);
      expect((await second.press('eve', typed, 'That is me')).text).toContain('has a say, too');
      expect(await one(`SELECT count(*)::int AS n FROM member WHERE merged_into IS NOT NULL`)).toEqual({ n: 0 });
      await first.press('ida', await first.type('ida', 'account'), 'That is not me');
      await run(`UPDATE member SET is_leader = false WHERE name = 'Ida T.'`);
    });

    it('is not for a third to agree to', async () => {
      const told = await second.type('bo', 'account');
      const typed = await first.type('ana', `account ${codeIn(told.text)}`);
      for (const label of ['That is me', 'That is not me'])
        expect((await first.press('jo', typed, label)).text).toContain('no longer open');
      expect((await second.type('eve', `account ${codeIn(told.text)}`)).text).toMatch(UNKNOWN);
      await first.press('ana', typed, 'That is not me');
      expect(await admins()).toEqual([{ name: 'Ana T.:one' }]);
    });

    it('gains nothing by joining with a second of the same platform', async () => {
      const told = await second.type('bo', 'account');
      await first.press('ana', await first.type('ana', `account ${codeIn(told.text)}`), 'That is me');
      expect(await admins()).toEqual([{ name: 'Ana T.:one' }, { name: 'Ana T.:two' }]);
      const more = await second.type('eve', 'account');
      expect((await first.type('ana', `account ${codeIn(more.text)}`)).text).toContain('cannot be one person');
      await forgetTries();
    });
  });

  describe('a workspace', () => {
    it('that is set up is moved by its admins alone, and no code is made by others', async () => {
      const own = otherDoor(opened.database, 'own', 'two');
      await setUpAs(own, 'max', 'Own');
      const host = otherDoor(opened.database, 'host', 'one');
      await setUpAs(host, 'ben', 'Host');
      const given = await workspaceCode(host, 'ben');
      expect((await own.type('eve', `setup connect ${codeIn(given.text)}`)).text).toContain('This is for admins');
      expect((await host.type('eve', 'setup connect')).text).toContain('This is for admins');
      // A button that was an admin's, pressed by somebody else.
      const seen = await host.type('ben', 'setup connect');
      expect((await host.press('eve', seen, 'Get a code')).text).toContain('Only admins');
      // The own code does not move the own workspace, and is not spent by trying.
      expect((await host.type('ben', `setup connect ${codeIn(given.text)}`)).text).toContain('This code is from here');
      expect((await own.type('max', `setup connect ${codeIn(given.text)}`)).text).toContain('part of Host now');
      // Max was admin of what he left; here he is a member.
      expect((await own.type('max', 'setup roles')).text).toContain('This is for admins: Ben T.');
    });

    it('comes in once, by one code, however many try at the same time', async () => {
      const host = otherDoor(opened.database, 'busy-host', 'one');
      await setUpAs(host, 'kim', 'Busy');
      const code = codeIn((await workspaceCode(host, 'kim')).text);
      const doors = ['a', 'b', 'c'].map((name) => otherDoor(opened.database, `race-${name}`, 'two'));
      for (const door of doors) await door.type('lee', 'help');
      const answers = await Promise.all(doors.map((door) => door.type('lee', `setup connect ${code}`)));
      expect(answers.filter((one) => one.text.includes('part of Busy now'))).toHaveLength(1);
      expect(
        await one("SELECT count(*)::int AS n FROM workspace w JOIN organization o ON o.id = w.organization_id WHERE o.name = 'Busy'"),
      ).toEqual({
        n: 2,
      });
    });

    it('has one effect when the delivery comes again, and says the same', async () => {
      const host = otherDoor(opened.database, 'calm-host', 'one');
      await setUpAs(host, 'lou', 'Calm');
      const code = codeIn((await workspaceCode(host, 'lou')).text);
      const door = otherDoor(opened.database, 'twice', 'two');
      await door.type('pat', 'help');
      const words = `setup connect ${code}`;
      const both = await Promise.all([door.type('pat', words, 'same'), door.type('pat', words, 'same')]);
      const again = await door.type('pat', words, 'same');
      expect(again.text).toContain('part of Calm now');
      expect(both.some((told) => told.text.includes('part of Calm now'))).toBe(true);
      for (const told of both) expect(told.text).not.toContain('Something broke');
      expect(await one("SELECT count(*)::int AS n FROM event WHERE kind = 'workspace joined' AND data->>'externalId' = 'twice'")).toEqual({
        n: 1,
      });
    });
  });

  it('shows a code to the asker alone and only once, even to the same delivery', async () => {
    const told = await first.type('jo', 'account', 'twice-asked');
    expect(told.outcome).toMatchObject({ type: 'message', secret: true });
    const again = await first.type('jo', 'account', 'twice-asked');
    expect(codeIn(again.text)).toContain('no code');
    expect(again.outcome).not.toHaveProperty('secret');
  });
});
