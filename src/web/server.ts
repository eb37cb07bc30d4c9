import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createConnections } from './connections.ts';

/** A path that somebody answers. With `prefix`, everything under it. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly prefix?: boolean;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
}

export interface WebOptions {
  /** Asked at each request: some routes are known only once the port is. */
  readonly routes: () => readonly Route[];
  /** Can requests be served? Asked by /readyz. */
  readonly ready: () => Promise<boolean>;
  readonly log: (level: 'error' | 'warn', fields: Readonly<Record<string, unknown>>, message: string) => void;
}

/** Where nobody says how long. */
const LONGEST_CLOSE_MS = 25_000;

export interface WebServer {
  /** @returns the port in use (0 asks for any) */
  readonly listen: (port: number, host: string) => Promise<number>;
  /** Serves on for `ms`, while each answer ends its connection, so that clients who keep one look for another server. */
  readonly leave: (ms: number) => Promise<void>;
  /** No new requests; resolves when the open ones are answered, after `ms` at the latest. Who says nothing more is cut off before. */
  readonly close: (ms?: number) => Promise<void>;
}

/** The one HTTP server of the process. */
export function createWebServer(options: WebOptions): WebServer {
  const own: readonly Route[] = [
    { method: 'GET', path: '/healthz', handle: (_, response) => text(response, 200, 'ok') },
    {
      method: 'GET',
      path: '/readyz',
      handle: async (_, response) => ((await options.ready()) ? text(response, 200, 'ready') : text(response, 503, 'not ready')),
    },
  ];
  let leaving = false;
  const server = createServer(
    { maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    (request, response) => {
      if (leaving) response.setHeader('connection', 'close');
      serve([...own, ...options.routes()], request, response).catch((error: unknown) => {
        options.log('error', { error, method: request.method }, 'a request failed');
        if (!response.headersSent) text(response, 500, 'Something broke on our side.');
        else response.end();
      });
    },
  );
  const connections = createConnections(server);
  return {
    listen: (port, host) => listen(server, port, host),
    leave: async (ms) => {
      leaving = true;
      if (ms > 0) await wait(ms);
    },
    close: (ms = LONGEST_CLOSE_MS) => {
      leaving = true;
      return connections.close(ms);
    },
  };
}

async function serve(routes: readonly Route[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = '/'] = (request.url ?? '/').split('?');
  const here = routes.filter((route) => (route.prefix ? path.startsWith(route.path) : path === route.path));
  // The longest path wins, so that a page under / leaves the rest alone.
  const [route] = here.filter((one) => one.method === request.method).sort((a, b) => b.path.length - a.path.length);
  if (route) return route.handle(request, response);
  if (here.length > 0) {
    response.setHeader('allow', [...new Set(here.map((one) => one.method))].join(', '));
    return text(response, 405, 'This address takes another method.');
  }
  text(response, 404, 'Nothing is here.');
}

function text(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
  response.end(`${body}\n`);
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new Error(`Port ${port} is in use. Stop what uses it, or set PORT to another one.`));
      else if (error.code === 'EACCES') reject(new Error(`Port ${port} may not be used by this user. Set PORT to one above 1023.`));
      else if (error.code === 'EADDRNOTAVAIL')
        reject(new Error(`HOST ${host} is no address of this machine. Set it to 127.0.0.1 or 0.0.0.0.`));
      else reject(error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
