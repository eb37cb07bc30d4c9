import { command, type Feature, onAction } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { type UpdateReply, update } from '../../../chat/reply.ts';
import { anyText } from '../../../chat/words.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read } from '../../kit/access.ts';
import { setUp } from '../../kit/offers/setup.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { linkForm, organizationForm, ownTeamForm, rolesForm, streamForm, teamForm } from './forms.ts';
import { linkPortfolio, linkTeam, removeLink, saveLink } from './link.ts';
import { openLink, openOrganization, openRoles, openStream, openTeam } from './open-forms.ts';
import { overviewBlocks, welcomeBlocks } from './overview.ts';
import { join, openMyTeam, openOwnTeam, saveOwnTeam } from './own-team.ts';
import { answerBets, saveOrganization, saveRoles, saveStream, saveTeam } from './save.ts';
import { arrived, missingBlocks, testReply } from './test-message.ts';
import { setupWord } from './words.ts';

const showOverview = read<Access, UpdateReply>(async (context: Read) =>
  update(context.organization.ready ? await overviewBlocks(context) : welcomeBlocks()),
);

/** Organization, streams, teams, places, roles and the first admin. */
export const setup: Feature<Access> = {
  name: 'setup',
  commands: [
    command({
      name: 'setup',
      also: ['administer', 'found', 'bind', 'bindPortfolio'],
      group: 'organization',
      summary: say`Organization, {streams}, {teams}, roles, and what this channel is linked to. Or at once: name, {stream}, {team}, roles, link, unlink, connect, test.`,
      usage: '/flow setup [WORD]',
      right: 'read',
      beforeSetup: true,
      words: anyText,
      handle: ({ text }) => setupWord(text, showOverview),
    }),
  ],
  actions: [
    onAction(setUp.overview, 'read', () => showOverview, { beforeSetup: true }),
    onRead(setUp.organization, 'administer', (context) => openOrganization(context), { beforeSetup: true }),
    onRead(setUp.stream, 'administer', (context, { streamId }) => openStream(context, streamId)),
    onRead(setUp.team, 'administer', (context, { teamId }) => openTeam(context, teamId)),
    onRead(setUp.linkPlace, 'read', (context) => openLink(context)),
    onWrite(setUp.linkPortfolio, 'read', (context) => linkPortfolio(context)),
    onWrite(setUp.unlinkPlace, 'read', (context) => removeLink(context)),
    onRead(setUp.roles, 'administer', (context) => openRoles(context)),
    onWrite(setUp.lead, 'administer', (context) => answerBets(context, true)),
    onWrite(setUp.leadLater, 'administer', (context) => answerBets(context, false)),
    onWrite(setUp.test, 'administer', async (context) => testReply(context, [])),
    onWrite(setUp.arrived, 'administer', (context) => arrived(context)),
    onRead(setUp.missing, 'administer', async (context) => update(await missingBlocks(context))),
    onRead(setUp.myTeam, 'found', (context) => openMyTeam(context)),
    onWrite(setUp.linkTeam, 'read', (context, { teamId }) => linkTeam(context, teamId)),
    onRead(setUp.newTeam, 'found', (context) => openOwnTeam(context)),
    onWrite(setUp.join, 'read', (context) => join(context)),
  ],
  forms: [
    onSubmit(organizationForm, 'administer', (context, { name, zone }) => saveOrganization(context, name, zone), {
      beforeSetup: true,
    }),
    onSubmit(streamForm, 'administer', (context, values, of) => saveStream(context, values, of)),
    onSubmit(teamForm, 'administer', (context, values, of) => saveTeam(context, values, of)),
    onSubmit(linkForm, 'read', (context, { target }) => saveLink(context, target)),
    onSubmit(ownTeamForm, 'found', (context, values) => saveOwnTeam(context, values)),
    onSubmit(rolesForm, 'administer', (context, { adminIds, leaderIds }, { shown }) => saveRoles(context, adminIds, leaderIds, shown)),
  ],
};
