import { v7 as newId } from 'uuid';
import type { CommandRequest } from '../../src/chat/request.ts';
import type { Database } from '../../src/database/connection/database.ts';
import { writeHistories } from '../../src/database/items/history.ts';
import type { Stage } from '../../src/model/item/item.ts';
import type { ItemEvent } from '../../src/model/item/item-event.ts';
import type { HistoryEvent } from '../../src/model/item/item-history.ts';
import { ranksBetween } from '../../src/model/item/rank.ts';
import type { Before } from '../support/history/operation.ts';

/** What to set up: every team pulls from the streams it names, in that order, and has a channel of its own. */
export interface Plan {
  readonly workspaceId: string;
  readonly streams: readonly { readonly key: string; readonly limit?: number; readonly ready: number }[];
  readonly teams: readonly {
    readonly name: string;
    readonly limit: number;
    readonly streams: readonly string[];
    readonly people: number;
  }[];
}

export interface Company {
  readonly organizationId: string;
  readonly stages: readonly (Stage & { readonly position: number; readonly streamId: string })[];
  readonly streamId: (key: string) => string;
  /** The stream's ready items by rank, for the checker. */
  readonly before: (key: string, limit: number) => Before;
  /** What somebody of a team types, in the team's channel. Each call is a delivery of its own. */
  readonly typed: (team: string, person: number, text: string, deliveryId?: string) => CommandRequest;
}

const BATCH = 1_000;

/** A company that is set up and has ready items, with the events that made them so. */
export async function addCompany(database: Database, plan: Plan): Promise<Company> {
  const organizationId = newId();
  const createdAt = new Date(Date.now() - 86_400_000);
  const streamIds = new Map(plan.streams.map(({ key }) => [key, newId()]));
  const streamId = (key: string) => streamIds.get(key) ?? '';
  const stages = plan.streams.flatMap(({ key }) =>
    (['active', 'waiting'] as const).map((kind, position) => ({
      streamId: streamId(key),
      id: newId(),
      name: position === 0 ? 'in progress' : 'in review',
      kind,
      position,
    })),
  );
  const ranks = new Map(plan.streams.map(({ key, ready }) => [key, ranksBetween(null, null, ready)]));
  const items = plan.streams.flatMap(({ key }) =>
    (ranks.get(key) ?? []).map((rank, index) => ({ key: `${key}-${index + 1}`, rank, streamId: streamId(key) })),
  );

  await database.modelTransaction(async (sql) => {
    await sql.organization.create({ data: { id: organizationId, name: plan.workspaceId, zone: 'UTC', setupAt: createdAt, createdAt } });
    await sql.workspace.create({ data: { platform: 'slack', externalId: plan.workspaceId, organizationId, createdAt } });
    await sql.valueStream.createMany({
      data: plan.streams.map(({ key, limit }) => ({
        organizationId,
        id: streamId(key),
        key,
        name: `Stream ${key}`,
        wipLimit: limit ?? null,
        createdAt,
      })),
    });
    await sql.stage.createMany({ data: stages.map((stage) => ({ organizationId, ...stage })) });
    // A table at a time, however many teams there are: a transaction has 10 s.
    const teams = plan.teams.map((team) => ({
      ...team,
      id: newId(),
      members: Array.from({ length: team.people }, (_, index) => ({ id: newId(), user: userOf(team.name, index) })),
    }));
    const people = teams.flatMap((team) => team.members);
    await sql.team.createMany({ data: teams.map(({ id, name, limit }) => ({ organizationId, id, name, wipLimit: limit, createdAt })) });
    await sql.teamStream.createMany({
      data: teams.flatMap((team) =>
        team.streams.map((key, position) => ({ organizationId, teamId: team.id, streamId: streamId(key), position })),
      ),
    });
    await sql.member.createMany({ data: people.map((one) => ({ organizationId, id: one.id, name: one.user, createdAt })) });
    await sql.teamMember.createMany({
      data: teams.flatMap((team) => team.members.map((one) => ({ organizationId, teamId: team.id, memberId: one.id }))),
    });
    await sql.account.createMany({
      data: people.map((one) => ({
        organizationId,
        platform: 'slack',
        externalTeam: plan.workspaceId,
        externalUser: one.user,
        memberId: one.id,
      })),
    });
    await sql.place.createMany({
      data: teams.map(({ id, name }) => ({
        organizationId,
        platform: 'slack',
        externalId: channelOf(name),
        name: name.toLowerCase(),
        teamId: id,
        createdAt,
      })),
    });
    await sql.keyCounter.createMany({ data: plan.streams.map(({ key, ready }) => ({ organizationId, prefix: key, last: ready })) });
  });
  // In parts: a transaction has 10 s.
  for (let from = 0; from < items.length; from += BATCH) {
    const histories = items.slice(from, from + BATCH).map(({ key, rank, streamId: stream }) => ({
      id: newId(),
      events: historyOf(key, rank, stream, createdAt),
    }));
    await database.transaction((sql) => writeHistories({ organizationId, sql, writing: true }, stages, histories));
  }

  return {
    organizationId,
    stages,
    streamId,
    before: (key, limit) => ({
      limit,
      ready: new Map((ranks.get(key) ?? []).map((rank, index) => [`${key}-${index + 1}`, rank])),
      open: [],
    }),
    typed: (team, person, text, deliveryId = newId()) => ({
      type: 'command',
      sender: {
        platform: 'slack',
        workspaceId: plan.workspaceId,
        userId: userOf(team, person),
        userName: userOf(team, person),
        place: { externalId: channelOf(team), name: team.toLowerCase(), kind: 'channel' },
      },
      deliveryId,
      text,
    }),
  };
}

function historyOf(key: string, rank: string, streamId: string, at: Date): HistoryEvent[] {
  const events: readonly ItemEvent[] = [
    { kind: 'added', data: { streamId, key, title: `Item ${key}`, kind: 'feature', rank } },
    { kind: 'edited', data: { purpose: 'For everybody', criteria: 'It works', smallEnough: true } },
    { kind: 'readied', data: {} },
  ];
  return events.map((event) => ({ event, at, actorId: null }));
}

function userOf(team: string, person: number): string {
  return `U${team.toUpperCase()}${person}`;
}

function channelOf(team: string): string {
  return `C${team.toUpperCase()}`;
}
