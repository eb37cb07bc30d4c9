import { v7 as newId } from 'uuid';
import type { Database } from '../connection/database.ts';
import type { TenantTransaction } from '../connection/tenant.ts';

/** A message about a subject: to the announcing place of a team, or to a place that is named itself. */
export type OutgoingMessage = {
  readonly subject: string;
  readonly blocks: unknown;
  /** `edit`: only where the subject was announced before. */
  readonly mode: 'post' | 'edit';
} & ({ readonly teamId: string } | { readonly place: { readonly platform: string; readonly externalId: string } });

const PLATFORMS_AT_MOST = 4;

/** Writes messages to the outbox, in the transaction of the change they tell of. One row per place that takes them. */
export function announce(tenant: TenantTransaction, messages: readonly OutgoingMessage[], now: Date): void {
  for (const message of messages) {
    if ('place' in message) {
      const { platform, externalId } = message.place;
      tenant.sql.$sendRaw`
        INSERT INTO outbox (organization_id, id, platform, place_id, subject, message, not_before, created_at)
        VALUES (${tenant.organizationId}::uuid, ${newId()}::uuid, ${platform}, ${externalId}, ${message.subject},
          ${JSON.stringify(message.blocks)}::jsonb, ${now}, ${now})`;
      continue;
    }
    const ids = Array.from({ length: PLATFORMS_AT_MOST }, () => newId());
    tenant.sql.$sendRaw`
      INSERT INTO outbox (organization_id, id, platform, place_id, subject, message, not_before, created_at)
      SELECT p.organization_id, (${ids}::uuid[])[row_number() OVER ()], p.platform, p.external_id, ${message.subject},
        ${JSON.stringify(message.blocks)}::jsonb, ${now}, ${now}
      FROM place p
      WHERE p.organization_id = ${tenant.organizationId}::uuid AND p.team_id = ${message.teamId}::uuid AND p.announces
        AND (${message.mode === 'post'} OR EXISTS (
            SELECT 1 FROM posted_message m
            WHERE m.organization_id = p.organization_id AND m.platform = p.platform
              AND m.place_id = p.external_id AND m.subject = ${message.subject})
          OR EXISTS (SELECT 1 FROM outbox o WHERE o.organization_id = p.organization_id AND o.platform = p.platform
            AND o.place_id = p.external_id
            AND o.subject = ${message.subject} AND o.state IN ('due', 'sending')))
      LIMIT ${PLATFORMS_AT_MOST}`;
  }
}

/**
 * Writes a message to a place that is given by name (a person's own, say), unless the organization had one of that subject before.
 *
 * @returns whether it was written
 */
export async function writeOnce(
  database: Database,
  organizationId: string,
  to: { readonly platform: string; readonly placeId: string },
  letter: { readonly subject: string; readonly blocks: unknown },
  now: Date,
): Promise<boolean> {
  return database.transaction(async (sql) => {
    // Two people may come first at once: the organization's row orders them.
    await sql.$queryRaw`SELECT id FROM organization WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE`;
    const written = await sql.$executeRaw`
      INSERT INTO outbox (organization_id, id, platform, place_id, subject, message, not_before, created_at)
      SELECT ${organizationId}::uuid, ${newId()}::uuid, ${to.platform}, ${to.placeId}, ${letter.subject},
        ${JSON.stringify(letter.blocks)}::jsonb, ${now}, ${now}
      WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.organization_id = ${organizationId}::uuid AND o.subject = ${letter.subject})
        AND NOT EXISTS (SELECT 1 FROM posted_message p WHERE p.organization_id = ${organizationId}::uuid
          AND p.subject = ${letter.subject})`;
    return written > 0;
  });
}

/** A message on its way out. `attempt` is the fence: whoever marks it must still hold the same one. */
export interface ClaimedMessage {
  readonly organizationId: string;
  readonly id: string;
  readonly platform: string;
  readonly placeId: string;
  readonly subject: string;
  readonly message: unknown;
  readonly attempt: number;
  /** The platform's name of the message to edit, when the subject was announced there before. */
  readonly previous: string | null;
}

/** The workspace that this process speaks in. */
export interface Workspace {
  readonly platform: string;
  readonly externalId: string;
  /** A fingerprint of what the process proves itself with there (`fingerprint.ts`); another one may still be taken when this is refused. */
  readonly token?: string;
}

/** The time that is given, by a test; null: the database's own, which all processes share. */
export type SendTime = Date | null;

/**
 * Takes over what a dead process left behind. What it had only claimed is due again, and so are edits, because they may be repeated.
 * Nobody can tell whether a post that was begun arrived, so it becomes `unconfirmed` and is never blindly sent again.
 *
 * @returns how many became unconfirmed
 */
export async function recover(database: Database, at: SendTime): Promise<number> {
  await database.sql.$executeRaw`
    UPDATE outbox o SET state = 'due' WHERE o.state = 'sending' AND o.lease_until < coalesce(${at}::timestamptz, clock_timestamp())
      AND (o.begun_at IS NULL OR EXISTS (SELECT 1 FROM posted_message m WHERE m.organization_id = o.organization_id
        AND m.platform = o.platform AND m.place_id = o.place_id AND m.subject = o.subject))`;
  return database.sql.$executeRaw`
    UPDATE outbox SET state = 'unconfirmed', error = 'interrupted'
    WHERE state = 'sending' AND begun_at IS NOT NULL AND lease_until < coalesce(${at}::timestamptz, clock_timestamp())`;
}

/** The message arrived; from now on its subject has a message there to edit. */
export async function markSent(database: Database, claimed: ClaimedMessage, externalId: string): Promise<void> {
  await database.sql.$executeRaw`
    WITH marked AS (
      UPDATE outbox SET state = 'sent', error = NULL
      WHERE organization_id = ${claimed.organizationId}::uuid AND id = ${claimed.id}::uuid AND state = 'sending'
        AND attempt = ${claimed.attempt})
    INSERT INTO posted_message (organization_id, platform, place_id, subject, external_id)
    VALUES (${claimed.organizationId}::uuid, ${claimed.platform}, ${claimed.placeId}, ${claimed.subject}, ${externalId})
    ON CONFLICT (organization_id, platform, place_id, subject) DO UPDATE SET external_id = excluded.external_id`;
}

/** Not sent: it stays for later, for so many seconds, or ends as failed or unconfirmed. */
export async function markUnsent(
  database: Database,
  claimed: ClaimedMessage,
  state: 'due' | 'failed' | 'unconfirmed',
  error: string,
  at: SendTime,
  seconds = 0,
): Promise<void> {
  await database.sql.$executeRaw`
    UPDATE outbox SET state = ${state}, error = ${error},
      not_before = coalesce(${at}::timestamptz, clock_timestamp()) + ${seconds}::float8 * interval '1 second'
    WHERE organization_id = ${claimed.organizationId}::uuid AND id = ${claimed.id}::uuid AND state = 'sending'
      AND attempt = ${claimed.attempt}`;
}

/** Gives back a message that was claimed but not begun: it is due again. Does nothing if it was taken from us in the meantime. */
export async function release(database: Database, claimed: ClaimedMessage): Promise<void> {
  await database.sql.$executeRaw`
    UPDATE outbox SET state = 'due', attempt = attempt - 1
    WHERE organization_id = ${claimed.organizationId}::uuid AND id = ${claimed.id}::uuid AND state = 'sending'
      AND attempt = ${claimed.attempt}
      AND begun_at IS NULL`;
}

/** The message that would be edited is gone from the platform: the next one about the subject is posted anew. */
export async function forgetPosted(database: Database, claimed: ClaimedMessage): Promise<void> {
  await database.sql.$executeRaw`
    DELETE FROM posted_message WHERE organization_id = ${claimed.organizationId}::uuid AND platform = ${claimed.platform}
      AND place_id = ${claimed.placeId} AND subject = ${claimed.subject}`;
}
