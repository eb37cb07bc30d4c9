import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Act, ActResult } from '../../wire/protocol.ts';
import type { Outcome } from '../acts/outcome.ts';
import { parseJson } from '../world/arguments.ts';
import { personOf } from '../world/people.ts';
import { snapshotOf } from '../world/snapshot.ts';
import type { World } from '../world/world.ts';
import { actSchema } from './act-schema.ts';
import { changesRoute } from './changes-route.ts';
import { readBody, sendJson } from './io.ts';
import type { Route } from './route.ts';

/** What the page talks to; see protocol.ts. */
export function pageRoutes(world: World, perform: (act: Act) => Promise<Outcome>): Route[] {
  return [
    { method: 'GET', path: '/playground/state', handle: (req, res) => state(world, req, res) },
    changesRoute(world),
    { method: 'POST', path: '/playground/act', handle: (req, res) => act(perform, req, res) },
  ];
}

function state(world: World, req: IncomingMessage, res: ServerResponse): void {
  const as = new URL(req.url ?? '/', 'http://localhost').searchParams.get('as') ?? world.settings.people[0]?.id ?? '';
  if (personOf(world, as)) sendJson(res, 200, snapshotOf(world, as));
  else sendJson(res, 404, { ok: false, error: 'There is no such person.' });
}

async function act(perform: (act: Act) => Promise<Outcome>, req: IncomingMessage, res: ServerResponse): Promise<void> {
  // A form of another site cannot send this type without asking first (CORS), and it is never allowed.
  if (!(req.headers['content-type'] ?? '').startsWith('application/json')) {
    sendJson(res, 415, { ok: false, error: 'Send application/json.' });
    return;
  }
  const body = await readBody(req);
  const parsed = actSchema.safeParse(parseJson(body ?? ''));
  if (!parsed.success) {
    sendJson(res, 400, { ok: false, error: z.prettifyError(parsed.error) });
    return;
  }
  const { ok, error, options } = await perform(parsed.data);
  const result: ActResult = { ok, ...(error === undefined ? {} : { error }), ...(options === undefined ? {} : { options }) };
  sendJson(res, 200, result);
}
