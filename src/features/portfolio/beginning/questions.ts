import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, paragraph } from '../../../chat/block.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { beginning } from '../../kit/offers/beginning.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { count } from '../../kit/words/item-words.ts';
import { type Beginning, readBeginning } from './store.ts';

/** What a leader is asked next, one question at a time (VOICE, "the first ten minutes"). */
export type Question = 'where' | 'running' | 'outcomes';

/** Derived from what is there and what was answered, so that a sequence broken off goes on where it stopped. */
export function questionOf({ where, running, outcomes, open }: Beginning): Question | null {
  if (!where) return 'where';
  if (!running) return 'running';
  return outcomes || open.length === 0 ? null : 'outcomes';
}

/** The next question for a leader; nothing for others, or once all are answered. */
export async function nextQuestion(context: Read | Write): Promise<Block[]> {
  if (!isAllowed(context, 'governPortfolio', {})) return [];
  const begun = await readBeginning(context.db);
  const question = questionOf(begun);
  return question === null ? [] : questionBlocks(question, begun);
}

function questionBlocks(question: Question, begun: Beginning): Block[] {
  const primary = { style: 'primary' } as const;
  const notNow = (text: string) => button(text, beginning.skip, { question });
  switch (question) {
    case 'where':
      return [
        paragraph('Where must we win? One sentence is enough.'),
        buttons(button('Say it', beginning.sayWhere, {}, primary), notNow('Not now')),
      ];
    case 'running':
      return [
        paragraph('What is running now? One title per line.'),
        buttons(button('List what runs', beginning.listRunning, {}, primary), notNow('Nothing runs yet')),
      ];
    case 'outcomes':
      return [paragraph(missing(begun)), buttons(...askButtons(begun, true), notNow('Not now'))];
    default: {
      const unknown: never = question;
      return unknown;
    }
  }
}

// "6 of 9 have no anticipated outcome. Ask their owners?"
function missing({ open, bets }: Beginning): string {
  const unowned = open.filter((bet) => bet.ownerId === null).length;
  const lack = `${open.length} of ${bets} ${open.length === 1 ? 'has' : 'have'} no anticipated outcome.`;
  if (unowned === 0) return `${lack} Ask ${open.length === 1 ? 'its owner' : 'their owners'}?`;
  if (unowned === open.length) return `${lack} Who looks after ${unowned === 1 ? 'it' : 'them'}?`;
  return `${lack} ${unowned} of these ${unowned === 1 ? 'has' : 'have'} no owner. Ask the owners of the others?`;
}

/** Ways to get outcomes written: asking owners, where there are any, and naming those that lack. */
export function askButtons({ open }: Pick<Beginning, 'open'>, leading: boolean) {
  const owned = open.some((bet) => bet.ownerId !== null);
  const unowned = open.some((bet) => bet.ownerId === null);
  return [
    owned && button('Ask, one message each', beginning.askOwners, {}, leading ? { style: 'primary' } : {}),
    unowned && button('Name owners', beginning.nameOwners, {}, leading && !owned ? { style: 'primary' } : {}),
  ];
}

/** After an answer: the next question, or where to go on. */
export async function goOn(context: Write): Promise<Block[]> {
  const asked = await nextQuestion(context);
  if (asked.length > 0) return asked;
  return [
    paragraph('That is all for now.'),
    buttons(
      button('Portfolio', runCommand, { text: 'portfolio' }, { style: 'primary' }),
      button('Strategy', runCommand, { text: 'strategy' }),
    ),
  ];
}

/** "1 bet is running", "9 bets are running". */
export function betsRun(running: number): string {
  return `${count(running, say`{bet}`, say`{bets}`)} ${running === 1 ? 'is' : 'are'} running`;
}
