import { DateTime } from 'luxon';
import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, heading, list, note, paragraph } from '../../../chat/block.ts';
import { type UpdateReply, update } from '../../../chat/reply.ts';
import { bold } from '../../../chat/span.ts';
import { shorten } from '../../../chat/words.ts';
import { readVersions, type ThemeVersion } from '../../../database/strategy/themes.ts';
import { isRealDate } from '../../../model/calendar/date.ts';
import { sayDate } from '../../../model/calendar/say-date.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { applyThemeEvent, type ThemeFields, type ThemeSnapshot } from '../../../model/strategy/theme.ts';
import { FIELD_NAMES } from '../../../model/strategy/theme-choice.ts';
import { capital } from '../../../model/text/capital.ts';
import type { Read } from '../../kit/access.ts';
import { type Today, todayOf } from '../../kit/words/idea-words.ts';
import { count } from '../../kit/words/item-words.ts';
import { goalLines } from './since-goals.ts';
import { type Line, lineOf, quote } from './since-line.ts';

/** Without a date: a quarter, after which themes are looked at again. */
const DAYS = 90;
const SHOWN = 20;

/** `/flow strategy since DATE`: what changed in themes, objectives and key results, with what they said before (row A5). */
export async function showSince(context: Read, typed: string): Promise<UpdateReply> {
  const today = todayOf(context);
  const since = typed === '' ? DateTime.fromISO(today.date, { zone: 'utc' }).minus({ days: DAYS }).toFormat('yyyy-MM-dd') : typed;
  if (!isRealDate(since) || since < '2000-01-01')
    throw new Refusal(
      'invalid_input',
      `“${shorten(since)}” isn't a date I can read.`,
      'Type it like this: /flow strategy since 2026-03-01.',
    );
  if (since > today.date)
    throw new Refusal(
      'invalid_input',
      `${sayDate(since, today.date)} is still to come, so nothing changed since.`,
      'Type a day that has been.',
    );
  const from = DateTime.fromISO(since, { zone: today.zone }).startOf('day').toJSDate();
  const lines = [...themeLines(await readVersions(context.db, from), from, today), ...(await goalLines(context, from, today))];
  return update(
    sinceView(
      lines.sort((a, b) => b.at.getTime() - a.at.getTime()),
      since,
      today,
    ),
  );
}

/** Themes are folded from their first event on, so that each line knows what stood there before. */
function themeLines(versions: readonly ThemeVersion[], from: Date, today: Today): Line[] {
  const themes = new Map<string, ThemeSnapshot>();
  return versions.flatMap(({ themeId, event, at, by }): Line[] => {
    const before = themes.get(themeId) ?? null;
    const after = applyThemeEvent(before, event, at);
    themes.set(themeId, after);
    return at < from ? [] : [lineOf([bold(after.key), ` · ${after.name}`], told(before, event), { at, by }, today)];
  });
}

function told(before: ThemeSnapshot | null, event: ThemeVersion['event']): string {
  switch (event.kind) {
    case 'drafted':
      return 'written.';
    case 'activated':
      return before?.state === 'retired' ? 'taken up again.' : 'activated.';
    case 'confirmed':
      return 'looked at, still true.';
    case 'retired':
      return `retired. Because: ${quote(event.data.reason)}.`;
    case 'changed': {
      const fields = Object.keys(event.data) as (keyof ThemeFields)[];
      return `changed. ${fields.map((name) => `${capital(FIELD_NAMES[name])}: ${quote(before?.[name] ?? null)} → ${quote(event.data[name] ?? null)}.`).join(' ')}`;
    }
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}

function sinceView(lines: readonly Line[], since: string, today: Today): Block[] {
  const day = sayDate(since, today.date);
  const back = buttons(button('Strategy', runCommand, { text: 'strategy' }));
  if (lines.length === 0) return [paragraph(`Nothing in the strategy has changed since ${day}.`), back];
  const left = lines.length - SHOWN;
  return [
    heading(`Strategy since ${day}`),
    note(`${count(lines.length, 'change')}, newest first.`),
    list(lines.slice(0, SHOWN).map(({ words }) => entry(words))),
    ...(left > 0 ? [note(`And ${left} earlier. A later date shows fewer.`)] : []),
    back,
  ];
}
