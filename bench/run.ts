// `npm run bench`: what DESIGN section 10 promises, as ratios measured side by side in one run on one throwaway Postgres.
import { cpus } from 'node:os';
import { startPostgres } from '../test/support/postgres-server.ts';
import { fill } from './data.ts';
import { measureGrowth } from './growth.ts';
import { measureNext } from './http.ts';
import { type Row, table } from './measure.ts';
import { countRoundTrips } from './round-trips.ts';
import { measureStarts } from './starts.ts';
import { measureThroughput } from './throughput.ts';

const PARTS: Readonly<Record<string, (server: string) => Promise<Row[]>>> = {
  next: async (server) => {
    const filled = await fill(server, { done: 98_000, ready: 2_000 });
    const rows = await measureNext(filled, '100,000 items');
    await filled.close();
    return rows;
  },
  throughput: measureThroughput,
  trips: countRoundTrips,
  starts: measureStarts,
  growth: measureGrowth,
};

/** All parts, or those named on the command line. */
async function run(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((name) => !(name in PARTS));
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}. There are: ${Object.keys(PARTS).join(', ')}.`);
  const server = await startPostgres();
  const rows: Row[] = [];
  try {
    for (const [name, measure] of Object.entries(PARTS)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      process.stderr.write(`${name} …\n`);
      rows.push(...(await measure(server.url)));
    }
  } finally {
    await server.stop();
  }
  console.log(`\nNode ${process.version}, ${cpus().length} cores, ${new Date().toISOString()}\n\n${table(rows)}`);
}

await run(process.argv.slice(2));
