import { type Block, type Button, button, note } from '../../../chat/block.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { isOpen } from '../../../model/epic/epic.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { fillPart } from '../../kit/offers/gate.ts';
import { mayOn } from '../../kit/rights/portfolio-rights.ts';

/** What is said of an open epic whose theme was retired: a question and one button. It blocks nothing. */
export function retiredTheme(context: Read | Write, epic: EpicRow): { readonly hints: readonly Block[]; readonly act: Button | false } {
  if (epic.themeState !== 'retired' || !isOpen(epic.state)) return { hints: [], act: false };
  return {
    hints: [note(say`Its {theme}, ${epic.themeKey} · ${epic.themeName}, was retired. What does it serve now? It may go on meanwhile.`)],
    act: mayOn(context, 'shape', epic) && otherTheme(epic),
  };
}

/** Opens the form that names another theme, or none. */
export function otherTheme({ id, key }: Pick<EpicRow, 'id' | 'key'>): Button {
  return button(say`Another {theme}`, fillPart, { epicId: id, part: 'theme' }, { hint: say`Name another {theme} for ${key}` });
}
