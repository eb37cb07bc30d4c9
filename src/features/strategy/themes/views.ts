import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, facts, heading, list, note, paragraph } from '../../../chat/block.ts';
import { bold, type Inline } from '../../../chat/span.ts';
import type { KeyResultRow, ObjectiveRow } from '../../../database/strategy/goals.ts';
import type { NamedEpic, NamingEpic, ThemeRow } from '../../../database/strategy/themes.ts';
import { wantsReview } from '../../../model/strategy/theme.ts';
import { ended } from '../../../model/text/ended.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { strategyActs } from '../../kit/offers/strategy.ts';
import { onDay, type Today } from '../../kit/words/idea-words.ts';
import { count, named } from '../../kit/words/item-words.ts';
import { coverageLine, inOneLine, span, standing, THEME_STATE_NAMES } from '../../kit/words/strategy-words.ts';
import { otherTheme } from './retired-theme.ts';

/** What `/flow strategy` shows. */
export interface Strategy {
  readonly active: readonly ThemeRow[];
  readonly drafts: readonly ThemeRow[];
  readonly objectives: readonly ObjectiveRow[];
  readonly keyResults: readonly KeyResultRow[];
  readonly coverage: { readonly open: number; readonly linked: number };
}

/** `/flow strategy`: the active themes, what is measured, and how many epics say what they serve. */
export function strategyView(strategy: Strategy, maySteer: boolean, today: Today, now: Date): Block[] {
  const { active, drafts, objectives, keyResults, coverage } = strategy;
  return [
    heading('Strategy'),
    ...(active.length === 0
      ? [paragraph(say`No {theme} is active yet. {A theme} says where we must win and what we accept for it; it has no dates.`)]
      : [note('Direction, not dates.'), list(active.map((theme) => themeEntry(theme, now)))]),
    ...(drafts.length === 0 ? [] : [paragraph(bold('Drafts')), list(drafts.map((theme) => themeEntry(theme, now)))]),
    ...(objectives.length === 0
      ? []
      : [paragraph(bold('Objectives')), list(objectives.map((one) => objectiveEntry(one, keyResults, today)))]),
    paragraph(coverageLine(coverage)),
    buttons(
      maySteer && button(say`Write {a theme}`, strategyActs.newTheme, {}, active.length === 0 ? { style: 'primary' } : {}),
      maySteer && button(say`Add {an objective}`, strategyActs.newObjective, {}),
      button('What changed?', runCommand, { text: 'strategy since' }),
      button('Roadmap', runCommand, { text: 'roadmap' }),
      button('Portfolio', runCommand, { text: 'portfolio' }),
    ),
  ];
}

// A name that is the beginning of the sentence need not be said twice.
function saysWhere({ name, winWhere }: ThemeRow): string {
  return inOneLine(winWhere).startsWith(name.replace(/…$/u, '')) ? ended(inOneLine(winWhere)) : `${name}: ${ended(inOneLine(winWhere))}`;
}

function themeEntry(theme: ThemeRow, now: Date) {
  const serves =
    theme.open === 0
      ? ''
      : ` (${count(theme.open, say`open {epic}`, say`open {epics}`)}, ${count(theme.bets, say`running {bet}`, say`running {bets}`)})`;
  const old = wantsReview(theme, now) ? ' Does it still hold?' : '';
  return entry([bold(theme.key), ` · ${saysWhere(theme)}${serves}${old}`], openButton(theme.key));
}

function objectiveEntry(objective: ObjectiveRow, keyResults: readonly KeyResultRow[], today: Today) {
  const own = keyResults.filter((one) => one.objectiveId === objective.id);
  const results = own.map((one) => `${one.key} · ${inOneLine(one.title)}: ${span(one)}, ${standing(one, today)}`);
  const theme = objective.themeKey === null ? '' : ` (${objective.themeKey})`;
  return entry(
    [`${inOneLine(objective.title)}${theme}. ${results.length === 0 ? say`No {key result} yet.` : `${results.join('; ')}.`}`],
    button('Open', strategyActs.objective, { objectiveId: objective.id }, { hint: `Open ${inOneLine(objective.title)}` }),
  );
}

/** `/flow T-1` */
export function themeCard(theme: ThemeRow, bets: readonly NamedEpic[], maySteer: boolean, today: Today, now: Date): Block[] {
  const on = { themeId: theme.id, version: theme.version };
  const optional = (label: string, value: string | null) => (value === null ? [] : [{ label, value: [value] }]);
  return [
    paragraph(bold(theme.key), ` · ${theme.name}`),
    facts(
      { label: 'State', value: [THEME_STATE_NAMES[theme.state]] },
      { label: 'Where must we win', value: [theme.winWhere] },
      ...optional('Outcomes that matter', theme.outcomes),
      ...optional('Trade-offs', theme.tradeOffs),
      ...optional('Constraints', theme.constraints),
      { label: 'Looked at', value: [lookedAt(theme, today, now)] },
      { label: say`Open {epics}`, value: [theme.open === 0 ? 'none yet' : String(theme.open)] },
      ...(bets.length === 0 ? [] : [{ label: say`Running {bets}`, value: betNames(bets) }]),
    ),
    buttons(
      maySteer &&
        theme.state !== 'active' &&
        button(theme.state === 'draft' ? 'Activate' : 'Take up again', strategyActs.activate, on, { style: 'primary' }),
      maySteer && theme.state === 'active' && button('Still true', strategyActs.confirm, on),
      maySteer &&
        theme.state !== 'retired' &&
        button('Change', strategyActs.editTheme, { themeId: theme.id }, { hint: `Change ${theme.key}` }),
      maySteer &&
        theme.state !== 'retired' &&
        button('Retire', strategyActs.askRetire, { themeId: theme.id }, { hint: `Retire ${theme.key}` }),
      button('Strategy', runCommand, { text: 'strategy' }),
    ),
  ];
}

function lookedAt(theme: ThemeRow, today: Today, now: Date): string {
  return `on ${onDay(theme.reviewedAt, today)}${wantsReview(theme, now) ? '. Does it still hold?' : ''}`;
}

/** So many epics of a theme are named. */
export const NAMED = 10;

/** "E-7 · Easier checkout, E-8 · …, and 2 more" */
export function betNames(bets: readonly NamedEpic[]): Inline[] {
  const left = bets.length - NAMED;
  return bets
    .slice(0, NAMED)
    .flatMap((epic, n): Inline[] => [...(n === 0 ? [] : ['; ']), ...named(epic)])
    .concat(left > 0 ? [`; and ${left} more`] : []);
}

/** Open epics that name a retired theme: nothing keeps them from going on, and each may name another. */
export function stillNaming(epics: readonly NamingEpic[], total: number, mayShape: (epic: NamingEpic) => boolean): Block[] {
  const left = total - epics.length;
  return [
    paragraph(
      say`${count(total, say`open {epic} names`, say`open {epics} name`)} it still, and may go on. Which {theme} ${total === 1 ? 'does it' : 'do they'} serve now, if any?`,
    ),
    list(epics.map((epic) => entry(named(epic), mayShape(epic) ? otherTheme(epic) : openButton(epic.key)))),
    ...(left > 0 ? [note(`And ${left} more; they follow once these name another.`)] : []),
  ];
}
