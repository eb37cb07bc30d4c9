import { DateTime } from 'luxon';
import { v7 as newId } from 'uuid';
import type { TenantTransaction } from '../database/connection/tenant.ts';
import { INSERT_EVENT } from '../database/events/event-parts.ts';
import { localDate } from '../model/calendar/days.ts';
import { reopenOf } from '../model/item/parking.ts';
import { ORGANIZATION } from './company.ts';
import { type DemoIdea, IDEAS } from './ideas.ts';

// The first idea was parked this long ago.
const SINCE_DAYS = 200;

/** Stores the parked ideas of the demo, those of parked items with the day on which the item left its backlog. */
export async function addIdeas(tenant: TenantTransaction, now: Date, idOf: (name: string) => string): Promise<void> {
  const { organizationId, sql } = tenant;
  const items = await sql.$queryRaw<{ id: string; title: string; streamId: string; at: Date }[]>`
    SELECT i.id, i.title, i.stream_id AS "streamId", e.at FROM item i
    JOIN event e ON e.organization_id = i.organization_id AND e.subject_type = 'item' AND e.subject_id = i.id AND e.kind = 'parked'
    WHERE i.organization_id = ${organizationId}::uuid AND i.state = 'parked'`;
  const itemOf = ({ title, stream }: DemoIdea) =>
    stream && items.find((one) => one.title === title && one.streamId === idOf(`stream:${stream}`));
  const known = inOrder(
    IDEAS.map((idea) => ({ idea, item: itemOf(idea) })),
    now,
  );
  const rows = known.map(({ idea, item, at }) => rowOf(idea, item?.id ?? null, at, now, idOf));
  await sql.$executeRaw`
    INSERT INTO parked_idea (organization_id, id, key, title, reason_code, reason, decided_by, reopen_kind, reopen_on, reopen_when,
      item_id, created_at)
    SELECT ${organizationId}::uuid, id, key, title, reason_code, reason, decided_by, reopen_kind, reopen_on, reopen_when, item_id, at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(id uuid, key text, title text, reason_code text, reason text,
      decided_by uuid, reopen_kind text, reopen_on date, reopen_when text, item_id uuid, at timestamptz)`;
  await sql.$executeRaw`
    ${INSERT_EVENT}
    SELECT ${organizationId}::uuid, 'idea', id, 1, 'parked', at, decided_by, data
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(id uuid, at timestamptz, decided_by uuid, data jsonb)`;
  const support = rows.flatMap(({ id, at, supporters }) => supporters.map((member_id) => ({ id, at, member_id })));
  await sql.$executeRaw`
    INSERT INTO support (organization_id, subject_type, subject_id, member_id, at)
    SELECT ${organizationId}::uuid, 'idea', id, member_id, at
    FROM jsonb_to_recordset(${JSON.stringify(support)}::jsonb) AS x(id uuid, member_id uuid, at timestamptz)`;
  const last = Math.max(...IDEAS.map((idea) => idea.number));
  await sql.$executeRaw`INSERT INTO key_counter (organization_id, prefix, last) VALUES (${organizationId}::uuid, 'I', ${last})`;
}

/** An idea with the item it was. */
interface Known {
  readonly idea: DemoIdea;
  readonly item: { readonly id: string; readonly at: Date } | undefined;
}

/** Numbers rise with the day: ideas that were items keep the day of their story, the others lie between. */
function inOrder(all: readonly Known[], now: Date): (Known & { readonly at: Date })[] {
  const first = { number: 0, at: DateTime.fromJSDate(now).minus({ days: SINCE_DAYS }).toMillis() };
  const last = { number: Math.max(...all.map(({ idea }) => idea.number)) + 1, at: now.getTime() };
  const told = all.flatMap(({ idea, item }) => (item ? [{ number: idea.number, at: item.at.getTime() }] : []));
  // A story that would turn the numbers round keeps its day; it only guides nobody.
  const fixed = [first, ...told.filter((one) => told.every((other) => (one.number - other.number) * (one.at - other.at) >= 0)), last];
  return all.map((known) => {
    const { number } = known.idea;
    const before = fixed.filter((one) => one.number <= number).at(-1) ?? first;
    const after = fixed.find((one) => one.number > number) ?? last;
    const share = (number - before.number) / (after.number - before.number);
    return { ...known, at: known.item?.at ?? officeHour(before.at + (after.at - before.at) * share) };
  });
}

/** The last workday's afternoon at or before an instant. */
function officeHour(at: number): Date {
  const day = DateTime.fromMillis(at, { zone: ORGANIZATION.zone }).startOf('day');
  const weekend = Math.max(0, day.weekday - 5);
  return day
    .minus({ days: weekend === 0 ? 1 : weekend })
    .set({ hour: 15 })
    .toJSDate();
}

function rowOf(idea: DemoIdea, itemId: string | null, at: Date, now: Date, idOf: (name: string) => string) {
  const { title, reasonCode, reason } = idea;
  const on = idea.lookAgainIn === undefined ? undefined : DateTime.fromJSDate(now).plus({ days: idea.lookAgainIn }).toJSDate();
  const reopen = reopenOf(on && localDate(on, ORGANIZATION.zone), idea.reopenWhen);
  const key = `I-${idea.number}`;
  return {
    id: newId(),
    key,
    title,
    reason_code: reasonCode,
    reason,
    decided_by: idOf(`person:${idea.by}`),
    reopen_kind: reopen.kind,
    reopen_on: reopen.on,
    reopen_when: reopen.when,
    item_id: itemId,
    at,
    supporters: (idea.supporters ?? []).map((name) => idOf(`person:${name}`)),
    data: { key, title, reasonCode, reason, reopen, itemId, epicId: null, sourceLink: null },
  };
}
