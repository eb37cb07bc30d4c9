import { EPIC_TEXT_NAMES, EPIC_TEXTS, type EpicTexts } from '../../model/epic/epic-texts.ts';
import { Columns } from '../connection/statement.ts';

const columns = EPIC_TEXT_NAMES.map((name) => EPIC_TEXTS[name].column);
const valuesOf = (texts: EpicTexts) => EPIC_TEXT_NAMES.map((name) => texts[name]);
const [first = '', ...others] = columns;

/** As they are read, by the names of the model: `e` is the epic. */
export const readTexts = new Columns([EPIC_TEXT_NAMES.map((name) => `e.${EPIC_TEXTS[name].column} AS "${name}"`).join(', ')]);

/** Where they are inserted. */
export const textColumns = new Columns([columns.join(', ')]);

/** What is inserted there. */
export const insertedTexts = (texts: EpicTexts) => new Columns(['', ...others.map(() => ', '), ''], valuesOf(texts));

/** How they are changed. */
export const changedTexts = (texts: EpicTexts) =>
  new Columns([`${first} = `, ...others.map((column) => `, ${column} = `), ''], valuesOf(texts));
