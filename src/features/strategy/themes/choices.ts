import type { Option } from '../../../chat/field.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { findKeyResult, listKeyResults } from '../../../database/strategy/goals.ts';
import { findTheme, keepTheme, listThemes } from '../../../database/strategy/themes.ts';
import { isId } from '../../../model/text/id.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { keyedOptions } from '../../kit/finding/keyed-options.ts';
import { MOST_SHOWN } from '../goals/goals.ts';

type Named = Pick<EpicRow, 'themeId' | 'themeKey' | 'themeName' | 'keyResultId' | 'keyResultKey' | 'keyResultTitle'>;

/** What an epic may name: active themes and key results, and what it names already. Empty menus are not shown. */
export async function strategyOptions(context: Read, epic: Named): Promise<{ readonly themeId: Option[]; readonly keyResultId: Option[] }> {
  const themes = await listThemes(context.db, ['active'], MOST_SHOWN);
  const results = await listKeyResults(context.db, MOST_SHOWN);
  return {
    themeId: withNamed(keyedOptions(themes), epic.themeId, `${epic.themeKey} · ${epic.themeName}`),
    keyResultId: withNamed(
      results.map(({ id, key, title }) => ({ value: id, text: `${key} · ${title}` })),
      epic.keyResultId,
      `${epic.keyResultKey} · ${epic.keyResultTitle}`,
    ),
  };
}

function withNamed(offered: Option[], value: string | null, text: string): Option[] {
  return value === null || offered.some((one) => one.value === value) ? offered : [...offered, { value, text }];
}

/**
 * What is wrong with what was picked, by field; nothing is an answer, too.
 *
 * @param was what it named before, which may have been retired since
 */
export async function judgeStrategy(context: Write, wanted: Picked, was: Picked): Promise<Readonly<Record<string, string>>> {
  const { themeId, keyResultId } = wanted;
  if (themeId !== null && themeId !== was.themeId && isId(themeId)) await keepTheme(context.db, themeId);
  const theme =
    themeId === null || themeId === was.themeId || (isId(themeId) && (await findTheme(context.db, { id: themeId }))?.state === 'active');
  const keyResult =
    keyResultId === null ||
    keyResultId === was.keyResultId ||
    (isId(keyResultId) && (await findKeyResult(context.db, { id: keyResultId }))?.state === 'active');
  return {
    ...(theme ? {} : { themeId: say`That {theme} is not active any more. Pick another, or leave it empty.` }),
    ...(keyResult ? {} : { keyResultId: say`That {key result} is not followed any more. Pick another, or leave it empty.` }),
  };
}

interface Picked {
  readonly themeId: string | null;
  readonly keyResultId: string | null;
}
