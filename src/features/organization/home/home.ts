import { type Block, divider } from '../../../chat/block.ts';
import type { TeamContext } from '../../../chat/context.ts';
import { type HomeReply, home } from '../../../chat/reply.ts';
import { listStreams } from '../../../database/organization/streams.ts';
import type { Read } from '../../kit/access.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { nextQuestion } from '../../portfolio/beginning/questions.ts';
import { portfolioLine } from '../../portfolio/overview/here.ts';
import { readNext } from '../../pull/next/team-view.ts';
import { welcomeBlocks } from '../setup/overview.ts';
import { readWaiting } from './home-store.ts';
import { doBlocks, handBlocks, type Offered, openingBlocks, teamBlocks, waitingBlocks } from './home-view.ts';

/** Teams that are shown in full; somebody in more of them sees their names. */
const TEAMS_SHOWN = 4;
/** Lines of each kind of thing that waits. */
const WAITING_SHOWN = 3;

/**
 * A person's page (issue 3): where am I, what is next, what waits on me, what can I do. Its parts are the same for everybody; a person in
 * no team is told how to get into one, a person in several sees each team.
 *
 * @param offers does this installation know that command?
 */
export function homeOf(offers: Offered): (context: Read) => Promise<HomeReply> {
  return async (context) => {
    const { organization, asker, now, db } = context;
    if (!organization.ready) return home(welcomeBlocks(), { letter: { subject: 'welcome', blocks: welcomeBlocks() } });
    const streams = await listStreams(db);
    const teams: Block[] = [];
    for (const team of asker.teams.slice(0, TEAMS_SHOWN)) teams.push(...(await ofTeam(context, team)));
    const waiting = await readWaiting(db, asker.memberId, todayOf(context), WAITING_SHOWN);
    return home([
      ...openingBlocks(context, streams, TEAMS_SHOWN),
      ...(await portfolioLine(context)),
      ...(await nextQuestion(context)),
      ...teams,
      divider,
      ...handBlocks(waiting, now, organization.zone),
      ...waitingBlocks(waiting, now, organization.zone, offers),
      divider,
      ...doBlocks(context, streams, offers),
    ]);
  };
}

async function ofTeam(context: Read, team: TeamContext): Promise<Block[]> {
  const read = await readNext(context.db, team.id, context.now);
  return read ? teamBlocks(team, read, { now: context.now, zone: context.organization.zone }) : [];
}
