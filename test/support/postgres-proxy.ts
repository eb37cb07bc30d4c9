import { createServer, connect as dial, type Socket } from 'node:net';
import type { Database } from '../../src/database/connection/database.ts';
import { openServer, type ServerOptions } from '../../src/database/connection/server.ts';
import { openTestServer, type TestDatabase } from './databases.ts';

/**
 * What goes wrong at the next COMMIT. `answer`: the server commits, and the connection breaks before it says so. `request`: it breaks
 * before the server hears of it.
 */
export type CommitFault = 'answer' | 'request';

/** A way to a Postgres server that can be disturbed. */
export interface PostgresProxy {
  readonly port: number;
  /** At the next COMMIT of any connection, once. */
  readonly loseCommit: (fault: CommitFault, then?: () => void) => void;
  /** From now on nothing passes over the connections that are open, in either way, and nobody is told. */
  readonly swallow: () => void;
  /** New connections: let through, turned away at once, or taken and never answered. */
  readonly newcomers: (how: 'pass' | 'refuse' | 'swallow') => void;
  /** How many connections were let through so far. */
  readonly passed: () => number;
  readonly close: () => Promise<void>;
}

const COMMIT = Buffer.from('COMMIT\0');

/** Listens on a free port of the loopback and leads to the server of this address. */
export async function startPostgresProxy(upstreamUrl: string): Promise<PostgresProxy> {
  const upstream = new URL(upstreamUrl);
  const open = new Set<{ readonly sockets: readonly Socket[]; swallowed: boolean }>();
  let fault: { readonly kind: CommitFault; readonly then: () => void } | undefined;
  let newcomers: 'pass' | 'refuse' | 'swallow' = 'pass';
  let passed = 0;
  const server = createServer((client) => {
    if (newcomers === 'refuse') return void client.destroy();
    const swallowed = newcomers === 'swallow';
    const database = dial(Number(upstream.port), upstream.hostname);
    const link = { sockets: [client, database], swallowed };
    open.add(link);
    if (!swallowed) passed += 1;
    const cut = () => {
      for (const socket of link.sockets) socket.destroy();
    };
    const loses = (kind: CommitFault, bytes: Buffer) => {
      if (fault?.kind !== kind || !bytes.includes(COMMIT)) return false;
      const { then } = fault;
      fault = undefined;
      cut();
      then();
      return true;
    };
    client.on('data', (bytes) => {
      if (!link.swallowed && !loses('request', bytes)) database.write(bytes);
    });
    database.on('data', (bytes) => {
      if (!link.swallowed && !loses('answer', bytes)) client.write(bytes);
    });
    for (const socket of link.sockets) {
      socket.on('error', () => undefined);
      // Who swallows does not pass on an end, either.
      socket.on('close', () => {
        if (link.swallowed && socket === database) return;
        cut();
        open.delete(link);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    loseCommit: (kind, then = () => undefined) => {
      fault = { kind, then };
    },
    swallow: () => {
      for (const link of open) link.swallowed = true;
    },
    newcomers: (how) => {
      newcomers = how;
    },
    passed: () => passed,
    close: async () => {
      for (const { sockets } of open) for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A database of a test's own, reached over a proxy; `direct` looks at it past the proxy. */
export interface ProxiedDatabase extends TestDatabase {
  readonly url: string;
  readonly direct: Database;
  readonly proxy: PostgresProxy;
}

export async function openProxied(options: Pick<ServerOptions, 'poolSize' | 'timing'> = {}): Promise<ProxiedDatabase> {
  const behind = await openTestServer();
  const proxy = await startPostgresProxy(behind.url);
  const url = new URL(behind.url);
  url.port = String(proxy.port);
  const database = await openServer({ url: url.href, migrate: false, ...options });
  return {
    database,
    url: url.href,
    direct: behind.database,
    proxy,
    close: async () => {
      await database.close();
      await proxy.close();
      await behind.close();
    },
  };
}
