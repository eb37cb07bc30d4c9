import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message } from '../../src/playground/wire/protocol.ts';
import { startTestApp, warmUp } from '../support/app.ts';
import { describeServer, openTestServer, type TestDatabase } from '../support/databases.ts';
import { addCompany } from './company.ts';
import { postSigned, startTwoApps, type TwoApps } from './two-apps.ts';

const TEAM = 'T0MILLRACE';
const PEOPLE = { mei: 'U0MEILIN', oskar: 'U0OSKAR', ines: 'U0INES' } as const;
const CHECKOUT = { id: 'C0CHECKOUT', name: 'checkout' };

type Who = keyof typeof PEOPLE;

describeServer('requests that come more than once, to two replicas', () => {
  let opened: TestDatabase & { readonly url: string };
  let apps: TwoApps;
  beforeAll(async () => {
    opened = await openTestServer();
    apps = await startTwoApps(opened);
    await warmUp(apps.first);
  });
  afterAll(async () => {
    await apps.stop();
    await opened.close();
  });

  let triggers = 0;
  const newTrigger = () => {
    triggers += 1;
    return `${triggers}.1.trigger`;
  };

  function command(who: Who, text: string, trigger = newTrigger()): Record<string, string> {
    return {
      team_id: TEAM,
      channel_id: CHECKOUT.id,
      channel_name: CHECKOUT.name,
      user_id: PEOPLE[who],
      user_name: who,
      command: '/flow',
      text,
      api_app_id: 'A0MILLRACE',
      response_url: `http://127.0.0.1:${apps.first.port}/standin/respond/none`,
      trigger_id: trigger,
    };
  }

  const interaction = (payload: object) => ({ payload: JSON.stringify(payload) });
  const sender = (who: Who) => ({ team: { id: TEAM }, user: { id: PEOPLE[who], name: who } });

  /** The same body to both replicas in turn, all at once. */
  async function repeat(times: number, fields: Readonly<Record<string, string>>) {
    const answers = await Promise.all(Array.from({ length: times }, (_, n) => apps.post(n, fields)));
    await apps.idle();
    return answers;
  }

  const events = (kind: string) => opened.database.client.event.findMany({ where: { kind, at: { gte: started } } });
  let started = new Date();
  const begin = () => {
    started = new Date(Date.now() - 1_000);
  };

  it.each([2, 10])('E-01: a signed pull that comes %i times is one pull with one answer', async (times) => {
    begin();
    const before = (await events('pulled')).length;
    const fields = command('mei', 'pull');
    const answers = await repeat(times, fields);
    expect(new Set(answers.map((one) => one.status))).toEqual(new Set([200]));
    expect(new Set(answers.map((one) => one.body)).size).toBe(1);
    expect(answers[0]?.body).toMatch(/Checkout has \*?PAY-\d+/);
    expect((await events('pulled')).length).toBe(before + 1);
    // And once more, later.
    expect((await apps.post(1, fields)).body).toBe(answers[0]?.body);
    expect((await events('pulled')).length).toBe(before + 1);
    await announcedOnce();
  });

  // The announcement goes out once, whichever replica sends it.
  async function announcedOnce() {
    const sent = await opened.database.client.outbox.groupBy({ by: ['subject'], where: { createdAt: { gte: started } }, _count: true });
    expect(sent.map((one) => one._count)).toEqual(sent.map(() => 1));
    expect(sent.length).toBeGreaterThan(0);
  }

  it('E-01: a refusal that comes 10 times has one answer, too', async () => {
    const answers = await repeat(10, command('mei', 'done PAY-99999'));
    expect(new Set(answers.map((one) => one.body)).size).toBe(1);
    expect(answers[0]?.body).toContain("I don't know PAY-99999");
  });

  /** Gives a pulled item back, so that every test finds something ready and room for it. */
  async function giveBack(key: string) {
    expect((await apps.post(0, command('mei', `move ${key} ready`))).body).toContain('is back on top of');
  }

  /** `/flow next` on the stand-in, its pull button, and an address where the answers to clicks show. */
  async function drawNext() {
    const next = await apps.first.driver.command({ as: 'mei', channel: 'checkout', text: '/flow next' });
    const key = /Next for Checkout: (PAY-\d+)/.exec(next.text)?.[1] ?? '';
    expect(key).not.toBe('');
    const sent = apps.first.driver.traffic.findLast((entry) => entry.what === 'command')?.body as { response_url: string };
    return { key, message: next.message as Message, button: buttonOf(next.message as Message, 'Pull it'), responseUrl: sent.response_url };
  }

  function buttonOf(message: Message, label: string) {
    const all = message.blocks.flatMap(
      (block) => (block.elements as { text?: { text: string }; action_id: string; value: string }[] | undefined) ?? [],
    );
    const found = all.find((element) => element.text?.text === label);
    if (!found) throw new Error(`No button “${label}”.`);
    return { type: 'button', block_id: 'b', action_id: found.action_id, value: found.value };
  }

  const click = (who: Who, button: object, responseUrl: string) =>
    interaction({
      type: 'block_actions',
      ...sender(who),
      channel: CHECKOUT,
      trigger_id: newTrigger(),
      response_url: responseUrl,
      actions: [button],
    });

  const shownTo = (who: Who) => apps.first.driver.messages('checkout', who).map((message) => apps.first.driver.text(message));

  it('E-05: a double click on two replicas is one act, told twice in the same words; a second person is told what is so', async () => {
    const free =
      (await apps.first.driver.command({ as: 'mei', channel: 'checkout', text: '/flow board' })).text.match(/PAY-\d+/)?.[0] ?? '';
    await apps.post(0, command('mei', `done ${free}`));
    const { key, button, responseUrl } = await drawNext();
    begin();
    const before = (await events('pulled')).length;
    const known = shownTo('mei').length;
    const answers = await Promise.all([apps.post(0, click('mei', button, responseUrl)), apps.post(1, click('mei', button, responseUrl))]);
    await apps.idle();
    expect(answers.map((one) => one.status)).toEqual([200, 200]);
    const told = shownTo('mei')
      .slice(known)
      .filter((text) => text.includes(`Checkout has ${key}`));
    expect(told).toHaveLength(2);
    expect(told[0]).toBe(told[1]);
    expect((await events('pulled')).length).toBe(before + 1);

    await apps.post(1, click('oskar', button, responseUrl));
    await apps.idle();
    const last = shownTo('mei').at(-1) ?? '';
    expect(last).toContain(`${key} changed since that message was written.`);
    expect(last).toContain('was pulled by Checkout');
    expect((await events('pulled')).length).toBe(before + 1);
    await giveBack(key);
  });

  it('E-05: two people click the same button at once: one pulls, the other is told', async () => {
    const { key, button, responseUrl } = await drawNext();
    begin();
    const before = (await events('pulled')).length;
    const known = shownTo('mei').length;
    await Promise.all([apps.post(0, click('mei', button, responseUrl)), apps.post(1, click('oskar', button, responseUrl))]);
    await apps.idle();
    const told = shownTo('mei').slice(known);
    expect(told.filter((text) => text.includes(`Checkout has ${key}`))).toHaveLength(1);
    expect(told.filter((text) => text.includes(`${key} changed since that message was written.`))).toHaveLength(1);
    expect((await events('pulled')).length).toBe(before + 1);
    await giveBack(key);
  });

  it('E-07: the button of an old message, whose item went on since, does nothing and says so', async () => {
    const { key, message } = await drawNext();
    await apps.post(1, command('oskar', `pull ${key}`));
    await apps.post(1, command('oskar', `done ${key}`));
    const version = async () =>
      opened.database.client.item.findFirst({ where: { key }, select: { version: true, revision: true, state: true } });
    const before = await version();
    expect(before?.state).toBe('done');
    const answer = await apps.first.driver.click({ as: 'mei', message, label: 'Pull it', until: 'shown' });
    expect(answer.text).toContain(`${key} changed since that message was written.`);
    expect(answer.text).toContain('is done');
    expect(await version()).toEqual(before);
  });

  it('E-06: a form sent five times at once adds one item, and every answer is the same', async () => {
    await apps.first.driver.command({ as: 'ines', channel: 'payments', text: '/flow add', until: (result) => result.views.length > 0 });
    const view = apps.first.driver.view('ines');
    if (!view) throw new Error('The form did not open.');
    const raw = view.raw as { private_metadata: string; callback_id: string };
    const title = 'Sent five times by a shaky network';
    const values = Object.fromEntries(
      apps.first.driver.inputs(view).map(({ blockId, actionId, type, label }) => {
        if (label === 'Title') return [blockId, { [actionId]: { type, value: title } }];
        if (type !== 'static_select') return [blockId, { [actionId]: { type, value: null } }];
        return [blockId, { [actionId]: { type, selected_option: firstOption(view.blocks, blockId) } }];
      }),
    );
    const submission = interaction({
      type: 'view_submission',
      ...sender('ines'),
      trigger_id: newTrigger(),
      view: {
        id: view.id,
        type: 'modal',
        callback_id: raw.callback_id,
        private_metadata: raw.private_metadata,
        title: { type: 'plain_text', text: view.title },
        state: { values },
      },
    });
    const answers = await repeat(5, submission);
    expect(answers.map((one) => one.status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map((one) => one.body))).toEqual(new Set(['{"response_action":"clear"}']));
    expect(await opened.database.client.item.count({ where: { title } })).toBe(1);
    expect(apps.first.driver.refusals).toEqual([]);
  });

  function firstOption(blocks: Message['blocks'], blockId: string): unknown {
    const block = blocks.find((one) => one.block_id === blockId) as { element?: { options?: { value: string }[] } } | undefined;
    const [option] = block?.element?.options ?? [];
    return option ?? null;
  }
});

describeServer('E-09: two organizations in one database', () => {
  it('may use the same delivery ids: each has its effect', async () => {
    const opened = await openTestServer();
    const workspaces = ['T0ONE', 'T0TWO'];
    const companies = [];
    for (const workspaceId of workspaces) {
      const teams = [{ name: 'Alpha', limit: 3, streams: ['PAY'], people: 1 }];
      companies.push(await addCompany(opened.database, { workspaceId, streams: [{ key: 'PAY', ready: 3 }], teams }));
    }
    const started = await Promise.all(workspaces.map((workspaceId) => startTestApp(opened, { demo: false, workspaceId })));
    try {
      const answers = await Promise.all(
        started.flatMap((app, index) => {
          const fields = {
            team_id: workspaces[index] ?? '',
            channel_id: 'CALPHA',
            channel_name: 'alpha',
            user_id: 'UALPHA0',
            user_name: 'alpha0',
            command: '/flow',
            text: 'pull',
            response_url: `http://127.0.0.1:${app.port}/standin/respond/none`,
            trigger_id: '1.1.same',
          };
          return [postSigned(app, app.port, fields), postSigned(app, app.port, fields)];
        }),
      );
      for (const { body } of answers) expect(body).toContain('PAY-1');
      for (const { organizationId } of companies) {
        expect(await opened.database.client.event.count({ where: { organizationId, kind: 'pulled' } })).toBe(1);
        expect(await opened.database.client.inbox.count({ where: { organizationId, key: 'command:1.1.same' } })).toBe(1);
      }
    } finally {
      await Promise.all(started.map((app) => app.stop()));
      await opened.close();
    }
  });
});
