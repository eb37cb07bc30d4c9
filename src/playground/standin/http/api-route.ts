import type { IncomingMessage, ServerResponse } from 'node:http';
import { callMethod } from '../api/call.ts';
import type { Json } from '../judge/json.ts';
import { recordTraffic } from '../world/record.ts';
import { changed, type World } from '../world/world.ts';
import { pathOf, readBody, sendJson, sendText } from './io.ts';
import type { Route } from './route.ts';
import { followScript, takeScript } from './scripted.ts';

const PREFIX = '/standin/api/';

/** The Web API. The bot's client is given `SLACK_API_URL = <base>/standin/api/`. */
export function apiRoute(world: World): Route {
  return { method: 'POST', path: PREFIX, prefix: true, handle: (req, res) => handle(world, req, res) };
}

async function handle(world: World, req: IncomingMessage, res: ServerResponse): Promise<void> {
  world.inFlight += 1;
  const started = performance.now();
  const method = pathOf(req).slice(PREFIX.length);
  try {
    const body = await readBody(req);
    if (body === undefined) {
      sendJson(res, 413, { ok: false, error: 'request_too_large' });
      return;
    }
    let args: Json = {};
    const work = () => {
      const called = callMethod(world, method, body, req.headers);
      args = called.args;
      return called.answer;
    };
    const script = takeScript(world, method);
    const answer = script ? await followScript(res, script, work) : work();
    const status = script?.answer.status ?? 200;
    const ms = Math.round(performance.now() - started);
    recordTraffic(world, { direction: 'from-bot', what: method, status, ms, body: args, answer: answer ?? 'no answer (scripted)' });
    if (answer !== undefined) sendJson(res, status, answer, script?.answer.headers);
  } catch {
    // The client hung up in the middle of its body.
    if (!res.headersSent) sendText(res, 400, 'bad request');
  } finally {
    world.inFlight -= 1;
    changed(world);
  }
}
