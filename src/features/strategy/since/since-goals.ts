import { bold } from '../../../chat/span.ts';
import { shorten } from '../../../chat/words.ts';
import { type GoalVersion, readGoalVersions } from '../../../database/strategy/goal-versions.ts';
import { themeKeys } from '../../../database/strategy/themes.ts';
import {
  applyKeyResultEvent,
  applyObjectiveEvent,
  type KeyResultEvent,
  type KeyResultFields,
  type KeyResultSnapshot,
  type ObjectiveEvent,
  type ObjectiveSnapshot,
} from '../../../model/strategy/goal-event.ts';
import { capital } from '../../../model/text/capital.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read } from '../../kit/access.ts';
import type { Today } from '../../kit/words/idea-words.ts';
import { span, withUnit } from '../../kit/words/strategy-words.ts';
import { type Line, lineOf, quote } from './since-line.ts';

const TITLE = 120;

/** What changed in objectives and key results since an instant, with what they said before (row A5). */
export async function goalLines(context: Read, from: Date, today: Today): Promise<Line[]> {
  const { objectives, keyResults } = await readGoalVersions(context.db, from);
  const themes = await themeKeys(context.db);
  return [
    ...folded<ObjectiveEvent, ObjectiveSnapshot>(objectives, applyObjectiveEvent, (before, version, after) =>
      version.at < from ? null : lineOf([bold(short(after.title))], ofObjective(before, version.event, themes), version, today),
    ),
    ...folded<KeyResultEvent, KeyResultSnapshot>(keyResults, applyKeyResultEvent, (before, version, after) =>
      version.at < from ? null : lineOf([bold(after.key), ` · ${short(after.title)}`], ofKeyResult(before, version.event), version, today),
    ),
  ];
}

/** Each is folded from its first event on, so that a line knows what stood there before. */
function folded<Event, Snapshot>(
  versions: readonly GoalVersion<Event>[],
  apply: (before: Snapshot | null, event: Event, at: Date) => Snapshot,
  tell: (before: Snapshot | null, version: GoalVersion<Event>, after: Snapshot) => Line | null,
): Line[] {
  const known = new Map<string, Snapshot>();
  return versions.flatMap((version) => {
    const before = known.get(version.id) ?? null;
    const after = apply(before, version.event, version.at);
    known.set(version.id, after);
    return tell(before, version, after) ?? [];
  });
}

function ofObjective(before: ObjectiveSnapshot | null, event: ObjectiveEvent, themes: ReadonlyMap<string, string>): string {
  const theme = (id: string | null | undefined) => (id == null ? 'none' : (themes.get(id) ?? 'another'));
  switch (event.kind) {
    case 'stated':
      return say`{an objective}${event.data.themeId === null ? '' : ` of ${theme(event.data.themeId)}`}, stated.`;
    case 'changed': {
      const { title, themeId } = event.data;
      return [
        'changed.',
        ...(title === undefined ? [] : [`Title: ${quote(before?.title ?? null)} → ${quote(title)}.`]),
        ...(themeId === undefined ? [] : [say`{Theme}: ${theme(before?.themeId)} → ${theme(themeId)}.`]),
      ].join(' ');
    }
    case 'retired':
      return 'retired.';
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}

const FIELDS: Readonly<Record<keyof KeyResultFields, string>> = { title: 'title', unit: 'unit', baseline: 'baseline', target: 'target' };

function ofKeyResult(before: KeyResultSnapshot | null, event: KeyResultEvent): string {
  switch (event.kind) {
    case 'stated':
      return `${span(event.data)}, stated.`;
    case 'measured': {
      const unit = before?.unit ?? null;
      const was = before?.current == null ? 'not measured before' : `${withUnit(before.current, unit)} before`;
      return `${withUnit(event.data.current, unit)}, ${was}.`;
    }
    case 'changed': {
      const names = Object.keys(event.data) as (keyof KeyResultFields)[];
      const said = (value: string | number | null | undefined) => (typeof value === 'number' ? String(value) : quote(value ?? null));
      return `changed. ${names.map((name) => `${capital(FIELDS[name])}: ${said(before?.[name])} → ${said(event.data[name])}.`).join(' ')}`;
    }
    case 'retired':
      return 'retired.';
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}

function short(title: string): string {
  return shorten(title.replace(/\s+/gu, ' '), TITLE);
}
