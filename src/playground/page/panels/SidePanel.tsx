import { usePlayground } from '../app/playground.ts';
import { Json } from './Json.tsx';
import { PanelFrame } from './PanelFrame.tsx';
import { ThreadPanel } from './ThreadPanel.tsx';
import { TrafficPanel } from './TrafficPanel.tsx';

/** One panel at a time on the right: what was asked for last, else the thread. */
export function SidePanel() {
  const { panel, show, route } = usePlayground();
  if (panel?.kind === 'traffic') return <TrafficPanel />;
  if (panel?.kind === 'raw')
    return (
      <PanelFrame title="What the bot sent" note={panel.title} onClose={() => show(null)}>
        <Json value={panel.json} />
      </PanelFrame>
    );
  return route.thread ? <ThreadPanel key={route.thread} ts={route.thread} /> : null;
}
