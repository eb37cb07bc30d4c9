import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { type ReadReply, update } from '../../../chat/reply.ts';
import { anyText, shorten } from '../../../chat/words.ts';
import { listKeyResults, listObjectives, readCoverage } from '../../../database/strategy/goals.ts';
import { listThemes } from '../../../database/strategy/themes.ts';
import { parseKey } from '../../../model/item/key.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import {
  MOST_SHOWN,
  openKeyResult,
  openMeasure,
  openNewKeyResult,
  openObjective,
  retireKeyResult,
  retireObjective,
  saveKeyResult,
  saveMeasure,
  saveObjective,
  showKeyResult,
  showObjective,
} from '../goals/goals.ts';
import { showSince } from '../since/since.ts';
import { strategyActs as acts, keyResultForm, measureForm, objectiveForm, retireForm, themeForm } from './contracts.ts';
import { activate, confirm, openRetire, openTheme, retire, saveTheme, showTheme } from './theme.ts';
import { strategyView } from './views.ts';

/** Where to win: themes, objectives and key results (rows A1, A5, A6, A8). */
export const strategy: Feature<Access> = {
  name: 'strategy',
  commands: [
    command({
      name: 'strategy',
      also: ['steer', 'measure'],
      group: 'strategy',
      summary: 'Where we must win: themes, objectives, key results; and what changed since a day.',
      usage: '/flow strategy [since DATE]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => read((context: Read) => answer(context, text)),
    }),
  ],
  actions: [
    onAction(acts.newTheme, 'steer', () => read((context: Read) => openTheme(context, null))),
    onAction(acts.editTheme, 'steer', ({ themeId }) => read((context: Read) => openTheme(context, themeId))),
    onAction(acts.activate, 'steer', (on) => write((context: Write) => activate(context, on))),
    onAction(acts.confirm, 'steer', (on) => write((context: Write) => confirm(context, on))),
    onAction(acts.askRetire, 'steer', ({ themeId }) => read((context: Read) => openRetire(context, themeId))),
    onAction(acts.newObjective, 'steer', () => read((context: Read) => openObjective(context, null))),
    onAction(acts.objective, 'read', ({ objectiveId }) => read((context: Read) => showObjective(context, objectiveId))),
    onAction(acts.editObjective, 'steer', ({ objectiveId }) => read((context: Read) => openObjective(context, objectiveId))),
    onAction(acts.retireObjective, 'steer', (on) => write((context: Write) => retireObjective(context, on))),
    onAction(acts.newKeyResult, 'steer', ({ objectiveId }) => read((context: Read) => openNewKeyResult(context, objectiveId))),
    onAction(acts.editKeyResult, 'steer', ({ keyResultId }) => read((context: Read) => openKeyResult(context, keyResultId))),
    onAction(acts.measure, 'measure', ({ keyResultId }) => read((context: Read) => openMeasure(context, keyResultId))),
    onAction(acts.retireKeyResult, 'steer', (on) => write((context: Write) => retireKeyResult(context, on))),
  ],
  forms: [
    onForm(themeForm, 'steer', (values, data) => write((context: Write) => saveTheme(context, values, data))),
    onForm(retireForm, 'steer', (values, { themeId }) => write((context: Write) => retire(context, values, themeId))),
    onForm(objectiveForm, 'steer', (values, data) => write((context: Write) => saveObjective(context, values, data))),
    onForm(keyResultForm, 'steer', (values, data) => write((context: Write) => saveKeyResult(context, values, data))),
    onForm(measureForm, 'measure', (values, data) => write((context: Write) => saveMeasure(context, values, data))),
  ],
};

async function answer(context: Read, typed: string): Promise<ReadReply> {
  const [first = '', ...rest] = typed.split(/\s+/u);
  if (first === '') return showStrategy(context);
  if (first.toLowerCase() === 'since') return showSince(context, rest.join(' '));
  const key = parseKey(first);
  if (key?.prefix === 'T') return showTheme(context, `T-${key.number}`);
  if (key?.prefix === 'K') return showKeyResult(context, `K-${key.number}`);
  throw new Refusal(
    'invalid_input',
    `“${shorten(typed)}” is nothing I know of the strategy.`,
    'Type /flow strategy, or /flow strategy since 2026-03-01.',
  );
}

async function showStrategy(context: Read): Promise<ReadReply> {
  const { db } = context;
  const maySteer = isAllowed(context, 'steer', {});
  const shown = {
    active: await listThemes(db, ['active'], MOST_SHOWN),
    // A draft is nothing to go by; whoever writes themes sees it here, others by its key.
    drafts: maySteer ? await listThemes(db, ['draft'], MOST_SHOWN) : [],
    objectives: await listObjectives(db, MOST_SHOWN),
    keyResults: await listKeyResults(db, MOST_SHOWN),
    coverage: await readCoverage(db),
  };
  return update(strategyView(shown, maySteer, todayOf(context), context.now));
}
