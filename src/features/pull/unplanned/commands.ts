import { command, type Feature, onAction } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { anyText } from '../../../chat/words.ts';
import type { ItemKind } from '../../../model/item/item.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { goOn, unplannedForm } from '../../kit/offers/unplanned.ts';
import { onSubmit } from '../../kit/on.ts';
import { ownTeam, teamOf } from '../../kit/rights/team-of.ts';
import { goOnWith } from './go-on.ts';
import { openUnplanned, startByWords, startUnplanned } from './start.ts';

/** What comes up and can't wait: one line, started at once, marked, counted (row D11). */
export const unplanned: Feature<Access> = {
  name: 'unplanned',
  commands: [
    command({
      name: 'unplanned',
      group: 'pull',
      summary: 'Start what just came up, in one line. It counts like everything else.',
      usage: '/flow unplanned [STREAM] TITLE',
      right: 'pull',
      words: anyText,
      handle: ({ text }) => {
        const words = `unplanned ${text}`.trim();
        return text === ''
          ? read(async (context: Read) => {
              const found = teamOf(context, words);
              return 'ask' in found ? found.ask : openUnplanned(context, found.team);
            })
          : write(async (context: Write) => {
              const found = teamOf(context, words);
              return 'ask' in found ? found.ask : startByWords(context, found.team, text);
            });
      },
    }),
  ],
  actions: [onAction(goOn, 'pull', (data) => write((context: Write) => goOnWith(context, ownTeam(context, data.teamId), data)))],
  forms: [
    onSubmit(unplannedForm, 'pull', (context, { title, streamId, kind }, { teamId }) =>
      startUnplanned(context, ownTeam(context, teamId), { streamId, title, kind: kind as ItemKind }),
    ),
  ],
};
