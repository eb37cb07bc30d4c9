import { type Block, paragraph } from '../../../chat/block.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { update, type WriteReply } from '../../../chat/reply.ts';
import { lastQuestion } from '../../../database/decisions/decision-log.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { type Bets, endBetException, lockBets, type RunningBet, readBets } from '../../../database/epics/bets.ts';
import { type Places, placesFor } from '../../../model/epic/bets.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { endExceptionForm } from '../../kit/offers/bets.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { named } from '../../kit/words/item-words.ts';
import { untilDay } from '../../kit/words/room-words.ts';
import { epicCard } from '../epics/card.ts';
import { loadEpic } from '../epics/load.ts';

/** Opens the form that ends a bet's exception from the limit, with what that comes to. */
export async function openEndException(context: Read, epicId: string): Promise<FormReply> {
  await requireRight(context, 'governPortfolio', {});
  const bets = await readBets(context.db, context.now);
  const bet = await exceptedBet(context, bets, epicId);
  return showForm(
    endExceptionForm,
    { epicId },
    {
      intro: [
        paragraph(...named(bet)),
        paragraph(
          say`It may be over the limit until ${untilDay(bet.exceptedUntil, { now: context.now, zone: context.organization.zone })}. Once that ends, it takes a place as every other {bet}: ${list(placesThen(bets, bet).map((one) => placeWords(one, bets)))}. Nothing is stopped by it.`,
        ),
      ],
    },
  );
}

/** Ends a bet's exception from the limit before its day: a decision, on the question that gave it (row B5). The bet runs on. */
export async function endException(context: Write, reason: string | undefined, epicId: string): Promise<WriteReply> {
  await requireRight(context, 'governPortfolio', {});
  const bets = await lockBets(context.db, context.now);
  const bet = await exceptedBet(context, bets, epicId);
  await endBetException(context.db, bet.id, context.now);
  const subject = { type: 'epic', id: bet.id } as const;
  const key = await writeDecision(
    context.db,
    {
      act: 'bet_exception',
      subject,
      // What was asked then is answered anew, so that the log says which holds.
      question: (await lastQuestion(context.db, 'bet_exception', subject)) ?? `May ${bet.key} run over the limit?`,
      choice: say`No longer: it takes a place as every other {bet}`,
      reason: reason ?? null,
    },
    changeOf(context),
  );
  const epic = await loadEpic(context, { id: epicId });
  return update([
    paragraph(...named(bet), say` counts as every other {bet} from now on. Noted as ${key}.`),
    ...over(bets, bet),
    ...(await epicCard(context, epic)).slice(1),
  ]);
}

/** How full the bet's limits are once it counts as every other. */
function placesThen({ running, limits }: Bets, bet: RunningBet): Places[] {
  const then = running.map((one) => (one.id === bet.id ? { ...one, excepted: false } : one));
  return placesFor(then, limits, bet.streamId);
}

function placeWords({ streamId, limit, taken }: Places, { policy }: Bets): string {
  const stream = policy.streams.find((one) => one.id === streamId);
  return `${taken} of ${limit}${stream ? ` in ${stream.name}` : ''}`;
}

function over(bets: Bets, bet: RunningBet): Block[] {
  const full = placesThen(bets, bet).filter((one) => one.taken > one.limit);
  if (full.length === 0) return [];
  return [paragraph(`That makes ${list(full.map((one) => placeWords(one, bets)))}. It runs on; which could wait?`)];
}

function list(words: readonly string[]): string {
  return new Intl.ListFormat('en').format(words);
}

/** @throws Refusal conflict where no exception is in force */
async function exceptedBet(context: Read | Write, bets: Bets, epicId: string): Promise<RunningBet & { readonly exceptedUntil: Date }> {
  const bet = bets.running.find((one) => one.id === epicId);
  if (bet && bet.exceptedUntil !== null) return { ...bet, exceptedUntil: bet.exceptedUntil };
  const { key } = await loadEpic(context, { id: epicId });
  throw new Refusal(
    'conflict',
    `${key} is not over the limit by anybody's leave now, so there is nothing to end.`,
    `Open it: /flow ${key}.`,
  );
}
