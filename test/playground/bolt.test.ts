import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { expect, onTestFinished, test } from 'vitest';
import { actions, button, input, modal, openTown, SECRET, section, TOKEN } from './harness.ts';

/** The real SDK against the stand-in: what one of them gets wrong, the other notices. */
async function withBolt() {
  let events = '';
  const town = await openTown({ eventsUrl: () => events });
  const receiver = new HTTPReceiver({ signingSecret: SECRET, logLevel: LogLevel.ERROR });
  const app = new App({
    token: TOKEN,
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: `${town.url}/standin/api/`, retryConfig: { retries: 0 } },
  });
  const server = createServer((req, res) => receiver.requestListener(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  events = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { town, app };
}

test('command, modal, submission, button and response_url through Bolt', async () => {
  const { town, app } = await withBolt();
  app.command('/flow', async ({ ack, body, client, command }) => {
    if (command.text !== 'add')
      return ack({ text: `You said ${command.text}`, blocks: [section('Next') as never, actions(button('Pull it', 'pull')) as never] });
    await client.views.open({ trigger_id: body.trigger_id, view: modal([input('title', 'Title')]) as never });
    return ack();
  });
  app.view('form', async ({ ack, view }) => {
    const value = view.state.values.title?.value?.value ?? '';
    if (value.length < 5) return ack({ response_action: 'errors', errors: { title: 'Say more' } });
    return ack();
  });
  app.action('pull', async ({ ack, respond }) => {
    await ack();
    await respond({ replace_original: true, text: 'Pulled' });
  });

  const answered = await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow next' });
  expect(answered).toMatchObject({ ok: true, alerts: [], messages: [{ text: 'You said next', ephemeralFor: 'U1' }] });
  const [message] = answered.messages;
  if (!message) throw new Error('no message');
  const pulled = await town.driver.click({ as: 'ines', message, label: 'Pull it', until: 'shown' });
  expect(pulled.text).toBe('Pulled');

  expect((await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow add' })).views).toHaveLength(1);
  expect((await town.driver.submit({ as: 'ines', values: { Title: 'x' } })).views[0]?.errors).toEqual({ title: 'Say more' });
  expect((await town.driver.submit({ as: 'ines', values: { Title: 'long enough' } })).ok).toBe(true);
  expect(town.driver.view('ines')).toBeUndefined();
});

test('Bolt refuses what is signed wrongly', async () => {
  const { town } = await withBolt();
  const body = 'command=%2Fflow&text=';
  expect((await town.driver.post(body, { secret: 'wrong' })).status).toBe(401);
  expect((await town.driver.post(body, { timestamp: '1000' })).status).toBe(401);
});
