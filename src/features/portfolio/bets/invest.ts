import { type Block, paragraph } from '../../../chat/block.ts';
import { update, type WriteReply } from '../../../chat/reply.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { type Bets, keepLimit, lockBets } from '../../../database/epics/bets.ts';
import { changeEpic } from '../../../database/epics/epic-changes.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { canMove } from '../../../model/epic/epic.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { sayScore, scoreOf } from '../../../model/score/score.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { changed } from '../../kit/finding/unknown.ts';
import type { Which } from '../../kit/finding/which.ts';
import { requireOn } from '../../kit/rights/portfolio-rights.ts';
import { EPIC_STATE_NAMES } from '../../kit/words/epic-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { epicCard } from '../epics/card.ts';
import { loadEpic } from '../epics/load.ts';
import { standsAgainst } from './against.ts';
import { type Beginning, betterReady, betterView } from './better-ready.ts';

/**
 * Invests in an epic, or takes back that it is delivered: through the gate, within the limits (rows B5, B6). Under the lock of all bets,
 * so that two leaders never fill the last place twice.
 *
 * @param version of the epic as the button showed it; none where it was typed
 * @param reason why it starts before one that scores better, where that was asked
 */
export async function invest(context: Write, which: Which, version?: number, reason?: string): Promise<WriteReply> {
  const done = await tryToInvest(context, which, { version, reason, reviewId: null });
  return 'blocks' in done ? update(done.blocks) : update([...done.said, ...(await epicCard(context, done.epic)).slice(1)]);
}

/** What came of it: the running bet, or what stood against it as it is told. */
export type Tried = { readonly epic: EpicRow; readonly said: readonly Block[] } | { readonly blocks: readonly Block[] };

/** Tries to invest; the caller says how it goes on. */
export async function tryToInvest(
  context: Write,
  which: Which,
  { version, reason, reviewId }: Beginning & { readonly version?: number | undefined; readonly reason?: string | undefined },
): Promise<Tried> {
  const bets = await lockBets(context.db, context.now);
  const epic = await loadEpic(context, which);
  if (version !== undefined && version !== epic.version) return { blocks: [changed(epic), ...(await epicCard(context, epic))] };
  await requireOn(context, 'invest', epic);
  refuseElsewhere(epic);
  const against = await standsAgainst(context, epic, bets);
  if (against !== null) return { blocks: against };
  const better = await betterReady(context, epic);
  if (better.length > 0 && reason === undefined) return { blocks: betterView(epic, better, { reviewId }) };
  return startBet(context, epic, bets, reason, better);
}

/** @throws Refusal conflict for an epic that is not one step before investing */
export function refuseElsewhere(epic: EpicRow): void {
  if (canMove(epic.state, 'investing')) return;
  const state = EPIC_STATE_NAMES[epic.state].toLowerCase();
  throw new Refusal(
    'conflict',
    epic.state === 'investing'
      ? say`${epic.key} is a running {bet} already.`
      : `${epic.key} is ${state}, which is not one step before investing: what is ready may be invested in.`,
    `Open it: /flow ${epic.key}.`,
  );
}

/**
 * Starts the bet with its decision, once nothing stands against it. The caller holds the lock of all bets.
 *
 * @param better what is ready and scores better, best first: it goes into the decision with the reason
 */
export async function startBet(
  context: Write,
  epic: EpicRow,
  bets: Bets,
  reason?: string,
  better: readonly { readonly key: string }[] = [],
): Promise<{ readonly epic: EpicRow; readonly said: readonly Block[] }> {
  const change = changeOf(context);
  await keepLimit(context.db, bets, change);
  const again = epic.state === 'delivered';
  const started = await changeEpic(context.db, epic, { kind: 'moved', data: { to: 'investing' } }, change);
  await logBet(context, epic, again ? 'Not delivered yet: it runs again.' : choiceOf(better), { reason: reason ?? justification(epic) });
  return { epic: started, said: [paragraph(...named(started), again ? ' runs again.' : say` is a running {bet} now.`)] };
}

// "Invest, before E-9, which scores better."
function choiceOf(better: readonly { readonly key: string }[]): string {
  const [first, ...others] = better;
  if (!first) return 'Invest.';
  if (others.length === 0) return `Invest, before ${first.key}, which scores better.`;
  return `Invest, before ${first.key} and ${others.length} more that score better.`;
}

/** Writes what was decided on a bet. Every answer is to the same question, so that the log can say which holds. */
export async function logBet(
  context: Write,
  epic: Pick<EpicRow, 'id' | 'key' | 'title'>,
  choice: string,
  more: { readonly reason?: string | null; readonly reviewOn?: string | null } = {},
): Promise<string> {
  return writeDecision(
    context.db,
    {
      act: 'bet',
      subject: { type: 'epic', id: epic.id },
      question: say`Do we {bet} on ${epic.key} · ${epic.title}?`,
      choice,
      reason: more.reason ?? null,
      reviewOn: more.reviewOn ?? null,
    },
    changeOf(context),
  );
}

/** What speaks for it, as far as it is known: its case in a line, else its score. */
function justification(epic: EpicRow): string | null {
  if (epic.caseLine !== null) return epic.caseLine;
  return scoreOf(epic.score).type === 'scored' ? `Score ${sayScore(epic.score)}` : null;
}
