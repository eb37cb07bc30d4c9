import { v7 as newId } from 'uuid';
import { Superseded } from '../../../database/connection/sql-error.ts';
import type { Tenant, TenantTransaction } from '../../../database/connection/tenant.ts';
import type { Change } from '../../../database/events/change.ts';
import { logEvent } from '../../../database/events/events.ts';
import type { ChallengeAnswer } from './contracts.ts';

/** "Why is this here?", asked of whoever owns an item's stream. */
export interface ChallengeRow {
  readonly id: string;
  readonly itemId: string;
  readonly question: string;
  readonly askedById: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  /** Null while it is open. */
  readonly answer: ChallengeAnswer | null;
  readonly reason: string | null;
}

/** The challenge of an id, or null. */
export async function findChallenge(tenant: Tenant, id: string): Promise<ChallengeRow | null> {
  const [row] = await tenant.sql.$queryRaw<ChallengeRow[]>`
    SELECT c.id, c.item_id AS "itemId", c.question, c.asked_by AS "askedById", m.name AS "askedBy", c.asked_at AS "askedAt", c.answer,
      c.reason
    FROM challenge c JOIN member m ON m.organization_id = c.organization_id AND m.id = c.asked_by
    WHERE c.organization_id = ${tenant.organizationId}::uuid AND c.id = ${id}::uuid`;
  return row ?? null;
}

/** The open challenge of an item, or null: there is one at most. */
export async function findOpenChallenge(tenant: Tenant, itemId: string): Promise<ChallengeRow | null> {
  const [row] = await tenant.sql.$queryRaw<{ id: string }[]>`
    SELECT id FROM challenge
    WHERE organization_id = ${tenant.organizationId}::uuid AND item_id = ${itemId}::uuid AND answered_at IS NULL LIMIT 1`;
  return row ? findChallenge(tenant, row.id) : null;
}

/** Asks, with its event. The stream of the item is locked, so that there is one open challenge at most. */
export async function addChallenge(tenant: TenantTransaction, itemId: string, question: string, change: Change): Promise<string> {
  const id = newId();
  await tenant.sql.$executeRaw`
    INSERT INTO challenge (organization_id, id, item_id, question, asked_by, asked_at)
    VALUES (${tenant.organizationId}::uuid, ${id}::uuid, ${itemId}::uuid, ${question}, ${change.memberId}::uuid, ${change.at})`;
  await logEvent(tenant, { type: 'challenge', id }, 'asked', { itemId, question }, change);
  return id;
}

/** Answers, with its event. */
export async function closeChallenge(
  tenant: TenantTransaction,
  id: string,
  answer: ChallengeAnswer,
  reason: string,
  change: Change,
): Promise<void> {
  const closed = await tenant.sql.$executeRaw`
    UPDATE challenge SET answer = ${answer}, reason = ${reason}, answered_at = greatest(${change.at}::timestamptz, asked_at)
    WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${id}::uuid AND answered_at IS NULL`;
  if (closed !== 1) throw new Superseded();
  await logEvent(tenant, { type: 'challenge', id }, 'answered', { answer, reason }, change);
}
