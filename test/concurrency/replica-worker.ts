// The process behind replica-process.ts: opens a replica and answers what its parent sends.
import type { Request } from '../../src/chat/request.ts';
import { type Answer, openReplica, type Replica } from './replica.ts';

export type ToReplica =
  | { readonly type: 'open'; readonly url: string; readonly poolSize: number }
  | { readonly type: 'ask'; readonly id: number; readonly request: Request }
  | { readonly type: 'close' };

export type FromReplica = { readonly type: 'open' } | { readonly type: 'answer'; readonly id: number; readonly answer: Answer };

let replica: Replica | undefined;

const tell = (message: FromReplica) => void process.send?.(message);

async function take(message: ToReplica): Promise<void> {
  switch (message.type) {
    case 'open':
      replica = await openReplica(message.url, message.poolSize);
      return tell({ type: 'open' });
    case 'ask': {
      if (!replica) throw new Error('Asked before it was opened.');
      return tell({ type: 'answer', id: message.id, answer: await replica.ask(message.request) });
    }
    case 'close':
      await replica?.close();
      return process.disconnect?.();
    default: {
      const unknown: never = message;
      return unknown;
    }
  }
}

process.on('message', (message: ToReplica) => {
  take(message).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  });
});
// The parent is gone: nobody is left to answer.
process.on('disconnect', () => process.exit(0));
