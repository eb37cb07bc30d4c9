import { command, type Feature } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { type ReadReply, update } from '../../../chat/reply.ts';
import { anyText, shorten } from '../../../chat/words.ts';
import { listKeyResults, listObjectives, readCoverage } from '../../../database/strategy/goals.ts';
import { listThemes } from '../../../database/strategy/themes.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { parseKey } from '../../../model/text/key.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read } from '../../kit/access.ts';
import { strategyActs as acts, retireForm, themeForm } from '../../kit/offers/strategy.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { MOST_SHOWN, showKeyResult } from '../goals/goals.ts';
import { showSince } from '../since/since.ts';
import { activate, confirm, openRetire, openTheme, retire, saveTheme, showTheme } from './theme.ts';
import { strategyView } from './views.ts';

/** Where to win (rows A1, A5, A6). */
export const themes: Feature<Access> = {
  name: 'strategy',
  commands: [
    command({
      name: 'strategy',
      also: ['steer', 'measure'],
      group: 'strategy',
      summary: say`Where we must win: {themes}, {objectives}, {key results}; and what changed since a day.`,
      usage: '/flow strategy [since DATE]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => read((context: Read) => answer(context, text)),
    }),
  ],
  actions: [
    onRead(acts.newTheme, 'steer', (context) => openTheme(context, null)),
    onRead(acts.editTheme, 'steer', (context, { themeId }) => openTheme(context, themeId)),
    onWrite(acts.activate, 'steer', (context, on) => activate(context, on)),
    onWrite(acts.confirm, 'steer', (context, on) => confirm(context, on)),
    onRead(acts.askRetire, 'steer', (context, { themeId }) => openRetire(context, themeId)),
  ],
  forms: [
    onSubmit(themeForm, 'steer', (context, values, data) => saveTheme(context, values, data)),
    onSubmit(retireForm, 'steer', (context, values, { themeId }) => retire(context, values, themeId)),
  ],
  things: [{ prefix: 'T', show: showTheme }],
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
