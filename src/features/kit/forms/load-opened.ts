import type { Refusal } from '../../../model/rights/refusal.ts';

/** How a form that was opened some time ago finds its subject again. */
export interface OpenedSteps<Row> {
  /** Reads it, with the lock it needs; refuses what is not there. */
  readonly load: () => Promise<Row>;
  /** Asks for the right to change it. */
  readonly right: (row: Row) => void | Promise<void>;
  /** Refuses what is no longer to be changed. */
  readonly open?: (row: Row) => void;
  /** The refusal (see `changedMeanwhile`) where it is not as it was when the form was opened. */
  readonly overtaken: (row: Row) => Refusal | false | Promise<Refusal | false>;
}

/**
 * Loads the subject of a form on its submission. The order is the same for all: whether it is there, whether the person may
 * change it, whether it is still to be changed, whether somebody was faster.
 *
 * @throws Refusal of the first step that fails
 */
export async function loadOpened<Row>({ load, right, open, overtaken }: OpenedSteps<Row>): Promise<Row> {
  const row = await load();
  await right(row);
  open?.(row);
  const refusal = await overtaken(row);
  if (refusal) throw refusal;
  return row;
}
