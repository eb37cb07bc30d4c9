import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Request } from '../../src/chat/request.ts';
import type { Answer } from './replica.ts';
import type { FromReplica, ToReplica } from './replica-worker.ts';

/** A replica in a process of its own. */
export interface ReplicaProcess {
  readonly pid: number;
  readonly ask: (request: Request) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** Starts one and waits until its database is open. */
export async function startReplica(url: string, poolSize = 10): Promise<ReplicaProcess> {
  const worker = fileURLToPath(new URL('./replica-worker.ts', import.meta.url));
  const child = fork(worker, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  const opened = new Promise<void>((resolve, reject) => {
    child.on('message', (message: FromReplica) => {
      if (message.type === 'open') resolve();
      else waiting.get(message.id)?.resolve(message.answer);
      if (message.type === 'answer') waiting.delete(message.id);
    });
    child.once('exit', (code) => {
      const error = new Error(`A replica ended with ${code}.`);
      reject(error);
      for (const one of waiting.values()) one.reject(error);
    });
  });
  const send = (message: ToReplica) => void child.send(message);
  send({ type: 'open', url, poolSize });
  await opened;
  let last = 0;
  return {
    pid: child.pid ?? 0,
    ask: (request) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        send({ type: 'ask', id: last, request });
      }),
    close: () => ended(child, () => send({ type: 'close' })),
  };
}

function ended(child: ChildProcess, ask: () => void): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    ask();
  });
}
