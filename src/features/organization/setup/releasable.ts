import { logEvent } from '../../../database/events/events.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { requireRight } from '../../kit/rights/allowed.ts';

/**
 * A place that is linked is given up by those who may: the people of its team, the owner of its stream, leaders where it is
 * the portfolio's, and admins. Linking it elsewhere gives it up as much as unlinking does.
 *
 * @throws Refusal not_allowed
 */
export async function requireReleasable(context: Read | Write): Promise<void> {
  const { place, asker } = context;
  if (place.team) await requireRight(context, 'bind', { teamId: place.team.id });
  else if (place.portfolio) await requireRight(context, 'bindPortfolio', {});
  else if (place.streamId && !asker.roles.owns.includes(place.streamId)) await requireRight(context, 'administer', {});
}

/** Notes that the place is no longer about what it was about, before it is linked elsewhere or to nothing. */
export async function giveUp(context: Write): Promise<void> {
  await requireReleasable(context);
  const { place, organization, db } = context;
  const data = { place: place.externalId };
  if (place.team) await logEvent(db, { type: 'team', id: place.team.id }, 'unlinked', data, changeOf(context));
  else if (place.portfolio)
    await logEvent(db, { type: 'organization', id: organization.id }, 'portfolio unlinked', data, changeOf(context));
  else if (place.streamId) await logEvent(db, { type: 'stream', id: place.streamId }, 'unlinked', data, changeOf(context));
}
