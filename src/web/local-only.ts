import type { IncomingMessage } from 'node:http';
import { isLoopback } from './loopback.ts';
import type { Route } from './server.ts';

/**
 * Lets a route be reached only under names of this machine, or those that were set on purpose. Where nobody is asked who they are,
 * another site could otherwise point its own name at 127.0.0.1 (DNS rebinding), or post a form from its page into ours. What comes
 * without an Origin is a program of this machine, or the page itself being opened.
 *
 * @param names further hosts, each with its port where that is not the usual one, in lower case
 */
export function localOnly(names: readonly string[]): (route: Route) => Route {
  const isOurs = (url: string) => {
    if (!URL.canParse(url)) return false;
    const { protocol, hostname, host, pathname, username, password } = new URL(url);
    if (!['http:', 'https:'].includes(protocol) || pathname !== '/' || username !== '' || password !== '') return false;
    return isLoopback(hostname) || names.includes(host);
  };
  const isAllowed = ({ headers: { host, origin } }: IncomingMessage) =>
    host !== undefined && isOurs(`http://${host}`) && (origin === undefined || isOurs(origin));
  return (route) => ({
    ...route,
    handle: (request, response) => {
      if (isAllowed(request)) return route.handle(request, response);
      // The rest of the body is not read: the connection ends with the answer.
      response.once('finish', () => request.destroy());
      response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff', connection: 'close' });
      response.end('This answers only to localhost. PLAYGROUND_HOSTS names other hosts by which it may be called.\n');
      return undefined;
    },
  });
}
