import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** The connections of a server, told apart by whether somebody waits for us on them, or we for them. */
export interface Connections {
  /** Stops listening; resolves when the requests that came are answered, after `ms` at the latest. */
  readonly close: (ms: number) => Promise<void>;
}

/** How long a sender may pause in the middle of a request while we are stopping. */
const PAUSE_MS = 1_000;

/**
 * Node waits for ever for a connection that never asked anything (browsers open them ahead of need), and for half a request as long as
 * its time-outs allow. Whoever is in the middle of sending is let finish, as long as bytes come; whoever is not is cut off.
 */
export function createConnections(server: Server): Connections {
  /** What each connection is busy with; null: nothing came yet. */
  const open = new Map<Socket, IncomingMessage | null>();
  server.on('connection', (socket) => {
    open.set(socket, null);
    socket.once('close', () => open.delete(socket));
  });
  server.on('request', (request, response) => {
    open.set(request.socket, request);
    response.once('close', () => open.has(request.socket) && open.set(request.socket, null));
  });
  const cut = (read: Map<Socket, number>) => {
    for (const [socket, request] of open) {
      if (request?.complete) continue;
      if (read.get(socket) === socket.bytesRead) socket.destroy();
      else read.set(socket, socket.bytesRead);
    }
  };
  return {
    close: (ms) =>
      new Promise((resolve) => {
        const read = new Map<Socket, number>();
        // Of those that never asked anything nothing can be lost.
        for (const socket of open.keys()) if (socket.bytesRead === 0) socket.destroy();
        cut(read);
        const pauses = setInterval(() => cut(read), PAUSE_MS);
        const end = setTimeout(() => server.closeAllConnections(), ms);
        server.close(() => {
          clearInterval(pauses);
          clearTimeout(end);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
