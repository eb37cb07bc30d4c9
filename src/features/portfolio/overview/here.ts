import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, heading, list, note, paragraph } from '../../../chat/block.ts';
import type { Inline } from '../../../chat/span.ts';
import { type Bets, type RunningBet, readBets } from '../../../database/epics/bets.ts';
import { listLeaders } from '../../../database/organization/people.ts';
import { placesTaken } from '../../../model/epic/bets.ts';
import { byScore, scoreOf } from '../../../model/score/score.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { startReview } from '../../kit/offers/bet-review.ts';
import { epics } from '../../kit/offers/epics.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { named } from '../../kit/words/item-words.ts';
import { shareWords } from '../../kit/words/outcome-words.ts';
import { shortScore } from '../../kit/words/short-score.ts';
import { nextQuestion } from '../beginning/questions.ts';
import { type Ready, readReady } from '../epics/store.ts';
import { type OutcomeGlance, readGlance } from '../outcomes/rates.ts';

const SHOWN = 5;
const DUE_NAMED = 3;

/** For a leader's Home: how many bets run, and what could start next, in a line. */
export async function portfolioLine(context: Read): Promise<Block[]> {
  if (!isAllowed(context, 'governPortfolio', {})) return [];
  const bets = await readBets(context.db, context.now);
  const [best] = [...(await readReady(context.db))].sort(byScore);
  return [paragraph(`${roomWords(bets)} `, ...nextOption(best))];
}

/** `/flow` in the portfolio's place: what runs, what could start next, and for a leader the next question of the first ten minutes. */
export async function portfolioHere(context: Read | Write): Promise<Block[]> {
  const bets = await readBets(context.db, context.now);
  const [best] = [...(await readReady(context.db))].sort(byScore);
  const leads = isAllowed(context, 'governPortfolio', {});
  const question = await nextQuestion(context);
  const nobody = leads ? [] : await nobodyDecides(context);
  return [
    heading('Portfolio'),
    ...question,
    paragraph(roomWords(bets)),
    ...runningList(bets.running),
    paragraph(...nextOption(best)),
    ...glanceBlocks(await readGlance(context, DUE_NAMED)),
    ...nobody,
    buttons(
      button('Portfolio', runCommand, { text: 'portfolio' }, question.length === 0 ? { style: 'primary' } : {}),
      leads && bets.running.length > 0 && button(say`Review the {bets}`, startReview, {}),
      button('Strategy', runCommand, { text: 'strategy' }),
      button('Outcomes and reviews', runCommand, { text: 'review' }),
      button('Help', runCommand, { text: 'help' }),
    ),
  ];
}

function roomWords({ running, limits }: Bets): string {
  if (running.length === 0) return say`No {bet} is running yet.`;
  const full = placesTaken(running) >= limits.portfolio ? ' To start one, finish or stop one.' : '';
  return say`{Bets}: ${running.length} of ${limits.portfolio}.${full}`;
}

function runningList(running: readonly RunningBet[]): Block[] {
  if (running.length === 0) return [];
  const left = running.length - SHOWN;
  return [
    list(
      running
        .slice(0, SHOWN)
        .map((bet) =>
          entry(
            [...named(bet), `: ${bet.items === 0 ? say`no {items} yet` : say`${bet.done} of ${bet.items} {items} done`}`],
            openButton(bet.key),
          ),
        ),
    ),
    ...(left > 0 ? [note(`and ${left} more`)] : []),
  ];
}

function nextOption(best: Ready | undefined): Inline[] {
  if (!best) return ['Nothing is ready to invest in.'];
  // Without a whole score nobody can tell which is best.
  if (scoreOf(best.score).type !== 'scored') return ['Ready to invest in, not scored yet: ', ...named(best), '.'];
  return ['Best of what is ready: ', ...named(best), `, ${shortScore(best.score)}.`];
}

// The ratio always comes with its list and the help to write one (rows G6, G7).
function glanceBlocks({ ratio, due }: OutcomeGlance): Block[] {
  const left = due.total - due.first.length;
  const names = due.first.map((one) => one.key).join(', ');
  return [
    ...(due.total === 0 ? [] : [paragraph(`Outcome reviews due: ${names}${left > 0 ? ` and ${left} more` : ''}`)]),
    ...(ratio.all === 0
      ? []
      : [paragraph(say`Feature Factory Ratio: ${shareWords(ratio, say`there is no {epic}`)}, {epics} without an anticipated outcome`)]),
    ...(ratio.of === 0
      ? []
      : [buttons(button('Help write one', epics.helpWrite, {}), button('Which lack one?', runCommand, { text: 'outcome' }))]),
  ];
}

async function nobodyDecides({ db }: Read | Write): Promise<Block[]> {
  return (await listLeaders(db)).length > 0
    ? []
    : [paragraph(say`Nobody decides on {bets} yet; an admin names leaders: /flow setup roles.`)];
}
