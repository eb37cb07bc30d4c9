import type { EpicTexts } from '../../model/epic/epic-texts.ts';
import { fragment } from '../connection/fragment.ts';

/** The texts of an epic as they are read, by the names of the model: `e` is the epic. */
export const READ_TEXTS = fragment`e.for_whom AS "forWhom", e.problem, e.hypothesis`;

/** Where they are inserted. */
export const TEXT_COLUMNS = fragment`for_whom, problem, hypothesis`;

/** What is inserted there. */
export const insertedTexts = (texts: EpicTexts) => fragment`${texts.forWhom}, ${texts.problem}, ${texts.hypothesis}`;

/** How they are changed. */
export const changedTexts = (texts: EpicTexts) =>
  fragment`for_whom = ${texts.forWhom}, problem = ${texts.problem}, hypothesis = ${texts.hypothesis}`;
