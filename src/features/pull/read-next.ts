import { type ReadReply, update } from '../../chat/reply.ts';
import { cachedServiceLevel } from '../../database/service-level.ts';
import { chooseNext } from '../../model/choose.ts';
import { Refusal } from '../../model/refusal.ts';
import { hasRoom } from '../../model/wip.ts';
import type { Read } from '../access.ts';
import { teamOf } from '../team-of.ts';
import { fullView, nextView } from './next-view.ts';
import { readNext, readOldest } from './store.ts';
import { nothingToTake } from './take.ts';

/** `/flow next`: the top item this team may take, or what stands in the way. Changes nothing. */
export async function showNext(context: Read): Promise<ReadReply> {
  const found = teamOf(context, 'next');
  if ('ask' in found) return found.ask;
  const { team } = found;
  const read = await readNext(context.db, team.id);
  if (!read) throw new Refusal('not_found', 'That team is no longer here.', 'Type /flow to see where you are.');
  const chosen = chooseNext(read.streams);
  const { zone } = context.organization;
  if (!hasRoom(read.team)) {
    return update(
      fullView({ name: team.name, wip: read.team }, await readOldest(context.db, team.id, 3), chosen?.candidate ?? null, context.now, zone),
    );
  }
  if (!chosen) return update(await nothingToTake(context, team, read));
  return update(
    nextView(team, read.team, chosen, read.streams.length > 1, await cachedServiceLevel(context.db, chosen.id, zone, context.now)),
  );
}
