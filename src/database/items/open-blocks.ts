import type { TenantTransaction } from '../connection/tenant.ts';

/**
 * Gives a blocker to each open block that came with a history, so that other items can wait for the same thing (row C15): an open
 * blocker with the same words, or else a new one for all blocks that share these words. The migration `blocks_have_blockers` did the same
 * for what was stored before.
 */
export async function giveBlockers({ organizationId, sql }: TenantTransaction): Promise<void> {
  await sql.$executeRaw`
    WITH held AS (
      SELECT b.id, b.reason, b.from_at FROM blocked_interval b
      WHERE b.organization_id = ${organizationId}::uuid AND b.to_at IS NULL AND b.blocker_id IS NULL
    ), known AS (
      SELECT k.id, k.reason FROM blocker k WHERE k.organization_id = ${organizationId}::uuid AND k.resolved_at IS NULL
        AND lower(k.reason) IN (SELECT lower(h.reason) FROM held h) ORDER BY k.id FOR NO KEY UPDATE
    ), opened AS (
      INSERT INTO blocker (organization_id, id, reason, opened_at)
      SELECT ${organizationId}::uuid, gen_random_uuid(), min(h.reason), min(h.from_at) FROM held h
      WHERE lower(h.reason) NOT IN (SELECT lower(k.reason) FROM known k) GROUP BY lower(h.reason) RETURNING id, reason, opened_at
    ), logged AS (
      INSERT INTO event (organization_id, subject_type, subject_id, subject_version, kind, at, data)
      SELECT ${organizationId}::uuid, 'blocker', o.id, 1, 'opened', o.opened_at, jsonb_build_object('reason', o.reason) FROM opened o
    )
    UPDATE blocked_interval b SET blocker_id = (SELECT t.id FROM (SELECT id, reason FROM known UNION ALL SELECT id, reason FROM opened) AS t
      WHERE lower(t.reason) = lower(b.reason) ORDER BY t.id LIMIT 1)
    WHERE b.organization_id = ${organizationId}::uuid AND b.id IN (SELECT h.id FROM held h)`;
}
