import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Route {
  readonly method: string;
  readonly path: string;
  readonly prefix?: boolean;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
}

/** A server on a free port of this machine. */
export interface Served {
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  readonly close: () => Promise<void>;
}

/** Serves routes as the process does: the longest path wins, all else is 404. They may be known only once the port is. */
export async function serve(routes: () => readonly Route[]): Promise<Served> {
  const server = createServer(async (request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    const [route] = routes()
      .filter((one) => one.method === request.method && (one.prefix ? path.startsWith(one.path) : path === one.path))
      .sort((a, b) => b.path.length - a.path.length);
    if (route) await route.handle(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    server,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
