import type { DemoEntry } from './backlog.ts';
import type { StreamKey, TeamName } from './company.ts';
import { TEAMS } from './company.ts';
import type { Random } from './random.ts';
import { WORKDAY, type WorkHours } from './work-clock.ts';

/** An entry with its number. */
export interface Numbered {
  readonly stream: StreamKey;
  readonly number: number;
  readonly entry: DemoEntry;
}

/** When an item was in delivery, in working hours before today: from a larger number to a smaller one; `to` 0 is still there. */
export interface Span {
  readonly from: WorkHours;
  readonly to: WorkHours;
}

/** About five months. */
const HISTORY: WorkHours = 105 * WORKDAY;
// Teams got faster at finishing: more finishes lie in the recent half.
const RECENT = 1.7;

/**
 * Lays every delivery of the demo into its team's places, so that no team was ever over its limit. A team has as many
 * lanes as its limit; what is in progress today ends a lane, and the past is filled backwards, newest first.
 */
export function scheduleDeliveries(items: readonly Numbered[], random: Random): ReadonlyMap<DemoEntry, Span> {
  const spans = new Map<DemoEntry, Span>();
  for (const team of TEAMS) {
    const lanes: WorkHours[] = [];
    for (const { entry } of items) {
      if (entry.fate.is !== 'delivery' || entry.fate.by !== team.name) continue;
      const from = (entry.fate.days - random.between(0.2, 0.8)) * WORKDAY;
      spans.set(entry, { from, to: 0 });
      lanes.push(from + WORKDAY);
    }
    if (lanes.length > team.wipLimit) throw new Error(`${team.name} has more in progress than its limit.`);
    while (lanes.length < team.wipLimit) lanes.push(0.5);

    const past = pastOf(items, team.name);
    past.forEach(({ entry }, index) => {
      const wished = HISTORY * ((index + random.between(0.15, 0.85)) / past.length) ** RECENT;
      const lane = lanes.indexOf(latestFree(lanes, wished));
      const to = Math.max(wished, lanes[lane] ?? 0);
      const from = to + flowTime(random);
      spans.set(entry, { from, to });
      lanes[lane] = from + random.between(0.5, 6);
    });
  }
  return spans;
}

/** What a team delivered or gave back, newest first. */
function pastOf(items: readonly Numbered[], team: TeamName): Numbered[] {
  const lateness = ({ entry: { fate } }: Numbered) => (fate.is === 'done' && fate.late ? 1 : 0);
  return items
    .filter(({ entry: { fate } }) => (fate.is === 'done' && fate.by === team) || (fate.is === 'ready' && fate.returnedBy === team))
    .sort((a, b) => lateness(a) - lateness(b) || a.number - b.number)
    .reverse();
}

/** The fullest lane that is still free at that time; else the one that frees up first. */
function latestFree(lanes: readonly WorkHours[], at: WorkHours): WorkHours {
  const free = lanes.filter((until) => until <= at);
  return free.length > 0 ? Math.max(...free) : Math.min(...lanes);
}

/** Mostly 2 to 15 calendar days, now and then much longer. */
function flowTime(random: Random): WorkHours {
  if (random.chance(0.07)) return random.between(12, 20) * WORKDAY;
  // The product of two chances leans to short times with a tail, as real flow times do.
  return (1 + random.between(0, 1) * random.between(0.3, 1) * 10) * WORKDAY;
}
