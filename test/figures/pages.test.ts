import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeDatabases, type TestDatabase } from '../support/databases.ts';
import { makeTown, type Town } from './town.ts';

const BEGAN = new Date('2026-03-02T09:00:00Z');
const NOW = new Date('2026-04-01T09:00:00Z');

// Lists end somewhere; their sums do not.
describeDatabases('sums of more than a page', (open) => {
  let opened: TestDatabase;
  let town: Town;
  beforeAll(async () => {
    opened = await open();
    town = await makeTown(opened.database, BEGAN);
  }, 60_000);
  afterAll(() => opened.close());

  const run = (sql: string, ...values: unknown[]) => opened.database.client.$executeRawUnsafe(sql, ...values);
  const streamId = () => town.streams[0]?.id ?? '';
  const teamId = () => town.teams[0]?.id ?? '';

  it('board, where am I, home and the question which one is done', async () => {
    const [doing, reviewing] = town.stages.filter((one) => one.streamId === streamId()).map((one) => one.id);
    await run(
      `INSERT INTO item (organization_id, id, stream_id, key, title, state, team_id, pulled_by, stage_id, started_at, created_at, changed_at, split_at)
       SELECT $1::uuid, gen_random_uuid(), $2::uuid, 'PAY-' || n, 'Work ' || n, 'delivery', $3::uuid, $4::uuid,
         CASE WHEN n <= 104 THEN $5::uuid ELSE $6::uuid END, $7::timestamptz + n * interval '1 minute', $7, $7, CASE WHEN n > 154 THEN $7::timestamptz END
       FROM generate_series(1, 157) AS n`,
      town.organizationId,
      streamId(),
      teamId(),
      town.memberId,
      doing,
      reviewing,
      BEGAN,
    );
    const stream = await town.type('board', NOW, { stream: 'PAY' });
    expect(stream).toContain('154 items in progress.');
    expect(stream).toContain('in progress · 104\n');
    expect(stream).toContain('And 4 more.\nin review · 50\n');
    expect(stream).toContain('Split, not counted · 3\n');
    const board = await town.type('board', NOW, { team: 'Alpha' });
    expect(board).toContain('154 of 3 in progress.');
    expect(await town.type('', NOW, { team: 'Alpha' })).toContain('In progress: 154 of 3');
    expect(await town.type('health PAY', NOW)).toContain('0 refining, 0 ready, 154 in progress');
    expect(await town.type('done', NOW, { team: 'Alpha' })).toContain('And 147 more, on the board.');
    expect(await town.home(NOW)).toContain('and 137 more, on the board');
  });

  it('blockers', async () => {
    const blockerId = newId();
    await run(
      `INSERT INTO blocker (organization_id, id, reason, opened_at, opened_by) VALUES ($1::uuid, $2::uuid, 'The bank is closed', $3, $4::uuid)`,
      town.organizationId,
      blockerId,
      NOW,
      town.memberId,
    );
    await run(`UPDATE item SET blocked = true WHERE organization_id = $1::uuid AND split_at IS NULL`, town.organizationId);
    await run(
      `INSERT INTO blocked_interval (organization_id, id, item_id, reason, blocker_id, from_at)
       SELECT organization_id, gen_random_uuid(), id, 'The bank is closed', $2::uuid, $3 FROM item WHERE organization_id = $1::uuid AND blocked`,
      town.organizationId,
      blockerId,
      NOW,
    );
    expect(await town.type('blockers', NOW)).toContain('holds 154 items');
    expect(await town.type('unblock', NOW, { team: 'Alpha' })).toContain('And 144 more');
    expect(await town.type('health PAY', NOW)).toContain('Blocked: 154 of 154 (100 %)');
  });

  it('the parts of one whole', async () => {
    const [whole] = await opened.database.client.item.findMany({ where: { organizationId: town.organizationId, key: 'PAY-155' } });
    await run(
      `INSERT INTO item (organization_id, id, stream_id, key, title, state, parent_id, rank, created_at, changed_at)
       SELECT $1::uuid, gen_random_uuid(), $2::uuid, 'PAY-' || (200 + n), 'Part ' || n, 'refining', $3::uuid, 'a' || n, $4, $4 FROM generate_series(1, 60) AS n`,
      town.organizationId,
      streamId(),
      whole?.id,
      BEGAN,
    );
    const card = await town.type('PAY-155', NOW);
    expect(card).toContain('Split into 60 parts, 0 done:');
    expect(card).toContain('And 10 more.');
  });

  it('what is asked of an owner, on home', async () => {
    await run(
      `INSERT INTO epic (organization_id, id, key, title, state, owner_id, ask_again_on, created_at)
       SELECT $1::uuid, gen_random_uuid(), 'E-' || n, 'Bet ' || n, 'funnel', $2::uuid, '2026-09-01', $3 FROM generate_series(1, 130) AS n`,
      town.organizationId,
      town.memberId,
      BEGAN,
    );
    // Near the top there are ten items to refine; three lines of each kind are shown.
    expect(await town.home(NOW)).toContain(`and ${130 - 3 + 10 - 3} more`);
  });
});
