import type { Operation } from '../support/history/operation.ts';

/** How a client pulls and finishes. */
export interface Acts {
  readonly pull: (proc: number) => Promise<Operation>;
  readonly finish: (proc: number, item: string) => Promise<Operation>;
}

export interface Run {
  readonly clients: number;
  /** Ends when nothing is ready and nothing in progress, or when this says so. */
  readonly enough: () => boolean;
}

/**
 * Clients that pull until there is no room, and then finish something that is in progress, whoever pulled it: two may
 * reach for the same. Every operation is recorded.
 */
export async function pullAndFinish({ pull, finish }: Acts, { clients, enough }: Run): Promise<Operation[]> {
  const history: Operation[] = [];
  const open: string[] = [];
  let empty = false;
  const client = async (proc: number) => {
    for (let turn = 0; !enough() && !(empty && open.length === 0); turn += 1) {
      const pulled = await pull(proc);
      history.push(pulled);
      if (pulled.type === 'ok' && pulled.item !== undefined) open.push(pulled.item);
      if (pulled.refused === 'empty') empty = true;
      const at = (proc + turn) % Math.max(1, open.length);
      const item = open[at];
      // Every third pull is followed by another one, so that the limit is reached again and again.
      if (item === undefined || (pulled.type === 'ok' && turn % 3 === 0)) continue;
      // One time in four it is left for others to reach for while this finish is on its way.
      const shared = turn % 4 === 0;
      if (!shared) open.splice(at, 1);
      const finished = await finish(proc, item);
      history.push(finished);
      if (finished.refused === 'busy' && !shared) open.push(item);
      else if (finished.refused !== 'busy' && shared && open.includes(item)) open.splice(open.indexOf(item), 1);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, proc) => client(proc)));
  return history;
}
