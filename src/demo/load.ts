import { v7 as newId } from 'uuid';
import type { Database, RunWithModels } from '../database/connection/database.ts';
import type { TenantTransaction } from '../database/connection/tenant.ts';
import { writeHistories } from '../database/items/history.ts';
import { refreshServiceLevel } from '../database/items/service-level.ts';
import type { Stage } from '../model/item/item.ts';
import { CHANNELS, ORGANIZATION, PEOPLE, PLATFORM, PORTFOLIO, STAGES, STREAMS, TEAMS } from './company.ts';
import { epicHistories } from './epic-history.ts';
import { type DemoItem, generateDemo } from './generator.ts';
import { addEpics } from './load-epics.ts';
import { addGoverned } from './load-governed.ts';
import { addIdeas } from './load-ideas.ts';
import { addReviews, addStrategy } from './load-strategy.ts';

type Transaction = Parameters<Parameters<RunWithModels>[0]>[0];

/** How to load the demo. */
export interface DemoOptions {
  /** Its history ends on this day. */
  readonly now: Date;
  /** The Slack workspace that will ask for it. */
  readonly workspaceId: string;
  /** Another seed tells another history of the same company. */
  readonly seed?: number;
}

const SEED = 20_261_121;

/** Is there no organization yet? */
export async function isEmpty(database: Database): Promise<boolean> {
  const rows = await database.sql.$queryRaw<{ one: number }[]>`SELECT 1 AS one FROM organization LIMIT 1`;
  return rows.length === 0;
}

/**
 * Loads the demo's company, set up and with months of history, in one transaction, if the database is empty.
 *
 * @returns the new organization's id, or null when there was one already
 */
export function loadDemo(database: Database, options: DemoOptions): Promise<string | null> {
  return database.modelTransaction(async (models, sql) => {
    if ((await models.organization.count()) > 0) return null;
    const ids = new Map<string, string>();
    const idOf = (name: string) => {
      const id = ids.get(name) ?? newId();
      ids.set(name, id);
      return id;
    };
    const items = generateDemo(options.seed ?? SEED, options.now, idOf);
    const epics = epicHistories(options.now, idOf);
    const since = new Date(Math.min(...[...items, ...epics].flatMap((one) => one.events.map((event) => event.at.getTime()))));
    const organizationId = await addCompany(models, options.workspaceId, since, idOf);
    const stages = await addStreams(models, organizationId, since, idOf);
    await addTeams(models, organizationId, since, idOf);
    await addStrategy(models, organizationId, options.now, idOf);
    await addEpics(models, organizationId, epics, idOf);
    await addReviews(models, organizationId, options.now, idOf);
    await addItems({ organizationId, sql, writing: true }, stages, items, options.now, idOf);
    await addIdeas({ organizationId, sql, writing: true }, options.now, idOf);
    await addGoverned({ organizationId, sql, writing: true }, options.now, idOf);
    return organizationId;
  });
}

async function addCompany(sql: Transaction, workspaceId: string, since: Date, idOf: (name: string) => string): Promise<string> {
  const organizationId = newId();
  await sql.organization.create({ data: { id: organizationId, ...ORGANIZATION, ...PORTFOLIO, setupAt: since, createdAt: since } });
  await sql.workspace.create({ data: { platform: PLATFORM, externalId: workspaceId, organizationId, createdAt: since } });
  await sql.member.createMany({
    data: PEOPLE.map((one) => ({
      organizationId,
      id: idOf(`person:${one.name}`),
      name: one.realName,
      isAdmin: one.admin ?? false,
      isLeader: one.leader ?? false,
      createdAt: since,
    })),
  });
  await sql.account.createMany({
    data: PEOPLE.map((one) => ({
      organizationId,
      platform: PLATFORM,
      externalTeam: workspaceId,
      externalUser: one.id,
      memberId: idOf(`person:${one.name}`),
    })),
  });
  return organizationId;
}

async function addStreams(sql: Transaction, organizationId: string, since: Date, idOf: (name: string) => string): Promise<Stage[]> {
  await sql.valueStream.createMany({
    data: STREAMS.map(({ key, name, owner, doneMeans, share }) => ({
      fundingShare: share,
      organizationId,
      id: idOf(`stream:${key}`),
      key,
      name,
      ownerId: idOf(`person:${owner}`),
      doneMeans,
      createdAt: since,
    })),
  });
  const stages = STREAMS.flatMap(({ key }) =>
    STAGES.map((stage, position) => ({
      organizationId,
      streamId: idOf(`stream:${key}`),
      id: idOf(`stage:${key}:${stage.name}`),
      ...stage,
      position,
    })),
  );
  await sql.stage.createMany({ data: stages });
  return stages;
}

async function addTeams(sql: Transaction, organizationId: string, since: Date, idOf: (name: string) => string): Promise<void> {
  await sql.team.createMany({
    data: TEAMS.map(({ name, wipLimit }) => ({ organizationId, id: idOf(`team:${name}`), name, wipLimit, createdAt: since })),
  });
  await sql.teamStream.createMany({
    data: TEAMS.flatMap(({ name, streams }) =>
      streams.map((key, position) => ({ organizationId, teamId: idOf(`team:${name}`), streamId: idOf(`stream:${key}`), position })),
    ),
  });
  await sql.teamMember.createMany({
    data: PEOPLE.flatMap(({ name, team }) =>
      team ? [{ organizationId, teamId: idOf(`team:${team}`), memberId: idOf(`person:${name}`) }] : [],
    ),
  });
  await sql.place.createMany({
    data: CHANNELS.filter(({ team, stream }) => team ?? stream).map(({ id, name, team, stream }) => ({
      organizationId,
      platform: PLATFORM,
      externalId: id,
      name,
      teamId: team ? idOf(`team:${team}`) : null,
      streamId: stream ? idOf(`stream:${stream}`) : null,
      announces: true,
      createdAt: since,
    })),
  });
}

async function addItems(
  tenant: TenantTransaction,
  stages: readonly Stage[],
  items: readonly DemoItem[],
  now: Date,
  idOf: (name: string) => string,
): Promise<void> {
  const { organizationId, sql } = tenant;
  await writeHistories(
    tenant,
    stages,
    items.map(({ events }) => ({ id: newId(), events })),
  );
  for (const { key } of STREAMS) {
    const last = items.filter((item) => item.stream === key).length;
    await sql.$executeRaw`INSERT INTO key_counter (organization_id, prefix, last) VALUES (${organizationId}::uuid, ${key}, ${last})`;
    await refreshServiceLevel(tenant, idOf(`stream:${key}`), ORGANIZATION.zone, now);
  }
}
