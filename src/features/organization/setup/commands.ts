import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { type UpdateReply, update } from '../../../chat/reply.ts';
import { anyText } from '../../../chat/words.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { setUp } from '../../kit/offers/setup.ts';
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
      summary:
        'Organization, streams, teams, roles, and what this channel is linked to. Or at once: name, stream, team, roles, link, unlink, connect, test.',
      usage: '/flow setup [WORD]',
      right: 'read',
      beforeSetup: true,
      words: anyText,
      handle: ({ text }) => setupWord(text, showOverview),
    }),
  ],
  actions: [
    onAction(setUp.overview, 'read', () => showOverview, { beforeSetup: true }),
    onAction(setUp.organization, 'administer', () => read((context: Read) => openOrganization(context)), { beforeSetup: true }),
    onAction(setUp.stream, 'administer', ({ streamId }) => read((context: Read) => openStream(context, streamId))),
    onAction(setUp.team, 'administer', ({ teamId }) => read((context: Read) => openTeam(context, teamId))),
    onAction(setUp.linkPlace, 'read', () => read((context: Read) => openLink(context))),
    onAction(setUp.linkPortfolio, 'read', () => write((context: Write) => linkPortfolio(context))),
    onAction(setUp.unlinkPlace, 'read', () => write((context: Write) => removeLink(context))),
    onAction(setUp.roles, 'administer', () => read((context: Read) => openRoles(context))),
    onAction(setUp.lead, 'administer', () => write((context: Write) => answerBets(context, true))),
    onAction(setUp.leadLater, 'administer', () => write((context: Write) => answerBets(context, false))),
    onAction(setUp.test, 'administer', () => write(async (context: Write) => testReply(context, []))),
    onAction(setUp.arrived, 'administer', () => write((context: Write) => arrived(context))),
    onAction(setUp.missing, 'administer', () => read(async (context: Read) => update(await missingBlocks(context)))),
    onAction(setUp.myTeam, 'found', () => read((context: Read) => openMyTeam(context))),
    onAction(setUp.linkTeam, 'read', ({ teamId }) => write((context: Write) => linkTeam(context, teamId))),
    onAction(setUp.newTeam, 'found', () => read((context: Read) => openOwnTeam(context))),
    onAction(setUp.join, 'read', () => write((context: Write) => join(context))),
  ],
  forms: [
    onForm(organizationForm, 'administer', ({ name, zone }) => write((context: Write) => saveOrganization(context, name, zone)), {
      beforeSetup: true,
    }),
    onForm(streamForm, 'administer', (values, of) => write((context: Write) => saveStream(context, values, of))),
    onForm(teamForm, 'administer', (values, of) => write((context: Write) => saveTeam(context, values, of))),
    onForm(linkForm, 'read', ({ target }) => write((context: Write) => saveLink(context, target))),
    onForm(ownTeamForm, 'found', (values) => write((context: Write) => saveOwnTeam(context, values))),
    onForm(rolesForm, 'administer', ({ adminIds, leaderIds }, { shown }) =>
      write((context: Write) => saveRoles(context, adminIds, leaderIds, shown)),
    ),
  ],
};
