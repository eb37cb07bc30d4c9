import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from './io.ts';
import type { Route } from './route.ts';

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

function hostName(host: string | undefined): string {
  return host === undefined ? '' : host.replace(/:\d+$/, '').toLowerCase();
}

/** Another site may point its own name at 127.0.0.1 (DNS rebinding) or post at us from its page: both are refused. */
function isLocal(req: IncomingMessage): boolean {
  if (!LOCAL.has(hostName(req.headers.host))) return false;
  const { origin } = req.headers;
  return origin === undefined || (URL.canParse(origin) && LOCAL.has(new URL(origin).hostname.toLowerCase()));
}

/** Lets a route be reached only from a page of this machine. */
export function localOnly(route: Route): Route {
  const handle = (req: IncomingMessage, res: ServerResponse) => {
    if (isLocal(req)) return route.handle(req, res);
    sendJson(res, 403, { ok: false, error: 'The playground answers only to localhost.' });
    return undefined;
  };
  return { ...route, handle };
}
