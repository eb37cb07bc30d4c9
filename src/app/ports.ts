import { randomUUID } from 'node:crypto';
import type { TeamContext } from '../chat/context.ts';
import type { ChatPorts, Draft, Identity } from '../chat/ports.ts';
import type { Sender } from '../chat/request.ts';
import type { Database } from '../database/connection/database.ts';
import { passingFailure } from '../database/connection/unavailable.ts';
import { announce, writeOnce } from '../database/messages/outbox.ts';
import { adminNames } from '../database/organization/admins.ts';
import { type Identified, identify } from '../database/organization/identify.ts';
import { loadDraft, saveDraft } from '../database/requests/drafts.ts';
import { remember, transact } from '../database/requests/transact.ts';
import { describeError } from '../edge/describe-error.ts';
import type { Access } from '../features/kit/access.ts';
import type { Logger } from './log.ts';

export interface PortOptions {
  readonly database: Database;
  readonly log: Logger;
  /** A single-workspace installation: see `identify`. */
  readonly adopt: boolean;
  /** Called after a commit that announced something. */
  readonly committed: () => void;
}

/** The database as the chat room knows it. */
export function createPorts({ database, log, adopt, committed }: PortOptions): ChatPorts<Access> {
  return {
    identify: async (sender) => identityOf(sender, await identify(database, { ...sender, placeId: sender.place.externalId }, adopt)),
    reader: (organizationId) => ({ organizationId, sql: database.sql }),
    adminNames: (organizationId) => adminNames({ organizationId, sql: database.sql }),
    transact: (organizationId, key, now, run, trigger) => transact(database, organizationId, key, now, run, trigger),
    remember: (organizationId, key, now, reply) => remember(database, organizationId, key, now, reply),
    announce: (db, announcements, now) => announce(db, announcements, now),
    writeOnce: (organizationId, to, letter, now) =>
      writeOnce(database, organizationId, { platform: to.platform, placeId: to.userId }, letter, now),
    committed,
    saveDraft: (organizationId, memberId, id, { reply, sender, returnTo }, now) =>
      saveDraft(database, organizationId, memberId, id, { form: reply.form, data: { reply, sender }, returnTo: returnTo ?? null }, now),
    loadDraft: async (organizationId, memberId, id, now) => {
      const stored = await loadDraft(database, organizationId, memberId, id, now);
      if (!stored) return null;
      // Written by saveDraft above and by nothing else.
      const draft = stored.data as Omit<Draft, 'returnTo'>;
      return stored.returnTo === null ? draft : { ...draft, returnTo: stored.returnTo };
    },
    // For what is only told apart, as one drawn button from another, and never stored in order: far cheaper than a version 7.
    newId: randomUUID,
    passing: passingFailure,
    log: (entry, error) => {
      // One line per letter typed would bury the others.
      const typing = entry.kind === 'lookup' || entry.kind === 'watch';
      if (error === undefined) log[typing ? 'debug' : 'info'](entry, 'request');
      else log.error({ ...entry, ...describeError(error) }, 'request broke');
    },
  };
}

function identityOf(sender: Sender, found: Identified): Identity {
  const { organization, member, place, now } = found;
  const teams: readonly TeamContext[] = member.teams;
  const asker = {
    memberId: member.id,
    name: member.name,
    roles: { admin: member.isAdmin, leader: member.isLeader, owns: member.owns, teams: member.teams },
    teams,
  };
  const here = {
    platform: sender.platform,
    externalId: sender.place.externalId,
    name: place?.name ?? sender.place.name,
    kind: sender.place.kind,
  };
  return {
    now,
    organization: {
      id: organization.id,
      name: organization.name,
      zone: organization.zone,
      ready: organization.setupAt !== null,
      suspended: found.suspended,
    },
    asker: member.chosenTeamId === null ? asker : { ...asker, chosenTeamId: member.chosenTeamId },
    place: {
      ...here,
      ...(place?.team ? { team: place.team } : {}),
      ...(place?.streamId ? { streamId: place.streamId } : {}),
      ...(place?.portfolio ? { portfolio: true } : {}),
    },
  };
}
