import type { ThemeEvent, ThemeFields, ThemeState } from './theme.ts';

/** What a theme says, field by field, as people read it. */
export const FIELD_NAMES: Readonly<Record<keyof ThemeFields, string>> = {
  name: 'name',
  winWhere: 'where must we win',
  outcomes: 'outcomes that matter',
  tradeOffs: 'trade-offs',
  constraints: 'constraints',
};

/** The one question that every decision about a theme answers, so that the log says which answer holds. */
export function themeQuestion(key: string): string {
  return `Do we follow ${key}?`;
}

/**
 * What an act on a theme decides (row A15): still true, changed, retired, or followed from now on. null: nothing; a draft is nobody's
 * direction yet.
 *
 * @param was its state before
 */
export function themeChoice(event: ThemeEvent, was: ThemeState): string | null {
  switch (event.kind) {
    case 'drafted':
      return null;
    case 'activated':
      return was === 'draft' ? 'Yes, from now on.' : 'Yes, again.';
    case 'confirmed':
      return 'Yes, still true.';
    case 'changed': {
      const names = (Object.keys(event.data) as (keyof ThemeFields)[]).map((name) => FIELD_NAMES[name]);
      return was === 'active' ? `Yes, changed: ${new Intl.ListFormat('en').format(names)}.` : null;
    }
    case 'retired':
      return 'No longer: retired.';
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}
