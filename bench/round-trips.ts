import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { openReplica } from '../test/concurrency/replica.ts';
import { wordsOf } from '../test/concurrency/words.ts';
import { fill } from './data.ts';
import type { Row } from './measure.ts';

/**
 * Round trips counted on the wire, by a proxy that reads the client's half of Postgres's protocol. Statements sent before the
 * answer to the first of them came are one round trip.
 */
export async function countRoundTrips(server: string): Promise<Row[]> {
  const filled = await fill(server, { done: 1_000, ready: 100, limit: 99 });
  const proxy = await startProxy(filled.url);
  const replica = await openReplica(proxy.url, 1);
  const ask = async (text: string) => wordsOf((await replica.ask(filled.company.typed('Alpha', 0, text))).outcome);
  const rows: Row[] = [];
  for (const { text, goal, inside } of [
    { text: 'next', goal: '≤ 3', inside: false },
    { text: 'pull', goal: '≤ 9', inside: true },
    { text: 'done PAY-2', goal: '', inside: true },
    { text: 'backlog', goal: '', inside: false },
  ]) {
    await ask(text === 'done PAY-2' ? 'pull' : text);
    proxy.sent.length = 0;
    await ask(text);
    const all = [...proxy.sent];
    const from = all.findIndex((trip) => trip[0] === 'BEGIN');
    const counted = inside && from >= 0 ? all.slice(from) : all;
    const before = all.length - counted.length;
    rows.push({
      what: `round trips, /flow ${text}${inside ? ', BEGIN to COMMIT' : ''}`,
      goal,
      measured: String(counted.length),
      told: `${before > 0 ? `and ${before} before; ` : ''}${counted.map((trip) => trip.map(firstWords).join(' + ')).join(' · ')}`,
    });
  }
  await replica.close();
  await proxy.stop();
  await filled.close();
  return rows;
}

function firstWords(sql: string): string {
  return sql.trim().split(/\s+/).slice(0, 3).join(' ');
}

async function startProxy(url: string) {
  const target = new URL(url);
  const sent: string[][] = [];
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let answered = true;
    const read = reader((sql) => {
      const trip = sent.at(-1);
      if (answered || !trip) sent.push([sql]);
      else trip.push(sql);
      answered = false;
    });
    client.on('data', (chunk: Buffer) => {
      read(chunk);
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      answered = true;
      client.write(chunk);
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    for (const one of [client, upstream]) one.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  return { url: through.href, sent, stop: () => new Promise((resolve) => server.close(resolve)) };
}

/**
 * One entry per answer that the client waits for: a Query, or the Sync that ends Parse, Bind, Execute. The first packet
 * of a connection has no type. https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
function reader(onTrip: (sql: string) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let started = false;
  let sql = '';
  const named = new Map<string, string>();
  const text = (message: Buffer, from: number) => message.subarray(from, message.indexOf(0, from)).toString();
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = started ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = rest.readInt32BE(head) + head;
      if (rest.length < length) return;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      const type = started ? String.fromCharCode(message[0] ?? 0) : 'start';
      started = true;
      if (type === 'Q') onTrip(message.subarray(5, -1).toString());
      // Parse names a statement, Bind uses it: a statement that was parsed before comes by its name alone.
      if (type === 'P') named.set(text(message, 5), text(message, message.indexOf(0, 5) + 1));
      if (type === 'B') sql = named.get(text(message, message.indexOf(0, 5) + 1)) ?? 'unknown';
      if (type === 'S') {
        onTrip(sql);
        sql = '';
      }
    }
  };
}
