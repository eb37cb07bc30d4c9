import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openEmbedded } from '../../src/database/connection/embedded.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'millrace-durable-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  fs.rmSync(folder, { recursive: true, force: true });
});

it('the embedded database has a commit on the disk before it answers, and opens again', async () => {
  const database = await openEmbedded({ folder });
  await database.client.$executeRawUnsafe('CREATE TABLE kept (what text)');
  const synced = vi.spyOn(fs, 'fsyncSync');
  await database.sql.$queryRaw`SELECT what FROM kept`;
  expect(synced).not.toHaveBeenCalled();
  await database.sql.$executeRaw`INSERT INTO kept (what) VALUES ('one')`;
  expect(synced).toHaveBeenCalledTimes(1);
  await database.transaction(async (sql) => {
    sql.$sendRaw`INSERT INTO kept (what) VALUES ('two')`;
    await sql.$executeRaw`INSERT INTO kept (what) VALUES ('three')`;
  });
  expect(synced).toHaveBeenCalledTimes(2);
  await database.close();
  const again = await openEmbedded({ folder });
  expect(await again.sql.$queryRaw`SELECT count(*)::int AS n FROM kept`).toEqual([{ n: 3 }]);
  await again.close();
}, 60_000);
