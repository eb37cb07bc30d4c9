import type { Database } from '../../src/database/connection/database.ts';

/** What an item came to, told by its events alone. */
export interface Told {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly streamId: string;
  readonly teamId: string | null;
  readonly pulledBy: string | null;
  readonly state: 'refining' | 'ready' | 'delivery' | 'done' | 'parked';
  readonly stageId: string | null;
  readonly blocked: boolean;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly splitAt: Date | null;
  /** When it was in a delivery stage, and of which stream. */
  readonly delivery: readonly { readonly streamId: string; readonly from: Date; readonly to: Date | null }[];
}

interface LoggedEvent {
  readonly subjectId: string;
  readonly kind: string;
  readonly at: Date;
  readonly actorId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Every item of an organization from its log. Written apart from the rules of the product on purpose: it knows what events mean, and
 * neither the tables nor how they are written.
 */
export async function foldLog(database: Database, organizationId: string): Promise<Told[]> {
  const events = await database.sql.$queryRaw<LoggedEvent[]>`
    SELECT subject_id AS "subjectId", kind, at, actor_id AS "actorId", data FROM event
    WHERE organization_id = ${organizationId}::uuid AND subject_type = 'item' ORDER BY subject_id, subject_version`;
  const items: Told[] = [];
  for (const id of new Set(events.map((one) => one.subjectId))) {
    // How it stood after each change that still counts; an undoing takes the last one away.
    const stood: Told[] = [];
    for (const event of events.filter((one) => one.subjectId === id)) {
      if (event.kind === 'undone') stood.pop();
      else stood.push(after(stood.at(-1), event));
    }
    const last = stood.at(-1);
    if (last) items.push(last);
  }
  return items;
}

function after(item: Told | undefined, { subjectId, kind, at, actorId, data }: LoggedEvent): Told {
  if (item === undefined) {
    return {
      id: subjectId,
      key: String(data.key),
      kind: String(data.kind),
      streamId: String(data.streamId),
      teamId: null,
      pulledBy: null,
      state: 'refining',
      stageId: null,
      blocked: false,
      createdAt: at,
      startedAt: null,
      finishedAt: null,
      splitAt: null,
      delivery: [],
    };
  }
  const left = item.delivery.map((stay) => (stay.to === null ? { ...stay, to: at } : stay));
  const text = (name: string) => (typeof data[name] === 'string' ? data[name] : null);
  const into = {
    state: 'delivery',
    stageId: text('stageId'),
    delivery: [...left, { streamId: item.streamId, from: at, to: null }],
  } as const;
  const out = { stageId: null, blocked: false, delivery: left };
  switch (kind) {
    case 'edited':
      return { ...item, kind: text('kind') ?? item.kind };
    case 'readied':
      return { ...item, state: 'ready' };
    case 'unreadied':
      return { ...item, state: 'refining' };
    case 'pulled': {
      const began = text('startedAt');
      return {
        ...item,
        ...into,
        teamId: text('teamId'),
        pulledBy: text('memberId') ?? actorId,
        startedAt: item.startedAt ?? (began === null ? at : new Date(began)),
      };
    }
    case 'moved':
      return { ...item, ...into };
    case 'reopened':
      return { ...item, ...into, startedAt: item.startedAt ?? at, finishedAt: null };
    case 'finished':
      return { ...item, ...out, state: 'done', finishedAt: at };
    case 'returned':
      return {
        ...item,
        stageId: null,
        delivery: left,
        state: text('to') === 'ready' ? 'ready' : 'refining',
        teamId: null,
        pulledBy: null,
        finishedAt: null,
      };
    case 'parked':
    case 'merged':
      return { ...item, ...out, state: 'parked' };
    case 'revived':
      return { ...item, state: 'refining', teamId: null, pulledBy: null };
    case 'transferred':
      return { ...item, streamId: String(data.streamId), key: String(data.key), state: 'refining' };
    case 'blocked':
      return { ...item, blocked: true };
    case 'unblocked':
      return { ...item, blocked: false };
    case 'split':
      return { ...item, splitAt: item.splitAt ?? at };
    case 'corrected': {
      const [started, finished] = [text('startedAt'), text('finishedAt')];
      return {
        ...item,
        startedAt: started === null ? item.startedAt : new Date(started),
        finishedAt: finished === null ? item.finishedAt : new Date(finished),
      };
    }
    default:
      return item;
  }
}
