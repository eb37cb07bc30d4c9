import { command, type Feature } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { anyText } from '../../../chat/words.ts';
import { cleanReason } from '../../../model/text/clean-reason.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { askException, exceptionForm, letItEnd } from '../../kit/offers/exceptions.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { ownTeam, teamOf } from '../../kit/rights/team-of.ts';
import { end, grant, openException } from './grant.ts';

/** A team's own exception from its limit: public, for three working days (row D1). */
export const exceptions: Feature<Access> = {
  name: 'exception',
  commands: [
    command({
      name: 'exception',
      group: 'pull',
      summary: say`Let your own {team} go one over its limit, in public, for three working days.`,
      usage: '/flow exception [REASON]',
      right: 'except',
      words: anyText,
      handle: ({ text }) => {
        const reason = cleanReason(text, 'The reason');
        return reason === ''
          ? read(async (context: Read) => {
              const found = teamOf(context, 'exception');
              return 'ask' in found ? found.ask : openException(context, found.team);
            })
          : write(async (context: Write) => {
              const found = teamOf(context, `exception ${text}`);
              return 'ask' in found ? found.ask : grant(context, found.team, reason, 1);
            });
      },
    }),
  ],
  actions: [
    onRead(askException, 'except', (context, { teamId }) => openException(context, ownTeam(context, teamId))),
    onWrite(letItEnd, 'except', (context, { teamId }) => end(context, ownTeam(context, teamId))),
  ],
  forms: [
    onSubmit(exceptionForm, 'except', (context, { reason, extra }, { teamId }) => grant(context, ownTeam(context, teamId), reason, extra)),
  ],
};
