import { DateTime } from 'luxon';
import { EPIC_FLOW } from '../model/epic/epic.ts';
import type { EpicEvent, EpicSnapshot } from '../model/epic/epic-event.ts';
import { applyEpicEvent } from '../model/epic/epic-event.ts';
import { epicTexts } from '../model/epic/epic-texts.ts';
import { ORGANIZATION } from './company.ts';
import { type DemoEpic, EPICS } from './epics.ts';
import { REVIEWS, SERVES } from './strategy.ts';
import { WORKDAY, workClock } from './work-clock.ts';

/** Decides what to invest in. */
const LEADER = 'amara';

/** One event of an epic with what stands beside it in the log. */
export interface EpicHistoryEvent {
  readonly event: EpicEvent;
  readonly at: Date;
  readonly actorId: string;
}

/** An epic of the demo with its whole history and what it comes to. */
export interface DemoEpicHistory {
  readonly key: string;
  readonly events: readonly EpicHistoryEvent[];
  readonly epic: EpicSnapshot;
  readonly items: readonly string[];
  readonly supporters: readonly string[];
}

/** Every epic of the demo, told like its items: pure, the same for the same day. */
export function epicHistories(now: Date, idOf: (name: string) => string): DemoEpicHistory[] {
  const instant = workClock(now, ORGANIZATION.zone);
  return EPICS.map((epic, index) => {
    const key = `E-${index + 1}`;
    // Each at its own hour, so that a day's events do not fall on one minute.
    const at = (workdays: number) => instant(workdays * WORKDAY - 1 - (index % 7));
    const events: EpicHistoryEvent[] = [
      { event: proposed(key, epic, now, idOf), at: at(epic.proposed), actorId: idOf(`person:${epic.owner}`) },
      ...serving(key, idOf).map((event) => ({
        event,
        at: instant(epic.proposed * WORKDAY - 1.5 - (index % 7)),
        actorId: idOf(`person:${epic.owner}`),
      })),
      ...EPIC_FLOW.flatMap((to): EpicHistoryEvent[] => {
        const before = to === 'funnel' ? undefined : epic.way[to];
        const by = to === 'investing' || to === 'delivered' ? LEADER : epic.owner;
        return before === undefined ? [] : [{ event: { kind: 'moved', data: { to } }, at: at(before), actorId: idOf(`person:${by}`) }];
      }),
      ...REVIEWS.filter((review) => review.epic === key).map(
        ({ verdict, before, by }): EpicHistoryEvent => ({
          event: { kind: 'reviewed', data: { verdict } },
          at: instant(before * WORKDAY - 1),
          actorId: idOf(`person:${by}`),
        }),
      ),
    ];
    events.push(...beside(epic, now, at, idOf));
    events.sort((a, b) => a.at.getTime() - b.at.getTime());
    const folded = events.reduce<EpicSnapshot | null>((before, one) => applyEpicEvent(before, one.event, one.at), null);
    if (!folded) throw new Error('An epic has at least one event: its proposal.');
    return { key, events, epic: folded, items: epic.items, supporters: epic.supporters ?? [] };
  });
}

/** What an epic names of the strategy, said right after it was proposed. */
function serving(key: string, idOf: (name: string) => string): EpicEvent[] {
  const { theme, keyResult } = SERVES[key] ?? {};
  if (theme === undefined && keyResult === undefined) return [];
  const data = {
    ...(theme === undefined ? {} : { themeId: idOf(`theme:T-${theme}`) }),
    ...(keyResult === undefined ? {} : { keyResultId: idOf(`keyResult:K-${keyResult}`) }),
  };
  return [{ kind: 'edited', data }];
}

/** What is said of an epic on its way, besides where it goes. */
function beside(
  { owner, proposed: since, horizon, external, score, held }: DemoEpic,
  now: Date,
  at: (workdays: number) => Date,
  idOf: (name: string) => string,
): EpicHistoryEvent[] {
  const inDays = (days: number) => DateTime.fromJSDate(now, { zone: ORGANIZATION.zone }).plus({ days }).toFormat('yyyy-MM-dd');
  const edited = {
    ...(horizon === undefined ? {} : { horizon }),
    ...(external === undefined ? {} : { externalDate: inDays(external.inDays), externalReason: external.reason }),
  };
  const [by, leader] = [idOf(`person:${owner}`), idOf(`person:${LEADER}`)];
  const soon = new Date(at(since).getTime() + 300_000);
  return [
    ...(Object.keys(edited).length === 0 ? [] : [{ event: { kind: 'edited', data: edited } as const, at: soon, actorId: by }]),
    ...(score === undefined
      ? []
      : [{ event: { kind: 'scored', data: { score: score.parts } } as const, at: at(score.ago), actorId: leader }]),
    ...(held === undefined
      ? []
      : [
          {
            event: { kind: 'held', data: { reason: held.reason, until: inDays(held.lookIn) } } as const,
            at: at(held.ago),
            actorId: leader,
          },
        ]),
  ];
}

function proposed(key: string, epic: DemoEpic, now: Date, idOf: (name: string) => string): EpicEvent {
  const askAgain = DateTime.fromJSDate(now, { zone: ORGANIZATION.zone }).plus({ days: epic.askIn ?? 0 });
  return {
    kind: 'proposed',
    data: {
      key,
      title: epic.title,
      outcome: epic.outcome ?? null,
      affects: epic.affects ?? null,
      measure: epic.measure ?? null,
      askAgainOn: epic.outcome === undefined ? askAgain.toFormat('yyyy-MM-dd') : null,
      ...epicTexts(epic),
      evidence: epic.evidence ?? null,
      streamId: epic.stream === undefined ? null : idOf(`stream:${epic.stream}`),
      ownerId: idOf(`person:${epic.owner}`),
      sourceLink: null,
    },
  };
}
