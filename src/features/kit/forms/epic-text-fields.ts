import type { z } from 'zod';
import { longText, optionalText } from '../../../chat/field.ts';
import { EPIC_TEXT_NAMES, EPIC_TEXTS, type EpicTextName } from '../../../model/epic/epic-texts.ts';

/** A field for each text that may be known of an epic; all of them may stay empty. */
export const epicTextFields = Object.fromEntries(
  EPIC_TEXT_NAMES.map((name) => {
    const { label, hint, limit, several } = EPIC_TEXTS[name];
    return [name, several ? longText({ label, hint, limit }) : optionalText({ label, hint, limit })];
  }),
) as { readonly [Name in EpicTextName]: z.ZodType<string | undefined> };
