import { useState } from 'react';
import { usePlayground } from '../app/playground.ts';
import { PanelFrame } from './PanelFrame.tsx';
import { TrafficRow } from './TrafficRow.tsx';

const FILTERS = [
  { key: 'all', label: 'All' },
  { key: 'to-bot', label: 'To the bot' },
  { key: 'from-bot', label: 'From the bot' },
] as const;

export function TrafficPanel() {
  const { snapshot, show } = usePlayground();
  const [filter, setFilter] = useState<(typeof FILTERS)[number]['key']>('all');
  const entries = snapshot.traffic.filter((entry) => filter === 'all' || entry.direction === filter).reverse();
  return (
    <PanelFrame title="Traffic" note="Requests to the bot, Web API calls from it" onClose={() => show(null)}>
      <fieldset className="segments">
        <legend className="hidden">Show</legend>
        {FILTERS.map(({ key, label }) => (
          <label key={key}>
            <input type="radio" name="traffic" checked={filter === key} onChange={() => setFilter(key)} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <ul className="traffic">
        {entries.map((entry) => (
          <TrafficRow key={entry.id} entry={entry} />
        ))}
        {entries.length === 0 && <li className="empty">Nothing yet. Type something, and every request appears here.</li>}
      </ul>
    </PanelFrame>
  );
}
