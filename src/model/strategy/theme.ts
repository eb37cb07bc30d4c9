/** Where a theme stands: written, followed, or no longer. */
export const THEME_STATES = ['draft', 'active', 'retired'] as const;
export type ThemeState = (typeof THEME_STATES)[number];

/** What a theme says (row A1). No due date and no child tasks: it gives direction. */
export interface ThemeFields {
  readonly name: string;
  /** Where must we win? */
  readonly winWhere: string;
  readonly outcomes: string | null;
  /** "X even over Y". */
  readonly tradeOffs: string | null;
  readonly constraints: string | null;
}

/** What happened to a theme. One event per change, never edited: together they are its versions (row A5). */
export type ThemeEvent =
  | { readonly kind: 'drafted'; readonly data: { readonly key: string } & ThemeFields }
  | { readonly kind: 'changed'; readonly data: Partial<ThemeFields> }
  | { readonly kind: 'activated'; readonly data: Record<string, never> }
  | { readonly kind: 'retired'; readonly data: { readonly reason: string } }
  /** Somebody looked at it, and it still holds (row A6). */
  | { readonly kind: 'confirmed'; readonly data: Record<string, never> };

/** What the table holds of a theme, as far as events tell it. */
export interface ThemeSnapshot extends ThemeFields {
  readonly key: string;
  readonly state: ThemeState;
  /** When somebody last wrote, changed or confirmed it. */
  readonly reviewedAt: Date;
  readonly createdAt: Date;
}

/**
 * The theme after one more event: what makes the table a fold over the log.
 *
 * @throws Error when its first event is not its draft
 */
export function applyThemeEvent(theme: ThemeSnapshot | null, event: ThemeEvent, at: Date): ThemeSnapshot {
  if (event.kind === 'drafted') return { ...event.data, state: 'draft', reviewedAt: at, createdAt: at };
  if (theme === null) throw new Error(`The first event of a theme is its draft, not “${event.kind}”.`);
  switch (event.kind) {
    case 'changed':
      return { ...theme, ...event.data, reviewedAt: at };
    case 'activated':
      return { ...theme, state: 'active', reviewedAt: at };
    case 'retired':
      return { ...theme, state: 'retired' };
    case 'confirmed':
      return { ...theme, reviewedAt: at };
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}

/** Not looked at for so many days, a theme asks whether it still holds (row A6). */
export const REVIEW_DAYS = 90;

/** Is it time to ask whether a theme still holds? */
export function wantsReview(theme: Pick<ThemeSnapshot, 'state' | 'reviewedAt'>, now: Date): boolean {
  return theme.state === 'active' && now.getTime() - theme.reviewedAt.getTime() >= REVIEW_DAYS * 86_400_000;
}
