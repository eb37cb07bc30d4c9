import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { anyText } from '../../../chat/words.ts';
import { cleanLine, REASON_LIMIT } from '../../../model/text/text.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { askException, exceptionForm, letItEnd } from '../../kit/offers/exceptions.ts';
import { ownTeam, teamOf } from '../../kit/rights/team-of.ts';
import { end, grant, openException } from './grant.ts';

/** A team's own leave to go over its limit: public, for three working days (row D1). */
export const exception: Feature<Access> = {
  name: 'exception',
  commands: [
    command({
      name: 'exception',
      group: 'pull',
      summary: 'Let your own team go one over its limit, in public, for three working days.',
      usage: '/flow exception [REASON]',
      right: 'except',
      words: anyText,
      handle: ({ text }) =>
        text === ''
          ? read(async (context: Read) => {
              const found = teamOf(context, 'exception');
              return 'ask' in found ? found.ask : openException(context, found.team);
            })
          : write(async (context: Write) => {
              const found = teamOf(context, `exception ${text}`);
              return 'ask' in found ? found.ask : grant(context, found.team, cleanLine(text, REASON_LIMIT, 'The reason'), 1);
            }),
    }),
  ],
  actions: [
    onAction(askException, 'except', ({ teamId }) => read((context: Read) => openException(context, ownTeam(context, teamId)))),
    onAction(letItEnd, 'except', ({ teamId }) => write((context: Write) => end(context, ownTeam(context, teamId)))),
  ],
  forms: [
    onForm(exceptionForm, 'except', ({ reason, extra }, { teamId }) =>
      write((context: Write) => grant(context, ownTeam(context, teamId), reason, extra)),
    ),
  ],
};
