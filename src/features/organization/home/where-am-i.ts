import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, heading, list, note, paragraph } from '../../../chat/block.ts';
import type { TeamContext } from '../../../chat/context.ts';
import { type ReadReply, update } from '../../../chat/reply.ts';
import { listStreams, listTeams } from '../../../database/organization/streams.ts';
import { chooseNext } from '../../../model/flow/choose.ts';
import { hasRoom, type TeamWip } from '../../../model/flow/wip.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read } from '../../kit/access.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { setUp } from '../../kit/offers/setup.ts';
import { chooseTeam } from '../../kit/rights/team-of.ts';
import { count, named, progress } from '../../kit/words/item-words.ts';
import { untilDay } from '../../kit/words/room-words.ts';
import { nextQuestion } from '../../portfolio/beginning/questions.ts';
import { portfolioHere } from '../../portfolio/overview/here.ts';
import { teamView } from '../../pull/next/team-view.ts';
import { startHere } from '../fill/start-here.ts';
import { welcomeBlocks } from '../setup/overview.ts';
import { partsOf } from './parts.ts';

/** `/flow` alone: the place's team, stream or portfolio, what is next, what is in progress, what to do here. */
export async function whereAmI(context: Read): Promise<ReadReply> {
  const { organization, place, asker } = context;
  if (!organization.ready) return update(welcomeBlocks());
  if (place.team) return update(await ofTeam(context, place.team));
  if (place.streamId !== undefined) return update(await ofStream(context, place.streamId));
  if (place.portfolio) return update(await portfolioHere(context));
  if (place.kind === 'channel') return update(await unlinked(context));
  const team = asker.teams.length === 1 ? asker.teams[0] : asker.teams.find((one) => one.id === asker.chosenTeamId);
  if (!team) return update(await ofPerson(context));
  const others = asker.teams.filter((one) => one.id !== team.id);
  return update([...(await ofTeam(context, team)), ...(others.length > 0 ? [speakFor(others)] : [])]);
}

async function ofTeam(context: Read, team: TeamContext): Promise<Block[]> {
  const view = await teamView(context.db, team.id, context.now);
  if (!view) return unlinked(context);
  const { read, oldest } = view;
  const next = chooseNext(read.streams);
  const nextLine = next ? [...named(next.candidate)] : ['nothing is ready'];
  const [stream] = team.streamIds;
  const inTeam = context.asker.teams.some((one) => one.id === team.id);
  return [
    heading(team.name),
    paragraph(hasRoom(read.team) ? 'Next: ' : 'Next, when there is room: ', ...nextLine),
    paragraph(`In progress: ${read.team.inProgress} of ${read.team.limit}${exceptionWords(read.team, context)}`),
    ...(oldest.length > 0
      ? [
          list(
            oldest.map((item) =>
              entry([...named(item), `: ${progress(item, context.now, context.organization.zone)}`], openButton(item.key)),
            ),
          ),
        ]
      : []),
    ...(next === null && stream !== undefined ? await startHere(context, stream) : []),
    buttons(
      button('Next', runCommand, { text: 'next' }, next === null ? {} : { style: 'primary' }),
      button('Board', runCommand, { text: 'board' }),
      button('Backlog', runCommand, { text: 'backlog' }),
      !inTeam && context.place.team?.id === team.id && button(say`I'm in this {team}`, setUp.join, {}),
      button('Help', runCommand, { text: 'help' }),
    ),
  ];
}

// ", 5 until 3 March" while an exception is in force.
function exceptionWords(team: TeamWip, { now, organization }: Read): string {
  if (team.until === null) return '';
  return `, ${team.limit + team.extra} until ${untilDay(team.until, { now, zone: organization.zone })}`;
}

// Asked once and remembered; here it can be changed.
function speakFor(teams: readonly TeamContext[]): Block {
  return buttons(...teams.map((team) => button(`I speak for ${team.name}`, chooseTeam, { teamId: team.id, text: '' })));
}

async function ofStream(context: Read, streamId: string): Promise<Block[]> {
  const [stream] = await listStreams(context.db, [streamId]);
  const teams = (await listTeams(context.db)).filter((team) => team.streams.some((one) => one.id === streamId));
  if (!stream) return unlinked(context);
  return [
    heading(stream.name),
    paragraph(stream.ownerName ? `${stream.ownerName} decides the order.` : 'Nobody owns it yet.'),
    paragraph(teams.length > 0 ? `Pulled by ${teams.map((team) => team.name).join(', ')}.` : say`No {team} pulls from it yet.`),
    buttons(
      button('Backlog', runCommand, { text: `backlog ${stream.key}` }, { style: 'primary' }),
      button('Board', runCommand, { text: 'board' }),
      button(say`Add {an item}`, runCommand, { text: 'add' }),
      button('Help', runCommand, { text: 'help' }),
    ),
  ];
}

async function unlinked(context: Read): Promise<Block[]> {
  const streams = await listStreams(context.db);
  const { leader } = context.asker.roles;
  if (streams.length === 0) {
    return [
      paragraph(say`There is no {value stream} yet, so ${leader ? say`no {team} can link this channel` : "this channel can't be linked"}.`),
      buttons(
        leader && button(say`Link the {portfolio}`, setUp.linkPortfolio, {}),
        button('Setup', setUp.overview, {}, { style: 'primary' }),
        button('Help', runCommand, { text: 'help' }),
      ),
    ];
  }
  return [
    paragraph(say`This channel isn't linked to {a team}, {stream} or {portfolio} yet.`),
    paragraph("Once it is, I'll know whose work you mean."),
    buttons(
      button(say`Link my {team}`, setUp.myTeam, {}, { style: 'primary' }),
      leader && button(say`Link the {portfolio}`, setUp.linkPortfolio, {}),
      button('Link something else', setUp.linkPlace, {}),
      button('Look around', runCommand, { text: 'backlog' }),
      button('Help', runCommand, { text: 'help' }),
    ),
  ];
}

async function ofPerson(context: Read): Promise<Block[]> {
  const { asker, organization } = context;
  const streams = await listStreams(context.db);
  const parts = partsOf(context, streams);
  const [owned] = streams.filter((one) => asker.roles.owns.includes(one.id));
  return [
    heading(organization.name),
    ...(await nextQuestion(context)),
    paragraph(
      parts.length > 0
        ? `You ${new Intl.ListFormat('en').format(parts)}.`
        : say`You are in no {team} yet. Link a channel of your {team}, or ask an admin to add you.`,
    ),
    note(
      `${count(streams.length, say`{value stream}`, say`{value streams}`)}${streams.length > 0 ? `: ${streams.map((one) => `${one.key} ${one.name}`).join(', ')}` : ''}.`,
    ),
    ...(asker.teams.length > 1 ? [speakFor(asker.teams)] : []),
    buttons(
      asker.teams.length > 0 && button('Next', runCommand, { text: 'next' }, { style: 'primary' }),
      button('Backlog', runCommand, { text: owned ? `backlog ${owned.key}` : 'backlog' }),
      button('Setup', setUp.overview, {}),
      button('Help', runCommand, { text: 'help' }),
    ),
  ];
}
