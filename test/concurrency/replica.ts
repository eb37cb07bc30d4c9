import { createLog } from '../../src/app/log.ts';
import { createPorts } from '../../src/app/ports.ts';
import { catalogue } from '../../src/chat/catalogue.ts';
import { createChat } from '../../src/chat/chat.ts';
import type { Outcome } from '../../src/chat/outcome.ts';
import type { Request } from '../../src/chat/request.ts';
import type { Database } from '../../src/database/connection/database.ts';
import { openServer } from '../../src/database/connection/server.ts';
import { features } from '../../src/features/index.ts';

/** An answer, with the instants of its call on the machine's monotonic clock, in ms. */
export interface Answer {
  readonly outcome: Outcome;
  readonly invoke: number;
  readonly complete: number;
}

/** A Millrace without its platforms: what Slack's adapter hands in goes in here. */
export interface Replica {
  readonly ask: (request: Request) => Promise<Answer>;
  readonly database: Database;
  readonly close: () => Promise<void>;
}

/** Put together from the same parts as src/app/app.ts, with a pool of its own. */
export async function openReplica(url: string, poolSize = 10): Promise<Replica> {
  const database = await openServer({ url, poolSize, migrate: false });
  const log = createLog(process.env.TEST_LOG_LEVEL ?? 'silent');
  const chat = createChat(catalogue(features), createPorts({ database, log, adopt: false, committed: () => {} }));
  return {
    ask: async (request) => {
      const invoke = now();
      const outcome = await chat(request);
      return { outcome, invoke, complete: now() };
    },
    database,
    close: database.close,
  };
}

/** CLOCK_MONOTONIC on Linux: one clock for all processes of the machine. */
function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
