import { type Block, paragraph } from '../../../chat/block.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { loadOpened, type OpenedSteps } from './load-opened.ts';

/** What a form asks for, or what is wrong with it by field. */
export type Judged<Wanted> = { readonly wanted: Wanted } | { readonly errors: Readonly<Record<string, string>> };

/** How a form changes a thing, step by step. */
export interface EditSteps<Row, Wanted extends Partial<Row>> extends OpenedSteps<Row> {
  /** Reads what was typed. Nothing is written here. */
  readonly judge: (row: Row) => Judged<Wanted> | Promise<Judged<Wanted>>;
  /** Writes what differs, as one event; `wanted` is all that the form said. `said` stands in place of "Saved.". */
  readonly change: (row: Row, differs: Partial<Wanted>, wanted: Wanted) => Promise<{ readonly after: Row; readonly said?: Block }>;
  /** What is shown of the thing under what was said. */
  readonly card: (row: Row) => readonly Block[] | Promise<readonly Block[]>;
  /** Stands in place of "Nothing was changed.". */
  readonly same?: (row: Row) => Block;
}

/** Submits a form that edits a thing: loads it (see `loadOpened`), judges what was typed, and writes only what differs. */
export async function editForm<Row, Wanted extends Partial<Row>>(steps: EditSteps<Row, Wanted>): Promise<WriteReply> {
  const row: Row = await loadOpened(steps);
  const judged = await steps.judge(row);
  if ('errors' in judged) return errors(judged.errors);
  const differs = differing(row, judged.wanted);
  if (differs === null) return update([steps.same?.(row) ?? paragraph('Nothing was changed.'), ...(await steps.card(row))]);
  const { after, said = paragraph('Saved.') } = await steps.change(row, differs, judged.wanted);
  return update([said, ...(await steps.card(after))]);
}

/** What is wanted otherwise than it is; null: nothing. */
function differing<Row, Wanted extends Partial<Row>>(row: Row, wanted: Wanted): Partial<Wanted> | null {
  const now: Partial<Row> = row;
  const names = (Object.keys(wanted) as (keyof Wanted & keyof Row)[]).filter((name) => (wanted as Partial<Row>)[name] !== now[name]);
  if (names.length === 0) return null;
  const differs: Partial<Wanted> = {};
  for (const name of names) differs[name] = wanted[name];
  return differs;
}
