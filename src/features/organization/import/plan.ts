import { v7 as newId } from 'uuid';
import type { NewHistory } from '../../../database/items/history.ts';
import type { Stage } from '../../../model/item/item.ts';
import { foldItemHistory, type HistoryEvent } from '../../../model/item/item-history.ts';
import { ranksBetween } from '../../../model/item/rank.ts';
import { formatKey } from '../../../model/text/key.ts';
import type { Changelog, Issue } from './changelog.ts';
import { issueHistory, type Step } from './issue-history.ts';
import type { Mapping } from './mapping.ts';
import { SOURCE, type StoredItem, type StreamRow } from './store.ts';
import { titleOf } from './title.ts';

/** A stored item that gets more events. */
export interface LongerHistory {
  readonly id: string;
  /** Everything stored of it, in order. */
  readonly stored: readonly HistoryEvent[];
  readonly added: readonly HistoryEvent[];
}

/** What is there before an import. */
export interface Ground {
  readonly stream: StreamRow;
  readonly stages: readonly Stage[];
  readonly stored: readonly StoredItem[];
  readonly takenKeys: ReadonlySet<string>;
  /** The last number given under the stream's key. */
  readonly lastNumber: number;
  readonly lastRank: string | null;
}

/** What an import will write. */
export interface Plan {
  readonly added: readonly NewHistory[];
  readonly longer: readonly LongerHistory[];
  readonly unchanged: number;
  /** Issues whose news were not taken, and why. */
  readonly leftAlone: readonly { readonly key: string; readonly why: 'touched' | 'differs' | 'elsewhere' }[];
  /** Issues that could not keep their number. */
  readonly renumbered: readonly string[];
  readonly lastNumber: number;
  readonly oddities: readonly string[];
}

// Ranks of the past are of no use; only where an item stands now counts.
const ANY_RANK = 'a0';

/** Decides what an export changes: pure, so that a second run of the same export plans nothing. */
export function planImport(changelog: Changelog, mapping: Mapping, ground: Ground, now: Date): Plan {
  const stepOf = stepsOf(mapping, ground.stages);
  const stored = new Map(ground.stored.map((one) => [one.externalKey, one]));
  const oddities: string[] = [];
  const leftAlone: { key: string; why: 'touched' | 'differs' | 'elsewhere' }[] = [];
  const longer: LongerHistory[] = [];
  let unchanged = 0;

  const fresh = changelog.issues.filter((issue) => !stored.has(issue.key));
  const keys = numberItems(fresh, ground);
  const tell = (issue: Issue, key: string) => {
    const { title, oddity } = titleOf(issue);
    if (oddity) oddities.push(oddity);
    const kind = mapping.kinds.get(issue.type.toLowerCase()) ?? 'feature';
    const added = { streamId: ground.stream.id, key, title, kind, rank: ANY_RANK, externalSource: SOURCE, externalKey: issue.key };
    return issueHistory(issue, added, stepOf, (status) => `“${status}” in Jira`);
  };

  const added = fresh.map((issue) => ({ id: newId(), events: tell(issue, keys.of.get(issue.key) ?? issue.key) }));
  for (const issue of changelog.issues) {
    const known = stored.get(issue.key);
    if (!known) continue;
    const news = newsOf(known, tell(issue, known.externalKey), issue.summary !== null, ground.stream.id, now);
    if (news === 'none') unchanged += 1;
    else if (typeof news === 'string') leftAlone.push({ key: issue.key, why: news });
    else longer.push({ id: known.id, stored: known.events, added: news });
  }
  const ranked = rankBacklog(added, longer, ground);
  return {
    added: ranked.added,
    longer: ranked.longer,
    unchanged,
    leftAlone,
    renumbered: keys.renumbered,
    lastNumber: keys.lastNumber,
    oddities,
  };
}

function stepsOf(mapping: Mapping, stages: readonly Stage[]): (status: string) => Step {
  return (status) => {
    const target = mapping.statuses.get(status.toLowerCase()) ?? 'refining';
    if (typeof target === 'string') return target;
    const stage = stages.find((one) => one.name.toLowerCase() === target.stage.toLowerCase());
    if (!stage) throw new Error(`The stream has no stage “${target.stage}”.`);
    return { stageId: stage.id };
  };
}

/** PRJ-7 stays PRJ-7 in a stream PRJ, unless somebody has that key; every other issue gets the next number. */
function numberItems(issues: readonly Issue[], { stream, takenKeys, lastNumber }: Ground) {
  const own = issues.filter((issue) => issue.project === stream.key && !takenKeys.has(issue.key));
  const of = new Map(own.map((issue) => [issue.key, issue.key]));
  let last = own.reduce((highest, issue) => Math.max(highest, Number(issue.key.split('-')[1])), lastNumber);
  const renumbered: string[] = [];
  for (const issue of issues) {
    if (of.has(issue.key)) continue;
    last += 1;
    of.set(issue.key, formatKey({ prefix: stream.key, number: last }));
    renumbered.push(issue.key);
  }
  return { of, renumbered, lastNumber: last };
}

/** What an export adds to an item that is here already. */
function newsOf(known: StoredItem, told: readonly HistoryEvent[], hasSummary: boolean, streamId: string, now: Date) {
  const before = known.events.filter((one) => one.imported && one.event.kind !== 'edited');
  const agrees = before.length <= told.length && before.every((one, index) => isSame(one, told[index]));
  const news = told.slice(before.length);
  const first = told[0]?.event;
  const title = hasSummary && first?.kind === 'added' && first.data.title !== known.title ? first.data.title : null;
  if (agrees && news.length === 0 && title === null) return 'none';
  if (known.streamId !== streamId) return 'elsewhere';
  const touched = known.events.some((one) => !one.imported);
  if (touched) return agrees && news.length === 0 ? 'none' : 'touched';
  if (!agrees) return 'differs';
  // When the title changed is not told. Not now: a later export may tell of what happened before, and times never go backwards.
  const at = [...known.events, ...news].at(-1)?.at ?? now;
  const edited: HistoryEvent[] = title === null ? [] : [{ event: { kind: 'edited', data: { title } }, at, actorId: null, imported: true }];
  return [...news, ...edited];
}

function isSame(a: HistoryEvent, b: HistoryEvent | undefined): boolean {
  if (!b || a.event.kind !== b.event.kind || a.at.getTime() !== b.at.getTime()) return false;
  const place = ({ event }: HistoryEvent) => ('stageId' in event.data ? event.data.stageId : 'to' in event.data ? event.data.to : null);
  return place(a) === place(b);
}

/** Below what the stream has: ready items in the order they became ready, then the rest by creation. */
function rankBacklog(added: readonly NewHistory[], longer: readonly LongerHistory[], { stages, lastRank }: Ground) {
  const entering = [
    ...added.map((one) => ({ id: one.id, folded: foldItemHistory(one.events, stages).item })),
    ...longer
      .filter((one) => one.added.some(({ event }) => 'rank' in event.data))
      .map((one) => ({ id: one.id, folded: foldItemHistory([...one.stored, ...one.added], stages).item })),
  ].filter(({ folded }) => folded.rank !== null);
  const since = ({ folded }: (typeof entering)[number]) => (folded.readyAt ?? folded.createdAt).getTime();
  entering.sort((a, b) => Number(b.folded.state === 'ready') - Number(a.folded.state === 'ready') || since(a) - since(b));
  const ranks = ranksBetween(lastRank, null, entering.length);
  const rankOf = new Map(entering.map(({ id }, index) => [id, ranks[index] ?? ANY_RANK]));
  const rerank = (id: string, events: readonly HistoryEvent[]) => {
    const rank = rankOf.get(id);
    return rank === undefined ? events : events.map((one) => withRank(one, rank));
  };
  return {
    added: added.map(({ id, events }) => ({ id, events: rerank(id, events) })),
    longer: longer.map(({ id, stored, added: news }) => ({ id, stored, added: rerank(id, news) })),
  };
}

function withRank(one: HistoryEvent, rank: string): HistoryEvent {
  const { event } = one;
  if (event.kind === 'added') return { ...one, event: { ...event, data: { ...event.data, rank } } };
  if (event.kind === 'returned') return { ...one, event: { ...event, data: { ...event.data, rank } } };
  if (event.kind === 'revived') return { ...one, event: { ...event, data: { rank } } };
  return one;
}
