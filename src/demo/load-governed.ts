import type { TenantTransaction } from '../database/connection/tenant.ts';
import { type NewDecision, writeDecision } from '../database/decisions/decisions.ts';
import { addNeed } from '../database/items/dependencies.ts';
import { findItemByKey } from '../database/items/items.ts';
import { lockStreams } from '../database/items/stream-locks.ts';
import type { ThemeState } from '../model/strategy/theme.ts';
import { themeChoice, themeQuestion } from '../model/strategy/theme-choice.ts';
import { STREAMS } from './company.ts';
import { DECISIONS, type DemoDecision, NEEDS } from './governed.ts';
import { strategyHistories } from './strategy.ts';

const DAY_MS = 86_400_000;

type IdOf = (name: string) => string;

/** Stores what waits for what in the demo, and what its people settled by talking. */
export async function addGoverned(tenant: TenantTransaction, now: Date, idOf: IdOf): Promise<void> {
  const lock = await lockStreams(
    tenant,
    STREAMS.map(({ key }) => idOf(`stream:${key}`)),
  );
  const last = new Map<string, Date>();
  for (const { item: key, needs, reason, by, daysAgo } of NEEDS) {
    const [item, needed] = [await findItemByKey(tenant, key), await findItemByKey(tenant, needs)];
    if (!item || !needed) throw new Error(`The demo has no ${item ? needs : key}.`);
    // Not before what its story tells last.
    const at = new Date(Math.max(now.getTime() - daysAgo * DAY_MS, item.changedAt.getTime(), last.get(key)?.getTime() ?? 0));
    last.set(key, at);
    await addNeed(lock, item, needed, reason, { at, memberId: idOf(`person:${by}`) });
  }
  // Keys rise with the day, whatever was decided about.
  const decided = [...DECISIONS.map((one) => told(tenant, one, now, idOf)), ...themeDecisions(now, idOf)];
  for (const { decision, change } of decided.sort((a, b) => a.change.at.getTime() - b.change.at.getTime()))
    await writeDecision(tenant, decision, change);
}

interface Decided {
  readonly decision: NewDecision;
  readonly change: { readonly at: Date; readonly memberId: string };
}

/** What people of the demo settled by talking. */
function told(
  tenant: TenantTransaction,
  { stream, epic, act = 'decided', by, daysAgo, ...words }: DemoDecision,
  now: Date,
  idOf: IdOf,
): Decided {
  const subject =
    stream !== undefined
      ? ({ type: 'stream', id: idOf(`stream:${stream}`) } as const)
      : epic !== undefined
        ? ({ type: 'epic', id: idOf(`epic:${epic}`) } as const)
        : ({ type: 'organization', id: tenant.organizationId } as const);
  return {
    decision: { act, subject, ...words },
    change: { at: new Date(now.getTime() - daysAgo * DAY_MS), memberId: idOf(`person:${by}`) },
  };
}

/** What was decided about the themes: each act on one is a decision (row A15). */
function themeDecisions(now: Date, idOf: IdOf): Decided[] {
  return strategyHistories(now, idOf).themes.flatMap(({ key, events }) => {
    let was: ThemeState = 'draft';
    return events.flatMap(({ event, at, actorId }): Decided[] => {
      const choice = themeChoice(event, was);
      if (event.kind === 'activated') was = 'active';
      if (choice === null) return [];
      const subject = { type: 'theme', id: idOf(`theme:${key}`) } as const;
      const reason = event.kind === 'retired' ? event.data.reason : null;
      return [{ decision: { act: 'theme', subject, question: themeQuestion(key), choice, reason }, change: { at, memberId: actorId } }];
    });
  });
}
