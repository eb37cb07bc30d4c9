import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject, type Json } from '../judge/json.ts';
import { parseJson } from '../world/arguments.ts';
import { recordTraffic } from '../world/record.ts';
import { changed, type World } from '../world/world.ts';
import { pathOf, readBody, sendText } from './io.ts';
import { respond } from './respond.ts';
import type { Route } from './route.ts';
import { followScript, takeScript } from './scripted.ts';

const PREFIX = '/standin/respond/';

/** Where a response_url points. Scripts reach it under the name `response_url`. */
export function respondRoute(world: World): Route {
  return { method: 'POST', path: PREFIX, prefix: true, handle: (req, res) => handle(world, req, res) };
}

async function handle(world: World, req: IncomingMessage, res: ServerResponse): Promise<void> {
  world.inFlight += 1;
  const started = performance.now();
  try {
    const payload = readPayload((await readBody(req)) ?? '', req.headers['content-type'] ?? '');
    let status = 200;
    const work = () => {
      const answer = respond(world, pathOf(req).slice(PREFIX.length), payload);
      status = answer.status;
      return answer.text;
    };
    const script = takeScript(world, 'response_url');
    const text = script ? await followScript(res, script, work) : work();
    status = script?.answer.status ?? status;
    const ms = Math.round(performance.now() - started);
    recordTraffic(world, {
      direction: 'from-bot',
      what: 'response_url',
      status,
      ms,
      body: payload,
      answer: text ?? 'no answer (scripted)',
    });
    if (text !== undefined) sendText(res, status, typeof text === 'string' ? text : JSON.stringify(text));
  } catch {
    if (!res.headersSent) sendText(res, 400, 'bad request');
  } finally {
    world.inFlight -= 1;
    changed(world);
  }
}

/** JSON, or a form with the field `payload`. */
function readPayload(body: string, contentType: string): Json | undefined {
  const text = contentType.startsWith('application/x-www-form-urlencoded') ? (new URLSearchParams(body).get('payload') ?? '') : body;
  const parsed = parseJson(text);
  return isObject(parsed) ? parsed : undefined;
}
