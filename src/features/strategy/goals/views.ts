import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, facts, list, note, paragraph } from '../../../chat/block.ts';
import { bold } from '../../../chat/span.ts';
import type { KeyResultRow, ObjectiveRow } from '../../../database/strategy/goals.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { strategyActs } from '../../kit/offers/strategy.ts';
import type { Today } from '../../kit/words/idea-words.ts';
import { count } from '../../kit/words/item-words.ts';
import { inOneLine, span, standing } from '../../kit/words/strategy-words.ts';

/** What may be done with goals there. */
export interface MayGoals {
  readonly steer: boolean;
  readonly measure: boolean;
}

/** An objective with its key results. */
export function objectiveCard(objective: ObjectiveRow, keyResults: readonly KeyResultRow[], may: MayGoals, today: Today): Block[] {
  const live = objective.state === 'active';
  return [
    paragraph(bold(objective.title), live ? '' : ' (retired)'),
    ...(objective.themeKey === null ? [] : [note(`Serves ${objective.themeKey} · ${objective.themeName}`)]),
    ...(keyResults.length === 0
      ? [paragraph(say`No {key result} yet: nothing says how you would know.`)]
      : [
          list(
            keyResults.map((one) =>
              entry([bold(one.key), ` · ${inOneLine(one.title)}: ${span(one)}, ${standing(one, today)}`], openButton(one.key)),
            ),
          ),
        ]),
    buttons(
      may.steer && live && button(say`Add {a key result}`, strategyActs.newKeyResult, { objectiveId: objective.id }, { style: 'primary' }),
      may.steer && live && button('Change', strategyActs.editObjective, { objectiveId: objective.id }),
      may.steer && live && button('Retire', strategyActs.retireObjective, { objectiveId: objective.id, revision: objective.revision }),
      button('Strategy', runCommand, { text: 'strategy' }),
    ),
  ];
}

/** `/flow K-2` */
export function keyResultCard(keyResult: KeyResultRow, may: MayGoals, today: Today): Block[] {
  const { id, key, revision } = keyResult;
  const live = keyResult.state === 'active';
  return [
    paragraph(bold(key), ` · ${keyResult.title}`, live ? '' : ' (retired)'),
    facts(
      { label: say`{Objective}`, value: [keyResult.objective] },
      { label: 'From, to', value: [span(keyResult)] },
      { label: 'Now', value: [standing(keyResult, today)] },
      {
        label: say`Open {epics}`,
        value: [keyResult.epics === 0 ? 'none names it yet' : `${count(keyResult.epics, say`{epic} names`, say`{epics} name`)} it`],
      },
    ),
    buttons(
      may.measure && live && button('Note where it stands', strategyActs.measure, { keyResultId: id }, { style: 'primary' }),
      may.steer && live && button('Change', strategyActs.editKeyResult, { keyResultId: id }, { hint: `Change ${key}` }),
      may.steer && live && button('Retire', strategyActs.retireKeyResult, { keyResultId: id, revision }, { hint: `Retire ${key}` }),
      button(say`Its {objective}`, strategyActs.objective, { objectiveId: keyResult.objectiveId }),
      button('Strategy', runCommand, { text: 'strategy' }),
    ),
  ];
}
