import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ZodType } from 'zod';
import { fieldOf } from '../../src/chat/field.ts';
import type { Read } from '../../src/features/kit/access.ts';
import type { View } from '../../src/playground/wire/protocol.ts';
import type { Pressed, Sent } from '../acts/delivery.ts';
import { actions, commands, dataOf, declared, forms, lookups, shortcuts, watches } from '../acts/index.ts';
import { placeholdersOf, wordsOf } from '../acts/shaped.ts';
import { titleOf } from '../acts/things.ts';
import { foundTown, type Town } from '../acts/town.ts';
import { keepRows } from '../bad-input/kept-rows.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { openEither, type TestDatabase } from '../support/databases.ts';
import { addReady, fingerprint, row, type SlackTold } from '../support/play.ts';
import { pressRaw, submitRaw } from '../support/raw.ts';
import type { Play } from '../support/scene.ts';
import { foreignIn, type Ids, idsIn, idsOf, idsOfNobody, namingFields, skipKeys, withoutKeys } from './strangers.ts';

const HERE = { id: 'C0CHECKOUT', name: 'checkout' };
const HELD = "SELECT count(*)::int AS n FROM form_draft WHERE organization_id = $1::uuid AND jsonb_exists(data, 'held')";

describe('two organizations in one database', () => {
  let opened: TestDatabase;
  let [ours, theirs] = [] as unknown as [TestApp, TestApp];
  let [town, other] = [] as unknown as [Town, Town];
  let [here, there] = [] as unknown as [Play<SlackTold>, Play<SlackTold>];
  let [us, them] = ['', ''];
  /** Of the other organization, of nobody, and of things that were ours and are gone. */
  const strangers: Record<'foreign' | 'random' | 'deleted', Ids> = {} as never;
  let own: Ids;

  const one = (sql: string, ...values: unknown[]) => row(opened.database, sql, ...values);
  const run = (sql: string, ...values: unknown[]) => opened.database.client.$executeRawUnsafe(sql, ...values);
  /** A stream and a team that only one of the two has, and a thing of every kind. */
  const furnish = async (of: Town, skip: number, memberId: string) => {
    await of.at.type('tomas', 'general', 'setup stream');
    await of.at.send('tomas', { name: 'Second', key: 'SEC', ownerId: of.at.userId('mei') });
    await of.at.type('tomas', 'general', 'setup team');
    await of.at.send('tomas', { name: 'Seconds', wipLimit: '2', streamIds: ['SEC · Second'] });
    await skipKeys(of, skip);
    return idsOf(of, 'SEC', 'Seconds', memberId);
  };

  beforeAll(async () => {
    opened = await openEither();
    ours = await startTestApp(opened, { demo: false });
    theirs = await startTestApp(opened, { demo: false, workspaceId: 'T0OTHERS' });
    [town, other] = [await foundTown(ours), await foundTown(theirs)];
    [here, there] = [town.at, other.at];
    [us, them] = [town.organizationId, other.organizationId];
    expect(us).not.toBe(them);
    await addReady(here, 'mei', 'checkout', 'PAY Ours alone');
    await addReady(there, 'mei', 'checkout', 'PAY Theirs alone');
    const memberOf = async (as: string, organization: string) =>
      String(
        (
          await one(
            'SELECT member_id::text AS id FROM account WHERE external_user = $1 AND organization_id = $2::uuid',
            here.userId(as),
            organization,
          )
        )?.id,
      );
    own = await idsOf(town, 'PAY', 'Checkout', await memberOf('oskar', us));
    await idsOf(other, 'PAY', 'Checkout', await memberOf('oskar', them));
    await ours.idle();
    await theirs.idle();
    // Ours had it all, too, until it was taken out again.
    const putBack = await keepRows(opened.database);
    strangers.deleted = { ...(await furnish(town, 7_000, randomUUID())) };
    await ours.idle();
    await putBack();
    // Only the other knows her.
    await there.type('ruth', 'general');
    strangers.foreign = await furnish(other, 5_000, await memberOf('ruth', them));
    strangers.random = idsOfNobody();
    for (const [table, column] of [
      ['item', 'title'],
      ['epic', 'title'],
      ['parked_idea', 'title'],
      ['theme', 'name'],
      ['objective', 'title'],
      ['key_result', 'title'],
      ['blocker', 'reason'],
      ['decision', 'question'],
    ])
      await run(`UPDATE ${table} SET ${column} = 'Theirs: ' || ${column} WHERE organization_id = $1::uuid AND ${column} IS NOT NULL`, them);
    expect(await one(HELD, them)).toEqual({ n: 3 });
    expect([...ours.driver.refusals, ...theirs.driver.refusals]).toEqual([]);
  });
  afterAll(async () => {
    await ours.stop();
    await theirs.stop();
    await opened.close();
  });

  it('are told apart by what only one of them has', async () => {
    for (const [name, id] of Object.entries(strangers.foreign)) {
      expect(id, name).toMatch(/^[A-Z]{1,3}(-\d+)?$|^[0-9a-f-]{36}$/);
      expect(Object.values(own), name).not.toContain(id);
    }
    for (const name of Object.keys(strangers.foreign)) expect(Object.keys(strangers.random)).toContain(name);
  });

  it('show each its own under the same key', async () => {
    expect((await here.type('mei', 'checkout', 'PAY-1')).text).toContain('Ours alone');
    expect((await there.type('mei', 'checkout', 'PAY-1')).text).toContain('Theirs alone');
  });

  /** Three calls that must be told apart by nobody: the same answer, nothing changed on either side. */
  const sameAnswer = async (call: (ids: Ids) => Promise<string>, what: string) => {
    const before = [await fingerprint(opened.database, us), await fingerprint(opened.database, them)];
    const answers = [];
    for (const ids of Object.values(strangers)) answers.push(withoutKeys(ids, await call(ids)));
    expect(new Set(answers).size, `${what}\n${answers.join('\n\n')}`).toBe(1);
    expect(answers[0]).not.toContain('Something broke');
    expect(answers[0]).not.toMatch(/Theirs|Seconds/);
    expect([await fingerprint(opened.database, us), await fingerprint(opened.database, them)], what).toEqual(before);
    // Drafts leave no fingerprint: what the other holds is still held.
    expect(await one(HELD, them)).toEqual({ n: 3 });
  };

  /** It is done for ours, and what is named besides falls away: the other keeps what it has, and nobody reads of it. */
  const leftAlone = async (call: (ids: Ids) => Promise<string>, what: string) => {
    const before = await fingerprint(opened.database, them);
    expect(await call(strangers.foreign), what).not.toMatch(/Theirs|Seconds|Something broke/);
    await ours.idle();
    expect(await fingerprint(opened.database, them), what).toEqual(before);
    expect(await one(HELD, them)).toEqual({ n: 3 });
  };

  it.each(commands.map((one) => one.entry).filter((entry) => placeholdersOf(entry).length > 0))(
    'answer a key of the other like one that never was: /flow %s',
    async (entry) => {
      for (const name of placeholdersOf(entry)) {
        const call = async (ids: Ids, as: string, channel: string) => {
          const told = await here.type(as, channel, wordsOf(entry, { ...own, [name]: ids[name] }));
          expect(told.text).not.toBe('');
          if (ours.driver.view(as)) await ours.driver.close({ as });
          return `${told.result.status} ${withoutNonces(JSON.stringify(told.message?.blocks))}`;
        };
        // "add" stores a title, whoever's key it is made of: told apart by nobody, but not refused.
        if (entry.startsWith('add ')) {
          for (const ids of Object.values(strangers)) {
            const words = wordsOf(entry, { ...own, [name]: ids[name] });
            await call(ids, 'mei', 'checkout');
            expect(await one('SELECT organization_id::text AS of, title FROM item ORDER BY created_at DESC LIMIT 1')).toEqual({
              of: us,
              title: words.slice('add '.length),
            });
            await run(
              "UPDATE item SET title = 'Named ' || id WHERE organization_id = $1::uuid AND title = $2",
              us,
              words.slice('add '.length),
            );
          }
          continue;
        }
        await sameAnswer((ids) => call(ids, 'mei', 'checkout'), `${name} by mei`);
        await sameAnswer((ids) => call(ids, 'tomas', 'general'), `${name} by tomas`);
      }
    },
  );

  /** Those come last that only name something besides: with them, it is done. */
  const lastOf = (besides: readonly string[], fields: readonly string[]) => [
    ...fields.filter((field) => !besides.includes(field)),
    ...fields.filter((field) => besides.includes(field)),
  ];
  const withIds = (kind: 'actions' | 'forms') => (entry: { readonly entry: string }) =>
    entry.entry !== 'chat.command' && idsIn(dataOf(kind, entry.entry)).length > 0;
  /** As the field has it: alone, or in a list. */
  const inPlaceOf = (known: unknown, id: string) => (Array.isArray(known) ? [id] : id);

  it.each(actions.filter(withIds('actions')).map((one) => [one.entry, one] as const))(
    'answer a button with an id of the other like one that never was: %s',
    async (_name, { name, arrange, besides = [] }) => {
      const { data } = (await arrange(town)) as Pressed;
      await ours.idle();
      for (const field of lastOf(besides, idsIn(dataOf('actions', name)))) {
        for (const id of foreignIn(field)) {
          for (const [as, channel] of [
            ['mei', HERE],
            ['tomas', { id: 'C0GENERAL', name: 'general' }],
          ] as const) {
            await (besides.includes(field) ? leftAlone : sameAnswer)(async (ids) => {
              const given = { ...data, [field]: inPlaceOf(data[field], id(ids)) };
              const told = await pressRaw(ours, as, channel, { id: name, value: JSON.stringify({ d: given, n: randomUUID() }) });
              expect(told.text).not.toBe('');
              return `${told.status} ${withoutNonces(told.blocks)}`;
            }, `${field} by ${as}`);
          }
        }
      }
    },
  );

  it.each(forms.filter(withIds('forms')).map((one) => [one.entry, one] as const))(
    'answer a form about a thing of the other like one that never was: %s',
    async (_name, { name, arrange, besides = [] }) => {
      const { as, view, values } = (await arrange(town)) as Sent;
      await ours.idle();
      // What a form is about stays in our database; only there could a foreign id ever get into it.
      const { draft } = JSON.parse(String((view.raw as { private_metadata: string }).private_metadata)) as { draft: string };
      const { data } = (await one("SELECT data #> '{reply,data}' AS data FROM form_draft WHERE id = $1::uuid", draft)) as {
        data: Record<string, unknown>;
      };
      for (const field of lastOf(besides, idsIn(dataOf('forms', name)))) {
        for (const id of foreignIn(field)) {
          await (besides.includes(field) ? leftAlone : sameAnswer)(async (ids) => {
            const given = JSON.stringify({ ...data, [field]: inPlaceOf(data[field], id(ids)) });
            expect(
              await run("UPDATE form_draft SET data = jsonb_set(data, '{reply,data}', $1::jsonb) WHERE id = $2::uuid", given, draft),
            ).toBe(1);
            const answer = await submitRaw(ours, as, view, { state: { values } });
            expect(answer.cleared, answer.body).toBe(besides.includes(field));
            return `${answer.status} ${JSON.stringify(answer.errors)}`;
          }, field);
        }
      }
    },
  );

  it.each(
    forms.flatMap((one) => {
      const { fields } = declared.forms.find(({ contract }) => contract.name === one.name)?.contract ?? {
        fields: {} as Readonly<Record<string, ZodType>>,
      };
      return namingFields(fields).map((field) => [`${one.entry}: ${field}`, one, field, fields[field]] as const);
    }),
  )('answer a value that names a thing of the other like one that never was: %s', async (_name, { arrange }, field, schema) => {
    const { as, view, values } = (await arrange(town)) as Sent;
    await ours.idle();
    for (const id of foreignIn(field, schema)) {
      await sameAnswer(async (ids) => {
        const value = id(ids);
        // Even a menu that was never shown for people: their own picker only hands in users of this workspace.
        const given = /s$/.test(fieldTypeOf(schema))
          ? { type: 'multi_static_select', selected_options: [{ value }] }
          : { type: 'static_select', selected_option: { value } };
        const answer = await submitRaw(ours, as, view, { state: { values: { ...values, [field]: { [field]: given } } } });
        expect(answer.cleared, answer.body).toBe(false);
        return `${answer.status} ${JSON.stringify(answer.errors)}`;
      }, field);
    }
  });

  it.each(Object.entries(lookups))('find nothing of the other by typing: %s', async (name, by) => {
    const lookup = declared.lookups.find((each) => each.name === name);
    const find = async (organizationId: string, typed: string) => {
      const owns = [own.streamId, strangers.foreign.streamId];
      const context = { db: { organizationId, sql: opened.database.sql }, asker: { roles: { owns }, teams: [] } } as unknown as Read;
      return JSON.stringify(await lookup?.run(context, typed));
    };
    expect(await find(us, '')).not.toMatch(/Theirs|Second|Ruth/i);
    const queries: ((ids: Ids) => string)[] = ['Theirs', 'Second', 'Ruth'].map((typed) => () => typed);
    for (const typed of [...by.map((key) => (ids: Ids) => ids[key]), ...queries]) {
      await sameAnswer((ids) => find(us, typed(ids)), typed(strangers.foreign));
      expect(await find(us, typed(strangers.foreign))).not.toMatch(/Theirs|Second|Ruth/i);
    }
    for (const key of by) expect(await find(them, strangers.foreign[key]), key).not.toBe('[]');
    expect((await Promise.all(queries.map((typed) => find(them, typed(strangers.foreign))))).join(''), name).toMatch(/Theirs|Second|Ruth/i);
  });

  it('find no epic of the other in a form, over HTTP', async () => {
    await here.type('mei', 'checkout', 'add');
    const find = async (query: string) =>
      JSON.stringify(await ours.driver.options({ as: 'mei', blockId: 'epicId', actionId: 'epicId', query }));
    expect(await find(own.EPIC)).toContain(own.EPIC);
    for (const query of [strangers.foreign.EPIC, 'Theirs']) expect(await find(query)).not.toMatch(/Theirs/);
    await ours.driver.close({ as: 'mei' });
  });

  it.each(Object.entries(watches))('say nothing of what the other has while one types: %s', async (name, words) => {
    await here.type('mei', 'checkout', words);
    const type = async (text: string) => (await ours.driver.click({ as: 'mei', blockId: name.split(' ')[1] ?? '', choose: text })).text;
    expect(await type(await titleOf(town, 'parked_idea', own.ideaId))).toContain('known already');
    for (const [table, id] of [
      ['epic', strangers.foreign.epicId],
      ['parked_idea', strangers.foreign.ideaId],
      ['item', strangers.foreign.itemId],
    ] as const)
      expect(await type(await titleOf(other, table, id)), table).not.toContain('known already');
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
    expect(JSON.stringify(shown)).toMatch(/PAY-\d/);
    expect(JSON.stringify(shown)).not.toMatch(/Theirs|Second/);
  });

  it.each(shortcuts)('refuse a message handed over from another workspace: %s', async (callback) => {
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
      const answer = await submitRaw(ours, 'mei', gone, { metadata });
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

function fieldTypeOf(schema: ZodType | undefined): string {
  return schema === undefined ? '' : fieldOf(schema).type;
}
