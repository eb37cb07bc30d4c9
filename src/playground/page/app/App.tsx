import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Act, ActResult } from '../../wire/protocol.ts';
import { PlaygroundError, postAct } from '../api/client.ts';
import { useSnapshot } from '../api/useSnapshot.ts';
import { Layers } from './Layers.tsx';
import { type Panel, type Playground, PlaygroundContext } from './playground.ts';
import { HOME, type Route } from './route.ts';
import { Starting } from './Starting.tsx';
import { useConfirm } from './useConfirm.ts';
import { useNotices } from './useNotices.ts';
import { useRoute } from './useRoute.ts';

export function App() {
  const [route, setRoute] = useRoute();
  const { seen, trouble, refresh } = useSnapshot(route.as);
  const { notices, notify, dismiss } = useNotices();
  const [question, confirm] = useConfirm();
  const [panel, show] = useState<Panel | null>(null);

  // A snapshot may name another person than the route (first visit, after a reset) or lack the channel: settle on what exists.
  useEffect(() => {
    if (!seen) return;
    const known = seen.snapshot.people.some((person) => person.id === route.as);
    if (known && seen.as !== route.as) return;
    const there = route.channel === HOME || seen.snapshot.channels.some((channel) => channel.id === route.channel);
    if (known && there) return;
    setRoute({ as: seen.as, channel: there ? route.channel : (seen.snapshot.channels[0]?.id ?? HOME) }, true);
  }, [seen, route, setRoute]);

  const act = useCallback(
    async (what: Act): Promise<ActResult> => {
      try {
        const result = await postAct(what);
        await refresh();
        if (!result.ok && result.error) notify(result.error);
        return result;
      } catch (error) {
        if (!(error instanceof PlaygroundError)) throw error;
        notify(error.message);
        return { ok: false, error: error.message };
      }
    },
    [refresh, notify],
  );

  const go = useCallback(
    (change: Partial<Route>) => {
      const next = { ...route, ...change };
      // A thread belongs to one channel; it and a raw panel share the same place on the screen.
      const moved = next.as !== route.as || next.channel !== route.channel;
      if (moved || change.thread) show((now) => (now?.kind === 'traffic' && !change.thread ? now : null));
      setRoute(moved && !change.thread ? { as: next.as, channel: next.channel } : next);
    },
    [route, setRoute],
  );

  const playground = useMemo<Playground | null>(() => {
    const me = seen?.snapshot.people.find((person) => person.id === seen.as);
    if (!seen || !me) return null;
    const shown = seen.as === route.as ? route : { as: seen.as, channel: route.channel };
    return { snapshot: seen.snapshot, me, route: shown, go, act, notify, confirm, panel, show };
  }, [seen, route, go, act, notify, confirm, panel]);

  if (!playground) return <Starting trouble={trouble} />;
  return (
    <PlaygroundContext value={playground}>
      <Layers question={question} notices={notices} onDismiss={dismiss} trouble={trouble} />
    </PlaygroundContext>
  );
}
