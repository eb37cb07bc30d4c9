import { REASON_LIMIT, type TextLimit } from '../text/text.ts';

interface EpicText {
  /** Of the table `epic`. */
  readonly column: string;
  /** In the form, and on the card. */
  readonly label: string;
  /** Under the field: what a good answer looks like. */
  readonly hint: string;
  readonly limit: TextLimit;
  /** May it have several lines? */
  readonly several: boolean;
}

/**
 * The texts that may be known of an epic, in the order they are asked and shown. Form, card, event, snapshot and statements
 * take theirs from here; evidence is none of them, since its links are judged and a gate asks for it.
 */
export const EPIC_TEXTS = {
  forWhom: { column: 'for_whom', label: 'For whom', hint: 'Who would notice?', limit: REASON_LIMIT, several: false },
  problem: { column: 'problem', label: 'Problem', hint: 'Who notices what today?', limit: REASON_LIMIT, several: true },
  hypothesis: { column: 'hypothesis', label: 'Hypothesis', hint: 'We believe … will result in …', limit: REASON_LIMIT, several: true },
} as const satisfies Readonly<Record<string, EpicText>>;

export type EpicTextName = keyof typeof EPIC_TEXTS;
export type EpicTexts = { readonly [Name in EpicTextName]: string | null };

export const EPIC_TEXT_NAMES = Object.keys(EPIC_TEXTS) as readonly EpicTextName[];

/** The texts of whatever has some of them; null for what nobody said. */
export function epicTexts(of: { readonly [Name in EpicTextName]?: string | null | undefined }): EpicTexts {
  return Object.fromEntries(EPIC_TEXT_NAMES.map((name) => [name, of[name] ?? null])) as EpicTexts;
}
