import { paragraph } from '../../../chat/block.ts';
import { update, type WriteReply } from '../../../chat/reply.ts';
import { logEvent } from '../../../database/events/events.ts';
import { listStreams, listTeams } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { may } from '../../../model/rights/rights.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { goneStream } from '../../kit/finding/gone-stream.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { nextQuestion } from '../../portfolio/beginning/questions.ts';
import { portfolioHere } from '../../portfolio/overview/here.ts';
import { linkedBlocks } from './linked.ts';
import { goneTeam, refuseDirect } from './open-forms.ts';
import { giveUp } from './releasable.ts';
import * as store from './store.ts';

/** Links the place where the form was opened. */
export async function saveLink(context: Write, target: string): Promise<WriteReply> {
  const [kind, id = ''] = target.split(':');
  const { place } = context;
  if (target === 'portfolio') return linkPortfolio(context);
  if (kind === 'stream') {
    const stream = (await listStreams(context.db)).find((one) => one.id === id);
    if (!stream) throw goneStream('/flow setup');
    if (!context.asker.roles.owns.includes(stream.id)) await requireRight(context, 'administer', {});
    await giveUp(context);
    await store.linkPlace(context.db, place, { streamId: stream.id }, context.now);
    await logEvent(context.db, { type: 'stream', id: stream.id }, 'linked', { place: place.externalId }, changeOf(context));
    return update([paragraph(`This channel is about ${stream.name} now. /flow shows its backlog.`)]);
  }
  return linkTeam(context, id);
}

/** Links the place to the portfolio: by leaders and admins. A leader is asked the first question there. */
export async function linkPortfolio(context: Write): Promise<WriteReply> {
  refuseDirect(context);
  await requireRight(context, 'bindPortfolio', {});
  if (context.place.portfolio)
    return update([paragraph(say`This channel is the {portfolio}'s already.`), ...(await portfolioHere(context))]);
  await giveUp(context);
  await store.linkPlace(context.db, context.place, 'portfolio', context.now);
  const { id } = context.organization;
  await logEvent(context.db, { type: 'organization', id }, say`{portfolio} linked`, { place: context.place.externalId }, changeOf(context));
  const question = await nextQuestion(context);
  const here = question.length > 0 ? question : await portfolioHere(context);
  return update([paragraph(say`This channel is about the {portfolio} now. /flow shows what runs and what could be next.`), ...here]);
}

/** Links the place to a team: by its people, an admin, or the first to come when nobody is in it yet. */
export async function linkTeam(context: Write, teamId: string): Promise<WriteReply> {
  refuseDirect(context);
  const { place } = context;
  const team = (await listTeams(context.db)).find((one) => one.id === teamId);
  if (!team) throw goneTeam();
  // A team that nobody is in yet belongs to whoever links it first; its people come with the channel.
  const joins = team.members.length === 0;
  if (!joins && !may('bind', context.asker.roles, { teamId: team.id })) {
    const people = team.members.slice(0, 3).map((one) => one.name);
    throw new Refusal(
      'not_allowed',
      `This is for the people of ${team.name} (such as ${people.join(', ')}) and admins.`,
      say`Ask one of them, or found {a team} of your own: /flow setup link.`,
    );
  }
  await giveUp(context);
  await store.linkPlace(context.db, place, { teamId: team.id }, context.now);
  if (joins) await store.addToTeam(context.db, team.id, [context.asker.memberId]);
  await logEvent(context.db, { type: 'team', id: team.id }, 'linked', { place: place.externalId }, changeOf(context));
  return update(
    await linkedBlocks(
      context,
      team.name,
      team.streams.map((one) => one.id),
    ),
  );
}

export async function removeLink(context: Write): Promise<WriteReply> {
  await giveUp(context);
  if (!(await store.unlinkPlace(context.db, context.place))) return update([paragraph("This channel isn't linked to anything.")]);
  return update([paragraph("This channel isn't linked any more. Nothing else was changed.")]);
}
