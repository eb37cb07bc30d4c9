import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/app/log.ts';
import { logFields } from '../../src/app/log-fields.ts';
import type { Snapshot, View } from '../../src/playground/wire/protocol.ts';
import { sdkLog } from '../../src/slack/base/sdk-log.ts';
import { runMain } from '../support/run-main.ts';

// Whatever is typed, is called so, or is secret carries this word. No line of a log may.
const CANARY = 'kanarienvogel';
const PATIENCE_MS = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'millrace-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
/** Texts at which parsers, databases and renderers stumble, each with the word in it. */
const TYPED = [
  CANARY,
  `${CANARY} '; DROP TABLE item;--`,
  `${CANARY}\u0000`,
  `${CANARY}\ud800`,
  `${CANARY.repeat(300)}`,
  `<!channel> *${CANARY}* https://${CANARY}:${CANARY}@evil.test/${CANARY}`,
  `{"${CANARY}":`,
  `\n    at ${CANARY} (/x/${CANARY}.ts:1:1)`,
];
const COMMANDS = [
  '',
  'add PAY',
  'block PAY-12',
  'show',
  'park',
  'park PAY-12',
  'decide',
  'needs PAY-12',
  'tag PAY-12',
  'setup team',
  'xyz',
];

/** Every field of a form that takes text, filled in. */
function stateOf(view: View, typed: string): Record<string, Record<string, unknown>> {
  const blocks = view.blocks as readonly { type: string; block_id: string; element?: { type: string; action_id: string } }[];
  return Object.fromEntries(
    blocks
      .filter((block) => block.element?.type === 'plain_text_input')
      .map(({ block_id, element }) => [block_id, { [element?.action_id ?? '']: { type: 'plain_text_input', value: typed } }]),
  );
}

describe('at trace level, what a process writes', () => {
  it(
    'holds nothing that was typed in the playground',
    async () => {
      const process_ = runMain({ LOG_LEVEL: 'trace', PORT: '0', DATA_DIR: join(folder, 'slack') });
      const [, port = ''] = await process_.says(/localhost:(\d+)/);
      const url = `http://127.0.0.1:${port}`;
      const act = async (body: unknown) =>
        (await fetch(`${url}/playground/act`, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) })).status;
      const state = async (as: string) => (await (await fetch(`${url}/playground/state?as=${as}`)).json()) as Snapshot;
      const mei = (await state('U0MEILIN')).people.find((one) => one.name === 'mei')?.id ?? '';
      let submitted = 0;
      for (const [turn, typed] of TYPED.entries()) {
        // The first two after every command, the others in turns.
        for (const command of COMMANDS.filter((_, n) => turn < 2 || n % 4 === turn % 4)) {
          await act({ type: 'command', as: mei, channel: 'C0CHECKOUT', text: `/flow ${command} ${typed}` });
          const view = (await state(mei)).modals.at(-1);
          if (!view) continue;
          submitted += 1;
          await act({ type: 'submit', as: mei, viewId: view.id, state: stateOf(view, typed) });
          await act({ type: 'close', as: mei, viewId: view.id });
        }
        await act({ type: 'say', as: mei, channel: 'C0CHECKOUT', text: typed });
        await act({ type: 'openHome', as: mei });
        for (const [path, headers] of [
          ['/slack/events', FORM],
          ['/slack/events', JSON_TYPE],
          ['/standin/respond/none', JSON_TYPE],
          [`/standin/api/${CANARY}`, FORM],
          [`/${CANARY}`, FORM],
        ] as const)
          await fetch(`${url}${path}`, {
            method: 'POST',
            headers: { ...headers, 'x-slack-signature': CANARY, authorization: CANARY },
            body: typed,
          });
      }
      expect(submitted).toBeGreaterThan(3);
      expect(await process_.stop()).toBe(0);
      expect(process_.said().match(/"msg":"request"/g)?.length).toBeGreaterThan(TYPED.length * 5);
      // What our own lines hold is all on the list.
      expect(process_.said()).not.toContain('"hidden"');
      expect(process_.said().match(new RegExp(`.{0,80}${CANARY}.{0,80}`, 'gi')) ?? []).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'holds nothing that was said to it in Teams, nor who said it',
    async () => {
      const process_ = runMain({ LOG_LEVEL: 'trace', PORT: '0', DATA_DIR: join(folder, 'teams'), TEAMS_ANONYMOUS: '1' });
      const [, port = ''] = await process_.says(/ready on port (\d+)/);
      const id = (tail: string) => `${CANARY}-${tail}`;
      for (const [count, typed] of TYPED.entries()) {
        const activity = {
          id: `f:${count}`,
          channelId: 'msteams',
          // Nobody listens there: what cannot be answered is logged.
          serviceUrl: 'http://127.0.0.1:1/',
          from: { id: id('29'), name: `${CANARY} Person`, aadObjectId: id('aad') },
          recipient: { id: '28:bot', name: CANARY },
          conversation: { id: id('chat'), conversationType: 'personal', name: CANARY },
          textFormat: 'plain',
        };
        for (const more of [
          { type: 'message', text: typed },
          { type: 'message', text: `add PAY ${typed}` },
          { type: 'message', value: { [CANARY]: typed } },
          { type: 'invoke', name: 'adaptiveCard/action', value: { action: { verb: CANARY, data: { typed } } } },
          { type: 'invoke', name: 'task/submit', value: { data: typed } },
          { type: 'invoke', name: CANARY, value: typed },
          { type: CANARY },
        ])
          await fetch(`http://127.0.0.1:${port}/api/messages`, {
            method: 'POST',
            headers: { ...JSON_TYPE, authorization: `Bearer ${CANARY}` },
            body: JSON.stringify({ ...activity, ...more }),
          });
        await fetch(`http://127.0.0.1:${port}/api/messages`, { method: 'POST', headers: JSON_TYPE, body: typed });
      }
      expect(await process_.stop()).toBe(0);
      expect(process_.said()).toContain('"level":');
      expect(process_.said().match(new RegExp(`.{0,80}${CANARY}.{0,80}`, 'gi')) ?? []).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'holds no token, secret or password of a start that failed',
    async () => {
      const process_ = runMain({
        LOG_LEVEL: 'trace',
        PORT: '0',
        DATA_DIR: join(folder, 'failed'),
        SLACK_BOT_TOKEN: `xoxb-${CANARY}`,
        SLACK_APP_TOKEN: `xapp-${CANARY}`,
        SLACK_SIGNING_SECRET: CANARY.repeat(2),
        SLACK_API_URL: 'http://127.0.0.1:1/api/',
        TEAMS_APP_ID: '11111111-2222-3333-4444-555555555555',
        TEAMS_APP_PASSWORD: CANARY,
        TEAMS_TENANT_ID: '99999999-8888-7777-6666-555555555555',
      });
      expect(await process_.ended).toBe(1);
      expect(process_.said()).not.toMatch(new RegExp(CANARY, 'i'));
    },
    PATIENCE_MS,
  );
});

describe('a line of the log', () => {
  /** What the log writes of these fields. */
  function written(fields: object, message = 'a line'): Record<string, unknown> {
    let text = '';
    const out = new Writable({
      write: (part: Buffer, _, done) => {
        text += part.toString();
        done();
      },
    });
    pino({ level: 'trace', base: null, formatters: { log: logFields } }, out).trace(fields, message);
    return JSON.parse(text) as Record<string, unknown>;
  }

  class DatabaseError extends Error {
    readonly code = '23505';
    readonly detail = `Key (name)=(${CANARY}) already exists.`;
    readonly where = `unnamed portal parameter $1 = '${CANARY}'`;
    readonly hint = CANARY;
  }

  it.each<[string, object]>([
    ['an error of the database', { err: new DatabaseError(`invalid input syntax: "${CANARY}"`) }],
    ['one under another name', { anything: new DatabaseError(CANARY) }],
    ['one behind another', { error: Object.assign(new Error(CANARY, { cause: new DatabaseError(CANARY) }), { query: CANARY }) }],
    ['one whose message looks like a place in the code', { error: new Error(`x\n    at ${CANARY} (/a/${CANARY}.ts:1:1)`) }],
    [
      'one of a parser',
      {
        error: (() => {
          try {
            return JSON.parse(`{"${CANARY}`);
          } catch (error) {
            return error;
          }
        })(),
      },
    ],
    ['a sentence where a code belongs', { error: `Error: ${CANARY} is wrong`, reason: `“${CANARY}”`, handler: `${CANARY} x` }],
    ['a field that nobody thought about', { title: CANARY, [`${CANARY} x`]: 1, nested: { text: CANARY }, list: [CANARY] }],
  ])('holds nothing of %s', (_, fields) => {
    const line = written(fields);
    expect(JSON.stringify(line)).not.toContain(CANARY);
    expect(line.msg).toBe('a line');
    // Not silently: what it was called, or that something was left out.
    expect(line.error ?? line.hidden).toBeDefined();
  });

  it('still says what an error is called, its code, and where it was thrown', () => {
    const line = written({ err: new Error(CANARY, { cause: new DatabaseError(CANARY) }) });
    expect(line).toMatchObject({ error: 'Error', code: '23505', stack: expect.stringMatching(/^ {4}at .*log\.test\.ts:\d+:\d+\)?/) });
    expect(createLog('silent').level).toBe('silent');
  });

  it('keeps the first words of a library, and nothing that it quotes', () => {
    const said: string[] = [];
    const keep = (fields: object, message: string) => void said.push(`${JSON.stringify(logFields({ ...fields }))} ${message}`);
    const { debug, info, warn, error } = sdkLog({ debug: keep, info: keep, warn: keep, error: keep });
    debug(CANARY);
    warn(`Failed to parse the request body: Unexpected token 'k', "${CANARY}" is not valid JSON`);
    error(`An unhandled error occurred while Bolt processed (type: ${CANARY}, error: ${CANARY})`);
    error('WebSocket error occurred', new Error(CANARY));
    info(new Error(CANARY));
    expect(said).toHaveLength(4);
    expect(said.join('\n')).not.toContain(CANARY);
    expect(said[0]).toContain('Failed to parse the request body');
    expect(said[2]).toContain('WebSocket error occurred');
  });
});
