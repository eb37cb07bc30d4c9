import { type ReadReply, update } from '../../../chat/reply.ts';
import { currentServiceLevel } from '../../../database/items/service-level.ts';
import { chooseNext } from '../../../model/flow/choose.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read } from '../../kit/access.ts';
import { teamOf } from '../../kit/rights/team-of.ts';
import { portfolioHere } from '../../portfolio/overview/here.ts';
import { nothingToTake, saidNow, teamFull } from './full.ts';
import { nextView } from './next-view.ts';
import { readNext } from './store.ts';

/** `/flow next`: the top item this team may take, or what stands in the way; where the portfolio is, what could be invested in. Changes nothing. */
export async function showNext(context: Read): Promise<ReadReply> {
  if (context.place.portfolio) return update(await portfolioHere(context));
  const found = teamOf(context, 'next');
  if ('ask' in found) return found.ask;
  const { team } = found;
  const read = await readNext(context.db, team.id, context.now);
  if (!read) throw new Refusal('not_found', say`That {team} is no longer here.`, 'Type /flow to see where you are.');
  const full = await teamFull(context, team, read);
  if (full) return update(full);
  const chosen = chooseNext(read.streams);
  if (!chosen) return update(await nothingToTake(context, team, read));
  const level = await currentServiceLevel(context.db, chosen.id, chosen.level, context.organization.zone, context.now);
  return update(nextView(team, read.team, chosen, read.streams.length > 1, level, saidNow(context)));
}
