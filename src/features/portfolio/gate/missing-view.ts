import { type Block, type Button, button, buttons, entry, list, note, paragraph } from '../../../chat/block.ts';
import type { Inline } from '../../../chat/span.ts';
import { bold } from '../../../chat/span.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import type { EpicFlowState } from '../../../model/epic/epic.ts';
import type { InvestBy, Missing } from '../../../model/epic/gate.ts';
import { SCORE_PART_NAMES, scoreOf } from '../../../model/score/score.ts';
import { capital } from '../../../model/text/capital.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { openByKey } from '../../kit/buttons/open-button.ts';
import { scoreEpic } from '../../kit/offers/epic-scores.ts';
import { epics } from '../../kit/offers/epics.ts';
import { type Filled, fillPart } from '../../kit/offers/gate.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { mayOn } from '../../kit/rights/portfolio-rights.ts';
import { EPIC_STATE_NAMES, GAP_WORDS } from '../../kit/words/epic-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { retiredTheme } from '../../strategy/themes/retired-theme.ts';

/** Refused by a gate (row B6): each part that is missing, with the button that fills it. Nothing was written. */
export function missingView(
  context: Read | Write,
  epic: EpicRow,
  to: EpicFlowState,
  missing: readonly Missing[],
  investBy: InvestBy = 'either',
): Block[] {
  const here = EPIC_STATE_NAMES[epic.state].toLowerCase();
  const shape = mayOn(context, 'shape', epic);
  const score = isAllowed(context, 'scoreEpics', {});
  const theme = retiredTheme(context, epic);
  const parts = missing.flatMap((part) => partEntries(epic, part, investBy, { shape, score }));
  const words = `${NUMBERS[missing.length] ?? missing.length} ${missing.length === 1 ? 'thing is' : 'things are'}`;
  return [
    paragraph(...named(epic), ` can't move to ${EPIC_STATE_NAMES[to].toLowerCase()} yet. ${words} missing:`),
    list(parts.map(({ spans, button: add }) => entry(spans, add || undefined))),
    note(
      `It stays in ${here}. Everything else is in place.`,
      ...(shape ? [] : [` ${epic.ownerName ? `${epic.ownerName}, who owns it,` : 'A leader'} may fill this in.`]),
    ),
    ...theme.hints,
    buttons(openByKey(epic.key), theme.act),
  ];
}

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six'] as const;

interface Part {
  readonly spans: readonly Inline[];
  readonly button: Button | false;
}

function partEntries(
  epic: EpicRow,
  part: Missing,
  investBy: InvestBy,
  { shape, score }: { readonly shape: boolean; readonly score: boolean },
): Part[] {
  const fill = (field: Filled) =>
    shape && button('Add', fillPart, { epicId: epic.id, part: field }, { hint: `Add to ${epic.key}: ${field}` });
  const told = (name: string, words: string, add: Button | false): Part => ({ spans: [bold(name), `: ${words}`], button: add });
  switch (part) {
    case 'hypothesis':
      return [told('Hypothesis', 'we believe … will result in …', fill('hypothesis'))];
    case 'outcome': {
      const add = shape && button('Add', epics.outcome, { epicId: epic.id }, { hint: `Add the outcome of ${epic.key}` });
      const now = epic.outcomeGap === null ? '' : `; what stands there counts as missing, because ${GAP_WORDS[epic.outcomeGap]}`;
      return [told('Anticipated outcome', `what gets better, in a sentence${now}`, add)];
    }
    case 'owner':
      return [told('Owner', 'one person who looks after it', fill('owner'))];
    case 'stream':
      return [told('Stream', 'where most of it is built', fill('stream'))];
    case 'evidence':
      return [told('Evidence', say`a link, figure or conversation, or why we {bet} without it`, fill('evidence'))];
    case 'justification': {
      const scored = told(
        missingScore(epic),
        'without it there is no score',
        score && button('Add', scoreEpic, { epicId: epic.id }, { hint: `Score ${epic.key}` }),
      );
      const argued = told('Its case', 'why it is worth it, in a line', fill('case'));
      if (investBy === 'score') return [scored];
      if (investBy === 'case') return [argued];
      // Either will do; which of them is the person's to say.
      return [scored, { ...argued, spans: [bold('Or its case'), ': why it is worth it, in a line'] }];
    }
    default: {
      const unknown: never = part;
      return unknown;
    }
  }
}

/** "Size", or "Score" where every part is missing. */
function missingScore(epic: EpicRow): string {
  const scored = scoreOf(epic.score);
  if (scored.type === 'scored' || scored.missing.length === 4) return 'Score';
  return capital(new Intl.ListFormat('en').format(scored.missing.map((part) => SCORE_PART_NAMES[part])));
}
