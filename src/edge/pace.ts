import PQueue from 'p-queue';

/** Runs jobs of one key one after another, their starts at least an interval apart. Keys do not wait for each other. */
export type Pace = <Result>(key: string, job: () => Promise<Result>) => Promise<Result>;

/** Above this many keys, the ones that rest are forgotten. */
const KEPT = 500;

/** @param intervalMs between two starts for one key; 0 sets no pace */
export function createPace(intervalMs: number): Pace {
  const queues = new Map<string, { readonly queue: PQueue; usedAt: number }>();
  const forget = (now: number) => {
    for (const [key, { queue, usedAt }] of queues) {
      if (queue.size === 0 && queue.pending === 0 && now - usedAt > intervalMs) queues.delete(key);
    }
  };
  return async (key, job) => {
    const now = performance.now();
    if (queues.size >= KEPT) forget(now);
    const known = queues.get(key) ?? {
      queue: new PQueue({ concurrency: 1, ...(intervalMs > 0 ? { interval: intervalMs, intervalCap: 1, strict: true } : {}) }),
      usedAt: now,
    };
    queues.set(key, known);
    return known.queue.add(async () => {
      known.usedAt = performance.now();
      return job();
    });
  };
}
