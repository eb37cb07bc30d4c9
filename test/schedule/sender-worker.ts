// The process behind sender-process.ts: sends one outbox to a stand-in until it is told to stop, or killed.
import type { DeliveryResult } from '../../src/chat/send.ts';
import { openServer } from '../../src/database/connection/server.ts';
import { createOutboxSender } from '../../src/schedule/outbox-sender.ts';

const { url, platformUrl, workspaceId, token, leaseMs, paceMs } = JSON.parse(process.argv[2] ?? '{}') as {
  readonly url: string;
  readonly platformUrl: string;
  readonly workspaceId: string;
  readonly token: string;
  readonly leaseMs: number;
  readonly paceMs: number;
};

const database = await openServer({ url, poolSize: 4, migrate: false });
const sender = createOutboxSender({
  database,
  send: async (delivery) => {
    if (!((await delivery.mayGo?.()) ?? true)) return { type: 'overtaken' };
    const { placeId, blocks } = delivery;
    const answer = await fetch(platformUrl, { method: 'POST', body: JSON.stringify({ placeId, blocks, pid: process.pid }) });
    return (await answer.json()) as DeliveryResult;
  },
  homes: () => [{ platform: 'slack', externalId: workspaceId, token }],
  paceMs: { slack: paceMs },
  leaseMs,
  log: () => {},
});
sender.kick();
process.send?.('open');
process.on('message', (asked) => {
  sender.kick();
  if (asked === 'settle') void sender.idle().then(() => process.send?.('idle'));
});
process.on('disconnect', () => void sender.stop().then(database.close));
