import { within } from './within.ts';

/** What is being handled right now. No platform's SDK waits for its handlers, so we count. */
export interface InFlight {
  readonly track: <Result>(work: Promise<Result>) => Promise<Result>;
  /** Resolves when nothing is left, or after `ms`. */
  readonly drain: (ms: number) => Promise<void>;
}

export function createInFlight(): InFlight {
  const open = new Set<Promise<unknown>>();
  return {
    track: (work) => {
      open.add(work);
      const done = () => open.delete(work);
      work.then(done, done);
      return work;
    },
    drain: async (ms) => {
      // Handlers may start others while we wait.
      const empty = async () => {
        while (open.size > 0) await Promise.allSettled([...open]);
      };
      await within(empty(), ms);
    },
  };
}
