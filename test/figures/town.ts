import { v7 as newId } from 'uuid';
import { catalogue } from '../../src/chat/catalogue.ts';
import type { Context } from '../../src/chat/context.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { resolveWords } from '../../src/chat/resolve.ts';
import { thingsOf } from '../../src/chat/things.ts';
import type { Database } from '../../src/database/connection/database.ts';
import type { Tenant, TenantTransaction } from '../../src/database/connection/tenant.ts';
import { features } from '../../src/features/index.ts';
import type { Access, Read, Write } from '../../src/features/kit/access.ts';
import { Refusal } from '../../src/model/rights/refusal.ts';
import { wordsOf } from '../concurrency/words.ts';

export const ZONE = 'Europe/Berlin';
const ALL = catalogue<Access>(features);

/** A small organization, in which one person may do everything, at any instant of the past. */
export interface Town {
  readonly database: Database;
  readonly organizationId: string;
  readonly memberId: string;
  readonly streams: readonly { readonly id: string; readonly key: string; readonly name: string }[];
  readonly teams: readonly { readonly id: string; readonly name: string; readonly streamIds: readonly string[] }[];
  readonly stages: readonly { readonly id: string; readonly name: string; readonly streamId: string }[];
  /** What the person types in a team's place, in a stream's, or in a place of neither. Refused: nothing happened. */
  readonly type: (
    words: string,
    at: Date,
    where?: { readonly team?: string; readonly stream?: string; readonly portfolio?: true },
  ) => Promise<string>;
  /** An act that words do not reach, such as sending a form. */
  readonly act: (run: (context: Write) => Promise<unknown>, at: Date, team: string) => Promise<void>;
  /** Opens the person's page. */
  readonly home: (at: Date) => Promise<string>;
}

/** Makes a town that began then: two streams, one team on the first and one on both, limits that are met now and then. */
export async function makeTown(database: Database, createdAt: Date): Promise<Town> {
  const organizationId = newId();
  const memberId = newId();
  const streams = ['PAY', 'LOG'].map((key) => ({ id: newId(), key, name: `Stream ${key}` }));
  const ids = streams.map((one) => one.id);
  const teams = [
    { id: newId(), name: 'Alpha', streamIds: ids.slice(0, 1), limit: 3 },
    { id: newId(), name: 'Beta', streamIds: [...ids].reverse(), limit: 4 },
  ];
  const stages = ids.flatMap((streamId) =>
    ['in progress', 'in review'].map((name, position) => ({
      streamId,
      id: newId(),
      name,
      kind: position === 0 ? 'active' : 'waiting',
      position,
    })),
  );
  await database.modelTransaction(async (sql) => {
    await sql.organization.create({ data: { id: organizationId, name: 'Town', zone: ZONE, setupAt: createdAt, createdAt } });
    await sql.member.create({ data: { organizationId, id: memberId, name: 'Mei', isAdmin: true, isLeader: true, createdAt } });
    await sql.valueStream.createMany({ data: streams.map((one) => ({ organizationId, ...one, ownerId: memberId, createdAt })) });
    await sql.stage.createMany({ data: stages.map((one) => ({ organizationId, ...one })) });
    await sql.team.createMany({ data: teams.map(({ id, name, limit }) => ({ organizationId, id, name, wipLimit: limit, createdAt })) });
    await sql.teamStream.createMany({
      data: teams.flatMap((team) => team.streamIds.map((streamId, position) => ({ organizationId, teamId: team.id, streamId, position }))),
    });
    await sql.teamMember.createMany({ data: teams.map((team) => ({ organizationId, teamId: team.id, memberId })) });
  });

  type Where = Parameters<Town['type']>[2];
  const known = catalogue(features);
  const context = <Db extends Tenant | TenantTransaction>(db: Db, now: Date, where: Where = {}): Context<Db> => {
    const team = teams.find((one) => one.name === where.team);
    const stream = streams.find((one) => one.key === where.stream);
    const all: Context<Db> = {
      requestId: newId(),
      now,
      organization: { id: organizationId, name: 'Town', zone: ZONE, ready: true },
      asker: { memberId, name: 'Mei', roles: { admin: true, leader: true, owns: ids, teams }, teams: team ? [team] : teams },
      place: {
        platform: 'slack',
        externalId: 'C1',
        name: 'here',
        kind: 'channel' as const,
        ...(team ? { team } : {}),
        ...(stream ? { streamId: stream.id } : {}),
        ...(where.portfolio ? { portfolio: true as const } : {}),
      },
      db,
      things: thingsOf(known, () => all),
    };
    return all;
  };
  const reading = (at: Date, where: Where): Read => context({ organizationId, sql: database.sql }, at, where);
  const writing = <Result>(at: Date, where: Where, run: (of: Write) => Promise<Result>): Promise<Result> =>
    database.transaction((sql) => run(context({ organizationId, sql, writing: true as const }, at, where)));
  const refusedOr = async <Result>(run: () => Promise<Result>): Promise<Result | Refusal> => {
    try {
      return await run();
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  };

  return {
    database,
    organizationId,
    memberId,
    streams,
    teams,
    stages,
    type: async (words, at, where) => {
      const reply = await refusedOr(async (): Promise<Reply> => {
        const handler = resolveWords(ALL, words).handler();
        return handler.mode === 'read' ? handler.run(reading(at, where)) : writing(at, where, handler.run);
      });
      if (reply instanceof Refusal) return reply.message;
      return 'blocks' in reply ? wordsOf({ type: 'message', blocks: reply.blocks as never, replayed: false }) : '';
    },
    act: async (run, at, team) => {
      await refusedOr(() => writing(at, { team }, run));
    },
    home: async (at) => {
      const page = await ALL.home?.(reading(at, {}));
      return page ? wordsOf({ type: 'message', blocks: page.blocks as never, replayed: false }) : '';
    },
  };
}
