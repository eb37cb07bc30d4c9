import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { View } from '../../src/playground/protocol.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import type { TestDatabase } from '../support/databases.ts';
import { addReady, type Company, fingerprint, openEither, type Play, row, setUp } from '../support/play.ts';
import { pressRaw, stateOfView, submitRaw } from '../support/raw.ts';
import { ACTIONS, COMMANDS, FORMS, type Ids, idsIn, namingFields, type Row, registered } from './registry.ts';

const COMPANY: Company = {
  streams: [{ key: 'PAY', name: 'Payments' }],
  teams: [{ name: 'Checkout', limit: 5, streams: ['PAY'], people: ['mei', 'oskar'], channel: 'checkout' }],
};
const HERE = { id: 'C0CHECKOUT', name: 'checkout' };

describe('the registry', () => {
  it('has a row for every command, button and form (S-51)', () => {
    expect(Object.keys(COMMANDS).sort()).toEqual([...registered.commands].sort());
    expect(Object.keys(ACTIONS).sort()).toEqual(registered.actions.map((one) => one.name).sort());
    expect(Object.keys(FORMS).sort()).toEqual(registered.forms.map((one) => one.name).sort());
  });

  it('fills in every field that holds an id', () => {
    const ids: Ids = { itemId: 'i', streamId: 's', teamId: 't', memberId: 'm', key: 'K-1', streamKey: 'K' };
    for (const { name, data } of registered.actions)
      expect(Object.keys(ACTIONS[name]?.data?.(ids) ?? {}), name).toEqual(expect.arrayContaining(idsIn(data)));
    for (const { name, data, fields } of registered.forms) {
      expect(Object.keys(FORMS[name]?.data?.(ids) ?? {}), name).toEqual(expect.arrayContaining(idsIn(data)));
      expect(Object.keys(FORMS[name]?.values?.(ids) ?? {}).sort(), name).toEqual(namingFields(fields).sort());
    }
  });
});

describe('two organizations in one database', () => {
  let opened: TestDatabase;
  let [ours, theirs] = [] as unknown as [TestApp, TestApp];
  let [here, there] = [] as unknown as [Play, Play];
  let [us, them] = ['', ''];
  /** Of the other organization, of nobody, and of things that were ours and are gone. */
  const strangers: Record<'foreign' | 'random' | 'deleted', Ids> = {} as never;
  let own: Ids;

  const one = (sql: string, ...values: unknown[]) => row(opened.database, sql, ...values);
  const run = (sql: string, ...values: unknown[]) => opened.database.client.$executeRawUnsafe(sql, ...values);
  const idsOf = async (organization: string, key: string, stream: string, team: string): Promise<Ids> => {
    const found = await one(
      `SELECT i.id::text AS "itemId", v.id::text AS "streamId", t.id::text AS "teamId", a.member_id::text AS "memberId" FROM item i JOIN value_stream v ON v.id = i.stream_id,
        team t, account a WHERE i.organization_id = $1::uuid AND i.key = $2 AND v.key = $3 AND t.organization_id = i.organization_id AND t.name = $4
        AND a.organization_id = i.organization_id AND a.external_user = 'U0OSKAR'`,
      organization,
      key,
      stream,
      team,
    );
    if (!found) throw new Error(`${key} is not there.`);
    return { ...(found as unknown as Ids), key, streamKey: stream };
  };

  beforeAll(async () => {
    opened = await openEither();
    ours = await startTestApp(opened, { demo: false });
    theirs = await startTestApp(opened, { demo: false, workspaceId: 'T0OTHERS' });
    here = await setUp(ours, { ...COMPANY, name: 'Ours' });
    there = await setUp(theirs, { ...COMPANY, name: 'Theirs' });
    us = String((await one("SELECT id::text AS id FROM organization WHERE name = 'Ours'"))?.id);
    them = String((await one("SELECT id::text AS id FROM organization WHERE name = 'Theirs'"))?.id);
    await addReady(here, 'mei', 'checkout', 'Ours alone');
    await addReady(there, 'mei', 'checkout', 'Theirs alone');
    // Things that only one of the two has: a stream, a team, an item in it; ours are then taken out again.
    for (const [at, app] of [
      [here, ours],
      [there, theirs],
    ] as const) {
      await at.type('tomas', 'general', 'setup stream');
      await at.send('tomas', { name: 'Second', key: 'SEC' });
      await at.type('tomas', 'general', 'setup team');
      await at.send('tomas', { name: 'Seconds', wipLimit: '2', streamIds: ['SEC · Second'] });
      await at.type('mei', 'checkout', 'add SEC An item');
      expect(app.driver.refusals).toEqual([]);
    }
    own = await idsOf(us, 'PAY-1', 'PAY', 'Checkout');
    strangers.foreign = await idsOf(them, 'SEC-1', 'SEC', 'Seconds');
    strangers.deleted = { ...(await idsOf(us, 'SEC-1', 'SEC', 'Seconds')), memberId: randomUUID(), key: 'SEC-1', streamKey: 'SEC' };
    strangers.random = {
      itemId: randomUUID(),
      streamId: randomUUID(),
      teamId: randomUUID(),
      memberId: randomUUID(),
      key: 'ZZZ-1',
      streamKey: 'ZZZ',
    };
    const { itemId, streamId, teamId } = strangers.deleted;
    for (const table of ['stage_visit', 'item', 'stage', 'team_stream', 'team', 'value_stream', 'key_counter']) {
      const of = { stage_visit: 'item_id', stage: 'stream_id', team_stream: 'team_id', key_counter: 'prefix' }[table] ?? 'id';
      const value = {
        stage_visit: itemId,
        item: itemId,
        stage: streamId,
        team_stream: teamId,
        team: teamId,
        value_stream: streamId,
        key_counter: 'SEC',
      }[table];
      expect(await run(`DELETE FROM ${table} WHERE organization_id = '${us}' AND ${of}::text = $1`, value), table).toBeGreaterThan(0);
    }
  });
  afterAll(async () => {
    await ours.stop();
    await theirs.stop();
    await opened.close();
  });

  it('show each its own under the same key', async () => {
    expect((await here.type('mei', 'checkout', 'PAY-1')).text).toContain('PAY-1 · Ours alone');
    expect((await there.type('mei', 'checkout', 'PAY-1')).text).toContain('PAY-1 · Theirs alone');
  });

  /** Three calls that must be told apart by nobody: the same answer, nothing changed on either side. */
  const sameAnswer = async (call: (ids: Ids) => Promise<string>) => {
    const before = [await fingerprint(opened.database, us), await fingerprint(opened.database, them)];
    const answers = [];
    for (const ids of Object.values(strangers)) {
      const answer = await call(ids);
      answers.push(answer.replaceAll(ids.key, 'KEY').replaceAll(ids.streamKey, 'STREAM'));
    }
    expect(new Set(answers).size, answers.join('\n\n')).toBe(1);
    expect(answers[0]).not.toContain('Something broke');
    expect(answers[0]).not.toMatch(/Theirs|Seconds/);
    expect([await fingerprint(opened.database, us), await fingerprint(opened.database, them)]).toEqual(before);
  };
  const rowsWith = (table: Readonly<Record<string, Row>>, part: keyof Row) =>
    Object.entries(table).flatMap(([name, each]) => (each[part] ? [name] : []));

  it.each(rowsWith(COMMANDS, 'words'))('answer a key of the other like one that never was: /flow %s', async (name) => {
    const call = async (ids: Ids, as: string, channel: string) => {
      const told = await here.type(as, channel, COMMANDS[name]?.words?.(ids));
      return `${told.result.status} ${withoutNonces(JSON.stringify(told.message?.blocks))}`;
    };
    // "add" stores a title, whoever's key it is made of: told apart by nobody, but not refused.
    if (name === 'add') {
      for (const ids of Object.values(strangers)) {
        await call(ids, 'mei', 'checkout');
        expect(await one('SELECT organization_id::text AS of, title FROM item ORDER BY created_at DESC LIMIT 1')).toEqual({
          of: us,
          title: `${ids.streamKey} ${ids.itemId}`,
        });
      }
      return;
    }
    await sameAnswer((ids) => call(ids, 'mei', 'checkout'));
    await sameAnswer((ids) => call(ids, 'tomas', 'general'));
  });

  it.each(rowsWith(ACTIONS, 'data'))('answer a button with an id of the other like one that never was: %s', async (name) => {
    const contract = registered.actions.find((each) => each.name === name);
    const mine = ACTIONS[name]?.data?.(own) ?? {};
    for (const field of contract ? idsIn(contract.data) : []) {
      for (const [as, channel] of [
        ['mei', HERE],
        ['tomas', { id: 'C0GENERAL', name: 'general' }],
      ] as const) {
        await sameAnswer(async (ids) => {
          const data = { ...mine, [field]: ACTIONS[name]?.data?.(ids)[field] };
          const told = await pressRaw(ours, as, channel, { id: name, value: JSON.stringify({ d: data, n: randomUUID() }) });
          expect(told.text).not.toBe('');
          return `${told.status} ${withoutNonces(told.blocks)}`;
        });
      }
    }
  });

  const opening: Readonly<Record<string, () => Promise<unknown>>> = {
    'setup.stream': async () => here.press('tomas', await here.type('tomas', 'general', 'setup'), 'Edit'),
    'setup.team': async () => here.press('tomas', await here.type('tomas', 'general', 'setup'), 'Add a team'),
    'setup.link': async () => here.press('tomas', await here.type('tomas', 'general', 'setup'), 'Link something else'),
    'setup.roles': async () => here.press('tomas', await here.type('tomas', 'general', 'setup'), 'Roles'),
    'backlog.add': () => here.type('tomas', 'general', 'add'),
    'backlog.prepare': async () => here.press('mei', await here.type('mei', 'checkout', 'PAY-1'), 'Edit'),
    'pull.block': () => here.type('mei', 'checkout', 'block PAY-1'),
  };
  const opened_ = async (name: string): Promise<{ as: string; view: View }> => {
    await opening[name]?.();
    const as = ['backlog.prepare', 'pull.block'].includes(name) ? 'mei' : 'tomas';
    const view = ours.driver.view(as);
    if (!view) throw new Error(`${name} did not open.`);
    await ours.driver.close({ as });
    return { as, view };
  };
  // A form's answers are complete, so that only the id can be what is wrong with it.
  const complete = (view: View) => {
    const values = stateOfView(view);
    const fill = (field: string, value: unknown) => values[field] && Object.assign(values, { [field]: { [field]: value } });
    fill('name', { type: 'plain_text_input', value: 'A name' });
    fill('title', { type: 'plain_text_input', value: 'A title' });
    fill('reason', { type: 'plain_text_input', value: 'Rain' });
    if (values.name && values.streamIds) fill('wipLimit', { type: 'plain_text_input', value: '2' });
    return values;
  };

  it.each(rowsWith(FORMS, 'data'))('answer a form about a thing of the other like one that never was: %s', async (name) => {
    await sameAnswer(async (ids) => {
      const { as, view } = await opened_(name);
      // What a form is about stays in our database; only there could a foreign id ever get into it.
      const draft = JSON.parse(String((view.raw as { private_metadata: string }).private_metadata)) as { draft: string };
      const data = JSON.stringify(FORMS[name]?.data?.(ids));
      expect(
        await run("UPDATE form_draft SET data = jsonb_set(data, '{reply,data}', $1::jsonb) WHERE id = $2::uuid", data, draft.draft),
      ).toBe(1);
      const answer = await submitRaw(ours, as, view, { state: { values: complete(view) } });
      expect(answer.cleared, answer.body).toBe(false);
      return `${answer.status} ${JSON.stringify(answer.errors)}`;
    });
  });

  it.each(rowsWith(FORMS, 'values'))('answer a value that names a thing of the other like one that never was: %s', async (name) => {
    const fields = namingFields(registered.forms.find((each) => each.name === name)?.fields ?? {});
    for (const field of fields) {
      await sameAnswer(async (ids) => {
        const { as, view } = await opened_(name);
        const value = FORMS[name]?.values?.(ids)[field];
        // Even a menu that was never shown for people: their own picker only hands in users of this workspace.
        const given = Array.isArray(value)
          ? { type: 'multi_static_select', selected_options: value.map((each) => ({ value: each })) }
          : { type: 'static_select', selected_option: { value } };
        const answer = await submitRaw(ours, as, view, { state: { values: { ...complete(view), [field]: { [field]: given } } } });
        expect(answer.cleared, answer.body).toBe(false);
        return `${answer.status} ${JSON.stringify(answer.errors)}`;
      });
    }
  });

  it("answer a form of the other organization's like one that never was", async () => {
    await there.type('mei', 'checkout', 'block PAY-1');
    const foreign = theirs.driver.view('mei') as View;
    await here.type('mei', 'checkout', 'block PAY-1');
    const gone = ours.driver.view('mei') as View;
    await run("DELETE FROM form_draft WHERE organization_id = $1::uuid AND form = 'pull.block'", us);
    const before = [await fingerprint(opened.database, us), await fingerprint(opened.database, them)];
    const bodies = [];
    for (const metadata of [foreign, gone]
      .map((view) => String((view.raw as { private_metadata: string }).private_metadata))
      .concat(JSON.stringify({ draft: randomUUID() }))) {
      const answer = await submitRaw(ours, 'mei', gone, { metadata, state: { values: complete(gone) } });
      expect(answer).toMatchObject({ status: 200, cleared: false });
      bodies.push(answer.body);
    }
    expect(new Set(bodies).size).toBe(1);
    expect([await fingerprint(opened.database, us), await fingerprint(opened.database, them)]).toEqual(before);
  });

  it('refuse a signed request of another workspace, whatever it asks', async () => {
    const before = [await fingerprint(opened.database, us), await fingerprint(opened.database, them)];
    const body = new URLSearchParams({
      team_id: 'T0OTHERS',
      user_id: 'U0MEILIN',
      user_name: 'mei',
      channel_id: 'C0CHECKOUT',
      channel_name: 'checkout',
      command: '/flow',
      text: 'pull',
      trigger_id: 'x',
    }).toString();
    expect((await ours.driver.post(body)).body).toContain('can use me here.');
    const told = await pressRaw(
      ours,
      'mei',
      HERE,
      { id: 'pull.finish', value: JSON.stringify({ d: { itemId: own.itemId, version: 1 }, n: 'x' }) },
      { team: { id: 'T0OTHERS' } },
    );
    expect(told.text).toContain('can use me here.');
    expect([await fingerprint(opened.database, us), await fingerprint(opened.database, them)]).toEqual(before);
  });

  it('does not mistake one nonce or trigger for the same in both (E-09)', async () => {
    const fields = (team: string) =>
      new URLSearchParams({
        team_id: team,
        user_id: 'U0MEILIN',
        user_name: 'mei',
        channel_id: 'C0CHECKOUT',
        channel_name: 'checkout',
        command: '/flow',
        text: 'add PAY Twins',
        trigger_id: 'one.for.both',
      }).toString();
    expect((await ours.driver.post(fields('T0MILLRACE'))).body).toContain('Twins');
    expect((await theirs.driver.post(fields('T0OTHERS'))).body).toContain('Twins');
    expect(await one("SELECT count(*)::int AS n FROM item WHERE title = 'Twins'")).toEqual({ n: 2 });
  });
});

function withoutNonces(blocks: string | undefined): string {
  return String(blocks)
    .replaceAll(/\\"n\\":\\"[^"]*\\"/g, '')
    .replaceAll(/"block_id":"[^"]*"/g, '');
}
