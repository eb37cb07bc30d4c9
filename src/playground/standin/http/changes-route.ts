import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from '../world/world.ts';
import type { Route } from './route.ts';

/** Proxies and browsers give up on silent streams after half a minute or so. */
const HEARTBEAT_MS = 15_000;

/** Server-sent events: each `data:` is the version of the newest snapshot, the first one at once. */
export function changesRoute(world: World): Route {
  return { method: 'GET', path: '/playground/changes', handle: (req, res) => stream(world, req, res) };
}

function stream(world: World, req: IncomingMessage, res: ServerResponse): void {
  res.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const tell = () => res.write(`data: ${world.version}\n\n`);
  const heartbeat = setInterval(() => res.write(': still here\n\n'), HEARTBEAT_MS).unref();
  const end = () => {
    clearInterval(heartbeat);
    world.events.off('change', tell);
    world.closing.signal.removeEventListener('abort', end);
    res.end();
  };
  // After a restart of the bot the page asks again within a second.
  res.write('retry: 1000\n');
  tell();
  world.events.on('change', tell);
  world.closing.signal.addEventListener('abort', end);
  req.on('close', end);
}
