import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Read } from '../../src/features/kit/access.ts';
import type { View } from '../../src/playground/wire/protocol.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { openEither, type TestDatabase } from '../support/databases.ts';
import { finishOn, USUAL_DAYS } from '../support/finish-on.ts';
import { justify } from '../support/justify.ts';
import { addReady, type Company, fingerprint, row, type SlackTold, setUp, userId } from '../support/play.ts';
import { openRaw, pressRaw, stateOfView, submitRaw } from '../support/raw.ts';
import type { Play } from '../support/scene.ts';
import {
  ACTIONS,
  COMMANDS,
  FORMS,
  type Ids,
  idsIn,
  LOOKUPS,
  nameOf,
  namingFields,
  type Row,
  registered,
  SHORTCUTS,
  WATCHES,
} from './registry.ts';

// Mei owns the stream and leads, so that nothing is refused her for another reason than the id.
const COMPANY: Company = {
  // With so many, another stream is found by typing.
  streams: [
    { key: 'PAY', name: 'Payments', owner: 'mei' },
    { key: 'LOG', name: 'Logistics' },
    ...['AA', 'BB', 'CC', 'DD', 'EE'].map((key) => ({ key, name: `Stream ${key}` })),
  ],
  teams: [{ name: 'Checkout', limit: 5, streams: ['PAY'], people: ['mei', 'oskar'], channel: 'checkout' }],
};
const actionOf = (entry: string) => known(registered.actions, entry);
const formOf = (entry: string) => known(registered.forms, entry);
const HERE = { id: 'C0CHECKOUT', name: 'checkout' };

describe('the registry', () => {
  it('has a row for every command, button and form (S-51)', () => {
    const names = (table: Readonly<Record<string, unknown>>) => [...new Set(Object.keys(table).map(nameOf))].sort();
    expect(names(COMMANDS)).toEqual([...registered.commands].sort());
    expect(names(ACTIONS)).toEqual(registered.actions.map((one) => one.name).sort());
    expect(names(FORMS)).toEqual(registered.forms.map((one) => one.name).sort());
  });

  it('has a row for every lookup, watched field and shortcut', () => {
    expect(Object.keys(LOOKUPS).sort()).toEqual(registered.lookups.map((one) => one.name).sort());
    expect(Object.keys(WATCHES).sort()).toEqual(registered.watches.map((one) => `${one.form} ${one.field}`).sort());
    expect([...SHORTCUTS].sort()).toEqual(registered.shortcuts.map((one) => one.name).sort());
  });

  it('fills in every field that holds an id', () => {
    const ids: Ids = {
      itemId: 'i',
      streamId: 's',
      teamId: 't',
      memberId: 'm',
      key: 'K-1',
      streamKey: 'K',
      epicId: 'e',
      epicKey: 'E-1',
      ideaId: 'p',
      ideaKey: 'I-1',
      tagId: 'g',
      decisionKey: 'D-1',
      blockerId: 'b',
      challengeId: 'c',
      themeId: 'h',
      themeKey: 'T-1',
      objectiveId: 'o',
      keyResultId: 'r',
      keyResultKey: 'K-1',
      reviewId: 'r',
      held: {},
    };
    for (const [entry, { data }] of Object.entries(ACTIONS))
      expect(Object.keys(data?.(ids) ?? {}), entry).toEqual(expect.arrayContaining(idsIn(actionOf(entry).data)));
    for (const [entry, { data }] of Object.entries(FORMS))
      expect(Object.keys(data?.(ids) ?? {}), entry).toEqual(expect.arrayContaining(idsIn(formOf(entry).data)));
    for (const { name, fields } of registered.forms)
      expect(Object.keys(FORMS[name]?.values?.(ids) ?? {}).sort(), name).toEqual(namingFields(fields).sort());
  });
});

describe('two organizations in one database', () => {
  let opened: TestDatabase;
  let [ours, theirs] = [] as unknown as [TestApp, TestApp];
  let [here, there] = [] as unknown as [Play<SlackTold>, Play<SlackTold>];
  let [us, them] = ['', ''];
  /** Of the other organization, of nobody, and of things that were ours and are gone. */
  const strangers: Record<'foreign' | 'random' | 'deleted', Ids> = {} as never;
  let own: Ids;
  let otherTag = '';
  let reopened = '';

  const one = (sql: string, ...values: unknown[]) => row(opened.database, sql, ...values);
  const run = (sql: string, ...values: unknown[]) => opened.database.client.$executeRawUnsafe(sql, ...values);
  const idsOf = async (organization: string, stream: string, team: string, nth: number): Promise<Ids> => {
    const [key, epicKey, ideaKey, decisionKey] = [`${stream}-1`, `E-${nth}`, `I-${nth}`, `D-${nth}`];
    const found = await one(
      `SELECT i.id::text AS "itemId", v.id::text AS "streamId", t.id::text AS "teamId", a.member_id::text AS "memberId", e.id::text AS "epicId", p.id::text AS "ideaId",
        (SELECT g.id::text FROM tag g WHERE g.organization_id = v.organization_id AND g.stream_id = v.id ORDER BY g.position LIMIT 1) AS "tagId",
        (SELECT k.id::text FROM blocker k WHERE k.organization_id = i.organization_id AND k.reason LIKE '%: ${nth === 1 ? 'rain' : 'fog'}') AS "blockerId",
        (SELECT c.id::text FROM challenge c WHERE c.organization_id = i.organization_id AND c.item_id = i.id) AS "challengeId",
        (SELECT h.id::text FROM theme h WHERE h.organization_id = i.organization_id AND h.key = 'T-${nth}') AS "themeId",
        (SELECT r.id::text FROM key_result r WHERE r.organization_id = i.organization_id AND r.key = 'K-${nth}') AS "keyResultId",
        (SELECT r.objective_id::text FROM key_result r WHERE r.organization_id = i.organization_id AND r.key = 'K-${nth}') AS "objectiveId",
        (SELECT r.id::text FROM portfolio_review r WHERE r.organization_id = i.organization_id AND (r.closed_at IS NULL) = (${nth} = 1)) AS "reviewId",
        (SELECT coalesce(jsonb_object_agg(d.form, d.id), '{}') FROM form_draft d WHERE d.organization_id = i.organization_id AND jsonb_exists(d.data, 'held')) AS held
        FROM item i JOIN value_stream v ON v.id = i.stream_id, team t, account a, epic e, parked_idea p
        WHERE i.organization_id = $1::uuid AND i.key = $2 AND v.key = $3 AND t.organization_id = i.organization_id AND t.name = $4
        AND a.organization_id = i.organization_id AND a.external_user = 'U0OSKAR' AND e.organization_id = i.organization_id AND e.key = $5
        AND p.organization_id = i.organization_id AND p.key = $6`,
      organization,
      key,
      stream,
      team,
      epicKey,
      ideaKey,
    );
    if (!found) throw new Error(`${key}, ${epicKey} or ${ideaKey} is not there.`);
    return {
      ...(found as unknown as Ids),
      key,
      streamKey: stream,
      epicKey,
      ideaKey,
      decisionKey,
      themeKey: `T-${nth}`,
      keyResultKey: `K-${nth}`,
    };
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
    // For the forms that need a second ready item, and a finished one.
    await addReady(here, 'mei', 'checkout', 'Vouchers');
    await here.type('mei', 'checkout', 'unplanned A flooded cellar');
    await here.type('mei', 'checkout', 'done PAY-3');
    // Things that only one of the two has: a stream, a team, an item in it; ours are then taken out again.
    for (const [at, app, whose] of [
      [here, ours, 'Ours'],
      [there, theirs, 'Theirs'],
    ] as const) {
      await at.type('tomas', 'general', 'setup roles');
      await at.send('tomas', { adminIds: [userId(app, 'tomas')], leaderIds: [userId(app, 'mei')] });
      const propose = async (title: string) => {
        await at.type('mei', 'checkout', `propose ${whose}: ${title}`);
        await at.send('mei', { outcome: 'Somebody smiles' });
      };
      const park = async (title: string) => {
        await at.type('mei', 'checkout', `park ${whose}: ${title}`);
        await at.send('mei', { reasonCode: 'too_early', reason: 'Not in this rain' });
      };
      for (const title of ['invoices by post', 'night trains']) await propose(title);
      for (const title of ['gift wrapping', 'solar roof']) await park(title);
      await at.type('tomas', 'general', 'setup stream');
      await at.send('tomas', { name: 'Second', key: 'SEC' });
      await at.type('tomas', 'general', 'setup team');
      await at.send('tomas', { name: 'Seconds', wipLimit: '2', streamIds: ['SEC · Second'] });
      await at.type('mei', 'checkout', 'add SEC An item');
      for (const name of ['Till', 'Counter']) {
        await at.press('mei', await at.type('mei', 'checkout', 'tags PAY'), 'Add a tag');
        await at.send('mei', { name, kind: 'journey' });
      }
      // The second stream has no owner, so its word comes another way.
      await run(
        "INSERT INTO tag SELECT organization_id, id, $1::uuid, 'journey', 'Ramp', 1 FROM value_stream WHERE key = 'SEC' AND organization_id = $2::uuid",
        randomUUID(),
        whose === 'Ours' ? us : them,
      );
      await at.type('mei', 'checkout', 'challenge SEC-1 Whose is it?');
      for (const nth of [1, 2]) {
        const [theme, objective] = [randomUUID(), randomUUID()];
        const at = `FROM organization WHERE name = '${whose}'`;
        await run(
          `INSERT INTO theme (organization_id, id, key, name, state, win_where, reviewed_at, created_at)
           SELECT id, '${theme}'::uuid, 'T-${nth}', '${whose}: theme ${nth}', 'active', 'Here', now(), now() ${at}`,
        );
        await run(
          `INSERT INTO objective (organization_id, id, title, theme_id, created_at)
           SELECT id, '${objective}'::uuid, '${whose}: objective ${nth}', '${theme}'::uuid, now() ${at}`,
        );
        await run(
          `INSERT INTO key_result (organization_id, id, key, objective_id, title, baseline, target, created_at)
           SELECT id, gen_random_uuid(), 'K-${nth}', '${objective}'::uuid, '${whose}: result ${nth}', 1, 2, now() ${at}`,
        );
      }
      for (const reason of ['rain', 'fog']) {
        await run(
          `INSERT INTO blocker (organization_id, id, reason, opened_at) SELECT id, $1::uuid, $2, now() FROM organization WHERE name = '${whose}'`,
          randomUUID(),
          `${whose}: ${reason}`,
        );
      }
      await run(
        `INSERT INTO blocked_interval (organization_id, id, item_id, reason, blocker_id, from_at) SELECT k.organization_id, gen_random_uuid(), i.id, k.reason, k.id, now()
         FROM blocker k JOIN item i USING (organization_id) WHERE i.key = 'SEC-1' AND k.reason = '${whose}: fog'`,
      );
      // Both epics run: one review of them is over, one is open.
      for (const epicKey of ['E-1', 'E-2']) await justify(opened.database, epicKey);
      await run(
        "UPDATE epic SET state = 'investing', started_at = created_at WHERE organization_id = $1::uuid",
        whose === 'Ours' ? us : them,
      );
      // By leave to be over a limit, which may be ended.
      await run(
        `INSERT INTO bet_exception (organization_id, id, epic_id, from_at, until_at)
         SELECT organization_id, gen_random_uuid(), id, now() - interval '1 day', now() + interval '9 days' FROM epic WHERE organization_id = $1::uuid`,
        whose === 'Ours' ? us : them,
      );
      await at.type('mei', 'checkout', 'review bets');
      await run('UPDATE portfolio_review SET closed_at = started_at WHERE organization_id = $1::uuid', whose === 'Ours' ? us : them);
      await at.type('mei', 'checkout', 'review bets');
      // Three questions that stay open: what was typed is held.
      await at.type('mei', 'checkout', 'add SEC An item again');
      await propose('night trains again');
      await park('solar roof again');
      // What she supports already, she can support again without anything changing.
      for (const [as, channel] of [
        ['mei', 'checkout'],
        ['tomas', 'general'],
      ] as const) {
        const first = await idsOf(whose === 'Ours' ? us : them, 'PAY', 'Checkout', 1);
        for (const [kind, id] of [
          ['item', first.itemId],
          ['epic', first.epicId],
          ['idea', first.ideaId],
        ]) {
          const place = channel === 'checkout' ? HERE : { id: 'C0GENERAL', name: 'general' };
          const value = JSON.stringify({ d: { kind, id }, n: randomUUID() });
          expect((await pressRaw(app, as, place, { id: 'likeness.support', value })).text).toContain('You support');
        }
      }
      expect(app.driver.refusals).toEqual([]);
    }
    // More is ready than fits, so that a park list is proposed: a sprint of a day, and one item finished in twelve weeks.
    for (const title of ['Ours and quick', 'Ours as well']) await addReady(here, 'mei', 'checkout', title);
    for (const words of ['order PAY-2 top', 'pull PAY-2', 'done PAY-2']) await here.type('mei', 'checkout', words);
    await run('UPDATE value_stream SET sprint_days = 1 WHERE organization_id = $1::uuid', us);
    await here.type('mei', 'checkout', 'park Ours: paper maps');
    await here.send('mei', { reasonCode: 'too_early', reason: 'Not in this rain' });
    reopened = String((await one("SELECT key FROM parked_idea WHERE title = 'Ours: paper maps'"))?.key);
    await here.type('mei', 'checkout', `revive ${reopened} The rain is over`);
    otherTag = String((await one("SELECT id::text AS id FROM tag WHERE name = 'Counter' AND organization_id = $1::uuid", us))?.id);
    // What the forms of ours need: a question that is open, an item that is done, and scores that a place goes against.
    for (const title of ['Fresh paint', 'Quiet doors', 'Longer benches']) await addReady(here, 'mei', 'checkout', title);
    await here.type('mei', 'checkout', 'order PAY-8 above PAY-4');
    await here.type('mei', 'checkout', 'challenge PAY-6 Whose is it?');
    await run("UPDATE value_stream SET scored = true WHERE key = 'PAY'");
    await run("UPDATE item SET state = 'done', rank = NULL, started_at = created_at, finished_at = created_at WHERE key = 'PAY-3'");
    await finishOn(opened.database, { key: 'PAY', organization: 'Ours' }, USUAL_DAYS);
    for (const [key, size] of [
      ['PAY-8', 1],
      ['PAY-4', 20],
    ])
      await run(`UPDATE item SET score = '{"value":5,"time":5,"risk":5,"size":${size}}' WHERE key = '${key}'`);
    // One that was delivered, for the form that asks what came of it.
    await here.type('mei', 'checkout', 'propose Ours: paper lanterns');
    await here.send('mei', { outcome: 'Somebody smiles' });
    await run("UPDATE epic SET state = 'delivered', finished_at = now() WHERE title = 'Ours: paper lanterns'");
    // Another is ready, and there is no room for it beside one that runs.
    await here.type('mei', 'checkout', 'propose Ours: copper kettles');
    await here.send('mei', { outcome: 'Somebody drinks' });
    await run("UPDATE epic SET state = 'investing', started_at = now() WHERE title = 'Ours: copper kettles'");
    await here.type('mei', 'checkout', 'propose Ours: feather pillows');
    await here.send('mei', { outcome: 'Somebody sleeps' });
    await justify(opened.database, 'E-5');
    await run("UPDATE epic SET state = 'ready' WHERE key = 'E-5'");
    await run('UPDATE organization SET bet_limit = 1 WHERE id = $1::uuid', us);
    // Only the other knows her.
    await there.type('ruth', 'general');
    own = await idsOf(us, 'PAY', 'Checkout', 1);
    strangers.foreign = await idsOf(them, 'SEC', 'Seconds', 2);
    strangers.deleted = { ...(await idsOf(us, 'SEC', 'Seconds', 2)), memberId: randomUUID() };
    for (const { held } of [strangers.foreign, strangers.deleted])
      expect(Object.keys(held).sort()).toEqual(['antiBacklog.parkAnyway', 'backlog.addAnyway', 'portfolio.proposeAnyway']);
    strangers.random = {
      itemId: randomUUID(),
      streamId: randomUUID(),
      teamId: randomUUID(),
      memberId: randomUUID(),
      key: 'ZZZ-1',
      streamKey: 'ZZZ',
      epicId: randomUUID(),
      epicKey: 'E-77',
      ideaId: randomUUID(),
      ideaKey: 'I-77',
      tagId: randomUUID(),
      decisionKey: 'D-77',
      blockerId: randomUUID(),
      challengeId: randomUUID(),
      themeId: randomUUID(),
      themeKey: 'T-77',
      objectiveId: randomUUID(),
      keyResultId: randomUUID(),
      keyResultKey: 'K-77',
      reviewId: randomUUID(),
      held: Object.fromEntries(Object.keys(strangers.foreign.held).map((action) => [action, randomUUID()])),
    };
    const { itemId, streamId, teamId, epicId, ideaId } = strangers.deleted;
    expect(await run('DELETE FROM portfolio_review_step WHERE organization_id = $1::uuid AND epic_id = $2::uuid', us, epicId)).toBe(2);
    expect(
      await run(
        'DELETE FROM portfolio_review_step WHERE organization_id = $1::uuid AND review_id = $2::uuid',
        us,
        strangers.deleted.reviewId,
      ),
    ).toBe(1);
    expect(
      await run('DELETE FROM portfolio_review WHERE organization_id = $1::uuid AND id = $2::uuid', us, strangers.deleted.reviewId),
    ).toBe(1);
    await run("DELETE FROM bet_exception b USING epic e WHERE e.id = b.epic_id AND e.organization_id = $1::uuid AND e.key = 'E-2'", us);
    expect(await run('DELETE FROM epic WHERE organization_id = $1::uuid AND id = $2::uuid', us, epicId)).toBe(1);
    expect(await run('DELETE FROM parked_idea WHERE organization_id = $1::uuid AND id = $2::uuid', us, ideaId)).toBe(1);
    expect(await run("DELETE FROM form_draft WHERE organization_id = $1::uuid AND jsonb_exists(data, 'held')", us)).toBe(3);
    expect(await run("DELETE FROM decision WHERE organization_id = $1::uuid AND key = 'D-2'", us)).toBe(1);
    for (const [table, of] of [
      ['key_result', strangers.deleted.keyResultId],
      ['objective', strangers.deleted.objectiveId],
      ['theme', strangers.deleted.themeId],
    ])
      expect(await run(`DELETE FROM ${table} WHERE organization_id = $1::uuid AND id = $2::uuid`, us, of), table).toBe(1);
    for (const table of [
      'challenge',
      'blocked_interval',
      'blocker',
      'stage_visit',
      'item',
      'tag',
      'stage',
      'team_stream',
      'team',
      'value_stream',
      'key_counter',
    ]) {
      const of =
        {
          challenge: 'item_id',
          blocked_interval: 'item_id',
          stage_visit: 'item_id',
          tag: 'stream_id',
          stage: 'stream_id',
          team_stream: 'team_id',
          key_counter: 'prefix',
        }[table] ?? 'id';
      const value = {
        challenge: itemId,
        blocked_interval: itemId,
        blocker: strangers.deleted.blockerId,
        stage_visit: itemId,
        item: itemId,
        tag: streamId,
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
      const { key, streamKey, epicKey, ideaKey, decisionKey, themeKey, keyResultKey } = ids;
      const keys = [key, streamKey, epicKey, ideaKey, decisionKey, themeKey, keyResultKey];
      answers.push(keys.reduce((text, one, nth) => text.replaceAll(one, `KEY${nth}`), answer));
    }
    expect(new Set(answers).size, answers.join('\n\n')).toBe(1);
    expect(answers[0]).not.toContain('Something broke');
    expect(answers[0]).not.toMatch(/Theirs|Seconds/);
    expect([await fingerprint(opened.database, us), await fingerprint(opened.database, them)]).toEqual(before);
    // Drafts leave no fingerprint: what the other holds is still held.
    expect(
      await one("SELECT count(*)::int AS n FROM form_draft WHERE organization_id = $1::uuid AND jsonb_exists(data, 'held')", them),
    ).toEqual({ n: 3 });
  };
  const rowsWith = (table: Readonly<Record<string, Row>>, part: keyof Row) =>
    Object.entries(table).flatMap(([name, each]) => (each[part] ? [name] : []));

  it.each(rowsWith(COMMANDS, 'words'))('answer a key of the other like one that never was: /flow %s', async (name) => {
    const call = async (ids: Ids, as: string, channel: string) => {
      const told = await here.type(as, channel, COMMANDS[name]?.words?.(ids));
      expect(told.text).not.toBe('');
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
      // An id may hold what looks like a key ("…e-2…"), which would be found when that is typed.
      await run("UPDATE item SET title = 'Named after an id' WHERE title ~ '[0-9a-f]{8}-[0-9a-f]{4}-'");
      return;
    }
    await sameAnswer((ids) => call(ids, 'mei', 'checkout'));
    await sameAnswer((ids) => call(ids, 'tomas', 'general'));
  });

  it.each(rowsWith(ACTIONS, 'data'))('answer a button with an id of the other like one that never was: %s', async (name) => {
    const contract = actionOf(name);
    const mine = ACTIONS[name]?.data?.(own) ?? {};
    for (const field of idsIn(contract.data)) {
      for (const [as, channel] of [
        ['mei', HERE],
        ['tomas', { id: 'C0GENERAL', name: 'general' }],
      ] as const) {
        await sameAnswer(async (ids) => {
          const data = { ...mine, [field]: ACTIONS[name]?.data?.(ids)[field] };
          const told = await pressRaw(ours, as, channel, { id: contract.name, value: JSON.stringify({ d: data, n: randomUUID() }) });
          expect(told.text).not.toBe('');
          return `${told.status} ${withoutNonces(told.blocks)}`;
        });
      }
    }
  });

  const theTag = async () => here.press('mei', await here.type('mei', 'checkout', 'tags PAY'), 'Open');
  const onEpic = (action: string, data: object) => openRaw(ours, 'mei', 'checkout', action, { epicId: own.epicId, ...data });
  const opening: Readonly<Record<string, () => Promise<unknown>>> = {
    'setup.stream': async () => here.press('tomas', await here.type('tomas', 'general', 'setup'), 'Edit'),
    'setup.team': async () => here.press('tomas', await here.type('tomas', 'general', 'setup'), 'Add a team'),
    'setup.link': async () => here.press('tomas', await here.type('tomas', 'general', 'setup'), 'Link something else'),
    'setup.roles': async () => here.press('tomas', await here.type('tomas', 'general', 'setup'), 'Roles'),
    'backlog.add': () => here.type('tomas', 'general', 'add'),
    'backlog.prepare': async () => here.press('mei', await here.type('mei', 'checkout', 'PAY-1'), 'Edit'),
    'pull.block': () => here.type('mei', 'checkout', 'block PAY-1'),
    'pull.otherReason': async () => here.press('mei', await here.type('mei', 'checkout', 'pull PAY-5'), 'Other'),
    'exception.grant': () => here.type('mei', 'checkout', 'exception'),
    'expedite.item': () => here.type('mei', 'checkout', 'expedite PAY-1'),
    'learn.item': async () => here.press('mei', await here.type('mei', 'checkout', 'PAY-3'), 'What did we learn?'),
    'unplanned.start': () => here.type('mei', 'checkout', 'unplanned'),
    'reshape.split': () => here.type('mei', 'checkout', 'split PAY-1'),
    'reshape.merge': () => here.type('mei', 'checkout', 'merge PAY-1'),
    'reshape.transfer': () => here.type('mei', 'checkout', 'transfer PAY-1'),
    'dependencies.needs': () => here.type('mei', 'checkout', 'needs PAY-1'),
    'scores.score': () => here.type('mei', 'checkout', 'score PAY-1'),
    'externalDates.date': () => here.type('mei', 'checkout', 'date PAY-1'),
    'challenges.ask': () => here.type('mei', 'checkout', 'challenge PAY-1'),
    'challenges.answer': async () => here.press('mei', await here.type('mei', 'checkout', 'PAY-6'), 'Keep it'),
    'corrections.correct': () => here.type('mei', 'checkout', 'correct PAY-3'),
    'order.override': async () => here.press('mei', await here.type('mei', 'checkout', 'order PAY-4 above PAY-8'), 'Another reason'),
    'decisions.decide': () => here.type('mei', 'checkout', 'decide'),
    'setup.ownTeam': async () => here.press('tomas', await here.type('tomas', 'general', 'setup link'), 'A new team'),
    'pull.blockAny': () => here.type('mei', 'checkout', 'block'),
    'order.placeAny': () => here.type('mei', 'checkout', 'order'),
    'backlog.show': () => here.type('mei', 'checkout', 'show'),
    'backlog.stream': async () => here.press('tomas', await here.type('tomas', 'general', 'backlog'), 'Another stream …'),
    'why.any': () => here.type('mei', 'checkout', 'why'),
    'antiBacklog.parkAny': () => here.type('mei', 'checkout', 'park'),
    'antiBacklog.reviveAny': () => here.type('mei', 'checkout', 'revive'),
    'tags.new': async () => here.press('mei', await here.type('mei', 'checkout', 'tags PAY'), 'Add a tag'),
    'tags.edit': async () => here.press('mei', await theTag(), 'Edit'),
    'tags.merge': async () => here.press('mei', await theTag(), 'Merge'),
    'tags.item': () => here.type('mei', 'checkout', 'tag PAY-1'),
    'policy.readiness': async () => here.press('mei', await here.type('mei', 'checkout', 'policy PAY'), 'Readiness'),
    'policy.limits': async () => here.press('mei', await here.type('mei', 'checkout', 'policy PAY'), 'Limits and shares'),
    'health.park': async () =>
      here.press('mei', await here.press('mei', await here.type('mei', 'checkout', 'health PAY'), 'What could be parked?'), 'Park'),
    'order.place': () => here.type('mei', 'checkout', 'order PAY-1'),
    'fill.list': () => here.type('mei', 'checkout', 'import list'),
    'portfolio.propose': () => here.type('mei', 'checkout', 'propose'),
    'portfolio.outcome': () => here.type('mei', 'checkout', 'outcome E-1'),
    'portfolio.details': async () => here.press('mei', await here.type('mei', 'checkout', 'E-1'), 'Details'),
    'outcomes.review': async () => here.press('mei', await here.type('mei', 'checkout', 'review'), 'Review'),
    'strategy.theme': async () => here.press('mei', await here.type('mei', 'checkout', 'T-1'), 'Change'),
    'strategy.retire': async () => here.press('mei', await here.type('mei', 'checkout', 'T-1'), 'Retire'),
    'strategy.objective': async () => here.press('mei', await here.type('mei', 'checkout', 'strategy'), 'Add an objective'),
    'strategy.keyResult': async () => here.press('mei', await here.type('mei', 'checkout', 'K-1'), 'Change'),
    'strategy.measure': async () => here.press('mei', await here.type('mei', 'checkout', 'K-1'), 'Note where it stands'),
    'portfolio.hypothesis': () => onEpic('portfolio.fill', { part: 'hypothesis' }),
    'portfolio.case': () => onEpic('portfolio.fill', { part: 'case' }),
    'portfolio.owner': () => onEpic('portfolio.fill', { part: 'owner' }),
    'portfolio.stream': () => onEpic('portfolio.fill', { part: 'stream' }),
    'portfolio.theme': () => onEpic('portfolio.fill', { part: 'theme' }),
    'portfolio.evidence': () => onEpic('portfolio.fill', { part: 'evidence' }),
    'portfolio.hold': () => here.type('mei', 'checkout', 'hold E-1'),
    'portfolio.stop': () => here.type('mei', 'checkout', 'stop E-1'),
    'portfolio.score': () => here.type('mei', 'checkout', 'score E-1'),
    'portfolio.date': () => here.type('mei', 'checkout', 'date E-1'),
    'portfolio.override': async () => here.press('mei', await here.type('mei', 'checkout', 'invest E-5'), 'Make an exception'),
    'portfolio.endException': () => onEpic('portfolio.askEndException', {}),
    'portfolio.reviewStep': () => onEpic('portfolio.askStep', { reviewId: own.reviewId, choice: 'continue' }),
    'portfolio.where': () => openRaw(ours, 'mei', 'checkout', 'portfolio.sayWhere', {}),
    // It is asked before any bet passed the gate.
    'portfolio.running': async () => {
      const gated = await opened.database.client.epic.findMany({
        where: { startedAt: { not: null }, before: false },
        select: { id: true },
      });
      const become = (before: boolean) =>
        opened.database.client.epic.updateMany({ where: { id: { in: gated.map(({ id }) => id) } }, data: { before } });
      await become(true);
      await openRaw(ours, 'mei', 'checkout', 'portfolio.listRunning', {});
      await become(false);
    },
    // It is asked of bets that nobody looks after; ours is one while it opens.
    'portfolio.owners': async () => {
      const { state, outcome, owner } =
        (await one('SELECT state, outcome, owner_id::text AS owner FROM epic WHERE id = $1::uuid', own.epicId)) ?? {};
      const become = (...values: unknown[]) =>
        one(
          `UPDATE epic SET state = $2, outcome = $3::text, ask_again_on = CASE WHEN $3::text IS NULL THEN date '2031-01-01' END,
             owner_id = $4::uuid WHERE id = $1::uuid RETURNING id`,
          own.epicId,
          ...values,
        );
      await become('investing', null, null);
      await openRaw(ours, 'mei', 'checkout', 'portfolio.nameOwners', {});
      await become(state, outcome, owner);
    },
    'antiBacklog.parkThing': () => here.type('mei', 'checkout', 'park PAY-1'),
    // An idea that is open again beside the one that stays parked.
    'backlog.addRevived': async () => here.press('mei', await here.type('mei', 'checkout', `show ${reopened}`), 'Add to a backlog'),
    'antiBacklog.revive': () => here.type('mei', 'checkout', 'revive I-1'),
  };
  const opened_ = async (entry: string): Promise<{ as: string; view: View }> => {
    const { name } = formOf(entry);
    await opening[name]?.();
    const as = name.startsWith('setup.') || name === 'backlog.add' || name === 'backlog.stream' ? 'tomas' : 'mei';
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
    fill('question', { type: 'plain_text_input', value: 'A question' });
    fill('choice', { type: 'plain_text_input', value: 'A choice' });
    fill('reason', { type: 'plain_text_input', value: 'Rain' });
    fill('titles', { type: 'plain_text_input', value: 'One\nTwo' });
    fill('learned', { type: 'plain_text_input', value: 'Ask first' });
    fill('caseLine', { type: 'plain_text_input', value: 'It is worth it' });
    fill('learning', { type: 'plain_text_input', value: 'It dries up' });
    fill('outcome', { type: 'plain_text_input', value: 'A hope' });
    fill('current', { type: 'plain_text_input', value: '3' });
    fill('verdict', { type: 'static_select', selected_option: { value: 'met' } });
    fill('evidenceKind', { type: 'static_select', selected_option: { value: 'none' } });
    fill('waiver', { type: 'plain_text_input', value: 'It is small' });
    fill('reasonCode', { type: 'static_select', selected_option: { value: 'other' } });
    fill('into', {
      type: 'static_select',
      selected_option: { value: (view.raw as { readonly callback_id?: string }).callback_id === 'tags.merge' ? otherTag : own.itemId },
    });
    fill('to', { type: 'static_select', selected_option: { value: 'bottom' } });
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
    const fields = namingFields(formOf(name).fields);
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

  it.each(Object.keys(LOOKUPS))('find nothing of the other by typing: %s', async (name) => {
    const find = async (organizationId: string, typed: string) => {
      const owns = [own.streamId, strangers.foreign.streamId];
      const context = { db: { organizationId, sql: opened.database.sql }, asker: { roles: { owns }, teams: [] } } as unknown as Read;
      return JSON.stringify(await known(registered.lookups, name).run(context, typed));
    };
    expect(await find(us, '')).not.toMatch(/Theirs|Second|Ruth/);
    const nth = LOOKUPS[name]?.(strangers.foreign).length ?? 0;
    for (let index = 0; index < nth; index += 1) {
      await sameAnswer((ids) => find(us, LOOKUPS[name]?.(ids)[index] ?? ''));
      const typed = LOOKUPS[name]?.(strangers.foreign)[index] ?? '';
      expect(await find(us, typed)).not.toMatch(/Theirs|Second|Ruth/);
      if (index === 0) expect(await find(them, typed)).not.toBe('[]');
    }
  });

  it('find no epic of the other in a form, over HTTP', async () => {
    await here.type('mei', 'checkout', 'add');
    const find = async (query: string) =>
      JSON.stringify(await ours.driver.options({ as: 'mei', blockId: 'epicId', actionId: 'epicId', query }));
    expect(await find('E-1')).toContain('Ours: invoices by post');
    for (const query of ['E-2', 'Theirs', 'night trains']) expect(await find(query)).not.toMatch(/Theirs|night trains/);
    await ours.driver.close({ as: 'mei' });
  });

  it.each(Object.entries(WATCHES))('say nothing of what the other has while one types: %s', async (_name, words) => {
    await here.type('mei', 'checkout', words);
    const type = async (text: string) => (await ours.driver.click({ as: 'mei', blockId: 'title', choose: text })).text;
    expect(await type('Ours: gift wrapping')).toContain('known already');
    for (const title of ['Theirs: night trains', 'Theirs: solar roof', 'An item']) expect(await type(title)).not.toContain('known already');
    await ours.driver.close({ as: 'mei' });
  });

  it.each([
    'blockers',
    'dependencies',
    'decisions',
    'decisions theirs fog',
    'portfolio',
    'parked',
    'parked theirs solar roof',
    'outcome',
    'backlog',
    'next',
    'board',
    'setup',
    'health',
    'policy',
    'tags',
  ])('list nothing of the other: /flow %s', async (words) => {
    for (const [as, channel] of [
      ['mei', 'checkout'],
      ['tomas', 'general'],
    ] as const) {
      const { text } = await here.type(as, channel, words);
      expect(text).not.toBe('');
      expect(text.replaceAll(/“theirs (solar roof|fog)”/g, '')).not.toMatch(/theirs|second/i);
    }
  });

  it('show nothing of the other at home', async () => {
    await ours.driver.home({ as: 'mei', until: 'shown' });
    const shown = ours.driver.snapshot('mei').home;
    expect(JSON.stringify(shown)).toContain('PAY-1');
    expect(JSON.stringify(shown)).not.toMatch(/Theirs|Second/);
  });

  it.each(SHORTCUTS)('refuse a message handed over from another workspace: %s', async (callback) => {
    const before = [await fingerprint(opened.database, us), await fingerprint(opened.database, them)];
    const payload = {
      type: 'message_action',
      callback_id: callback,
      team: { id: 'T0OTHERS' },
      user: { id: 'U0MEILIN', name: 'mei' },
      channel: HERE,
      trigger_id: 'x',
      message: { ts: '1.2', text: 'A wish', user: 'U0OSKAR' },
    };
    await ours.driver.post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
    expect(ours.driver.view('mei')).toBeUndefined();
    expect([await fingerprint(opened.database, us), await fingerprint(opened.database, them)]).toEqual(before);
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

function known<Contract extends { readonly name: string }>(all: readonly Contract[], entry: string): Contract {
  const found = all.find((one) => one.name === nameOf(entry));
  if (!found) throw new Error(`${entry} is not registered.`);
  return found;
}
