import pg from 'pg';
import { isUnavailable } from './unavailable.ts';

/** Connections to a server that are given up once one of them shows that the server is no longer there. */
export interface ServerPool {
  readonly pool: pg.Pool;
  /** Ends all connections; those still in use after `patienceMs` are cut. */
  readonly close: (patienceMs: number) => Promise<void>;
}

/**
 * A pool that refills. A connection that breaks, gets no answer in time, or leads to a node that is no longer written to (SQLSTATE 25006
 * after a failover) is cut at once, and with it all that wait unused: they lead to the same node, over the same way. Whoever asks next gets
 * a new one, which asks anew where the host's name leads to.
 */
export function createPool(config: pg.PoolConfig): ServerPool {
  const all = new Set<pg.Client>();
  class Connection extends pg.Client {
    constructor(given?: string | pg.ClientConfig) {
      super(given);
      all.add(this);
      this.once('end', () => all.delete(this));
    }
  }
  const pool = new pg.Pool({ ...config, Client: Connection });
  const unused = new Set<pg.PoolClient>();
  // Cutting one tells of itself as a connection that broke.
  const cut = new WeakSet<pg.PoolClient>();
  const giveUp = (client: pg.PoolClient) => {
    if (cut.has(client)) return;
    for (const one of [client, ...unused]) {
      cut.add(one);
      one.connection.stream.destroy();
    }
    unused.clear();
  };
  pool.on('connect', (client) => {
    client.on('error', () => giveUp(client));
    client.connection.on('errorMessage', (error: unknown) => {
      if (isUnavailable(error)) giveUp(client);
    });
  });
  pool.on('acquire', (client) => unused.delete(client));
  pool.on('release', (error, client) => {
    if (!error) unused.add(client);
  });
  pool.on('remove', (client) => unused.delete(client));
  // A connection that breaks while nobody uses it is replaced by the pool; whoever uses one is told by their query.
  pool.on('error', () => undefined);
  const end = async (patienceMs: number) => {
    const cutAll = () => {
      for (const client of all) client.connection.stream.destroy();
    };
    const timer = setTimeout(cutAll, patienceMs);
    await pool.end();
    clearTimeout(timer);
    // Their goodbyes may be on the way to nobody.
    setTimeout(cutAll, patienceMs).unref();
  };
  let ended: Promise<void> | undefined;
  return {
    pool,
    close: (patienceMs) => {
      ended ??= end(patienceMs);
      return ended;
    },
  };
}
