import { button } from '../../../chat/block.ts';
import { readScoreDates } from '../../../database/scores/score-dates.ts';
import { isOpen } from '../../../model/epic/epic.ts';
import { onEpicCard } from '../../kit/cards/epic-card.ts';
import { scoreEpic } from '../../kit/offers/epic-scores.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { scoreWords } from '../../kit/words/score-words.ts';

/** An epic's card says its score and who gave which part when, and offers to give it. */
export const scoreOnCard = onEpicCard({
  facts: async (context, { epic }) => {
    const scored = (await readScoreDates(context.db, 'epic', [epic.id]))(epic.id);
    return [{ label: 'Score', value: [scoreWords(epic.score, scored, todayOf(context), context.now)] }];
  },
  acts: (context, { epic }) =>
    isOpen(epic.state) && isAllowed(context, 'scoreEpics', {})
      ? [button('Score', scoreEpic, { epicId: epic.id }, { hint: `Score ${epic.key}` })]
      : [],
});
