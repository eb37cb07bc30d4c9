import type { Write } from '../access.ts';
import { requireRight } from '../allowed.ts';

/**
 * A place that is linked is given up by those who may: the people of its team, the owner of its stream, leaders where it is
 * the portfolio's, and admins. Linking it
 * elsewhere gives it up as much as unlinking does.
 *
 * @throws Refusal not_allowed
 */
export async function requireReleasable(context: Write): Promise<void> {
  const { place, asker } = context;
  if (place.team) await requireRight(context, 'bind', { teamId: place.team.id });
  else if (place.portfolio) await requireRight(context, 'bindPortfolio', {});
  else if (place.streamId && !asker.roles.owns.includes(place.streamId)) await requireRight(context, 'administer', {});
}
