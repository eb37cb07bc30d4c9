import { useCallback, useEffect, useRef, useState } from 'react';
import type { Snapshot } from '../../wire/protocol.ts';
import { fetchState, PlaygroundError } from './client.ts';

interface Seen {
  /** Whom the snapshot was taken for. It lags behind the route while the next one loads. */
  readonly as: string;
  readonly snapshot: Snapshot;
}

interface Link {
  readonly seen: Seen | null;
  /** Plain words while the stand-in cannot be reached. */
  readonly trouble: string | null;
  readonly refresh: () => Promise<void>;
}

/** Keeps one person's snapshot fresh: fetched at once, then again whenever the stand-in says that something changed. */
export function useSnapshot(as: string): Link {
  const [seen, setSeen] = useState<Seen | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const wanted = useRef(as);
  const running = useRef<Promise<void> | null>(null);
  const again = useRef(false);

  const load = useCallback(async () => {
    do {
      again.current = false;
      const asked = wanted.current;
      try {
        const snapshot = await fetchState(asked);
        if (asked !== wanted.current) {
          again.current = true;
          continue;
        }
        const known = snapshot.people.some((person) => person.id === asked);
        setSeen({ as: known ? asked : (snapshot.people[0]?.id ?? ''), snapshot });
        setTrouble(null);
      } catch (error) {
        setTrouble(error instanceof PlaygroundError ? error.message : String(error));
      }
    } while (again.current);
    // In the same tick as the check above, so that no change falls between the two.
    running.current = null;
  }, []);

  // One fetch at a time; changes that arrive meanwhile lead to exactly one more.
  const refresh = useCallback(() => {
    if (running.current) again.current = true;
    else running.current = load();
    return running.current;
  }, [load]);

  useEffect(() => {
    wanted.current = as;
    void refresh();
  }, [as, refresh]);

  useEffect(() => {
    const changes = new EventSource('/playground/changes');
    changes.onopen = () => void refresh();
    changes.onmessage = () => void refresh();
    changes.onerror = () => setTrouble('The playground does not answer. Trying again …');
    return () => changes.close();
  }, [refresh]);

  return { seen, trouble, refresh };
}
