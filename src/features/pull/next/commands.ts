import { paragraph } from '../../../chat/block.ts';
import { command, type Feature } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { update } from '../../../chat/reply.ts';
import { noWords } from '../../../chat/words.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access } from '../../kit/access.ts';
import { unknownTeam } from '../../kit/finding/unknown.ts';
import { pulls } from '../../kit/offers/pull.ts';
import { onRead, onWrite } from '../../kit/on.ts';
import { chooseTeam } from '../../kit/rights/team-of.ts';
import { showNext } from './read-next.ts';
import { rememberedView } from './remembered-view.ts';
import { rememberTeam } from './store.ts';

/** What a team may take next, and why (row D1). */
export const next: Feature<Access> = {
  name: 'next',
  commands: [
    command({
      name: 'next',
      group: 'pull',
      first: true,
      summary: say`The {item} your {team} may take next, and why.`,
      usage: '/flow next',
      right: 'read',
      words: noWords,
      handle: () => read(showNext),
    }),
  ],
  actions: [
    onRead(pulls.notNow, 'read', async () => update([paragraph('All right. It stays where it is: /flow next shows it again.')])),
    onWrite(chooseTeam, 'read', async (context, { teamId, text }) => {
      const team = context.asker.teams.find((one) => one.id === teamId);
      if (!team) throw unknownTeam();
      await rememberTeam(context.db, context.asker.memberId, team.id);
      return update(rememberedView(team.name, text));
    }),
  ],
  forms: [],
};
