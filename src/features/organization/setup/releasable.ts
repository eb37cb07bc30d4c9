import { logEvent } from '../../../database/events/events.ts';
import { adminNames } from '../../../database/organization/admins.ts';
import { listStreams, listTeams } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { may } from '../../../model/rights/rights.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { requireRight, whoMay } from '../../kit/rights/allowed.ts';

/**
 * May the asker give up what this place is about? Being let into a team's channel is enough to work there, and is not for taking the
 * channel away from it: for that one is in the team. A team that nobody is in belongs to whoever is there.
 */
export async function isReleasable({ place, asker, db }: Read | Write): Promise<boolean> {
  const { roles } = asker;
  if (place.team) {
    const { id } = place.team;
    if (roles.admin || roles.teams.some((one) => one.id === id)) return true;
    return (await listTeams(db)).find((one) => one.id === id)?.members.length === 0;
  }
  if (place.portfolio) return may('bindPortfolio', roles);
  return place.streamId === undefined || roles.owns.includes(place.streamId) || may('administer', roles);
}

/**
 * A place that is linked is given up by those who may: the people of its team, the owner of its stream, leaders where it is
 * the portfolio's, and admins. Linking it elsewhere gives it up as much as unlinking does.
 *
 * @throws Refusal not_allowed
 */
export async function requireReleasable(context: Read | Write): Promise<void> {
  if (await isReleasable(context)) return;
  const { place, db } = context;
  if (place.team) {
    const { who } = await whoMay(context, 'bind', { teamId: place.team.id });
    throw new Refusal('not_allowed', `This channel is ${place.team.name}'s, so this is for ${who}.`, 'Ask one of them.');
  }
  if (place.portfolio) await requireRight(context, 'bindPortfolio', {});
  const [stream] = place.streamId === undefined ? [] : await listStreams(db, [place.streamId]);
  const owner = stream && `the owner of ${stream.name} (${stream.ownerName ?? 'nobody yet'})`;
  const admins = (await adminNames(db)).join(', ');
  throw new Refusal('not_allowed', `This is for ${owner ? `${owner} and ` : ''}admins: ${admins}.`, 'Ask one of them.');
}

/** Notes that the place is no longer about what it was about, before it is linked elsewhere or to nothing. */
export async function giveUp(context: Write): Promise<void> {
  await requireReleasable(context);
  const { place, organization, db } = context;
  const data = { place: place.externalId };
  if (place.team) await logEvent(db, { type: 'team', id: place.team.id }, 'unlinked', data, changeOf(context));
  else if (place.portfolio)
    await logEvent(db, { type: 'organization', id: organization.id }, say`{portfolio} unlinked`, data, changeOf(context));
  else if (place.streamId) await logEvent(db, { type: 'stream', id: place.streamId }, 'unlinked', data, changeOf(context));
}
