import { useState } from 'react';
import type { TrafficEntry } from '../../wire/protocol.ts';
import { usePlayground } from '../app/playground.ts';
import { clockWithSeconds } from '../text/time.ts';
import { Json } from './Json.tsx';

export function TrafficRow({ entry }: { readonly entry: TrafficEntry }) {
  const { me } = usePlayground();
  const [open, setOpen] = useState(false);
  const toBot = entry.direction === 'to-bot';
  const failed = entry.status < 200 || entry.status >= 400 || refused(entry.answer);
  return (
    <li>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className={`arrow ${toBot ? 'arrow-in' : 'arrow-out'}`} role="img" aria-label={toBot ? 'to the bot' : 'from the bot'}>
            {toBot ? '→' : '←'}
          </span>
          <span className="traffic-what">{entry.what}</span>
          <span className={failed ? 'status status-bad' : 'status'}>{refused(entry.answer) ?? entry.status}</span>
          <span className="traffic-ms">{Math.round(entry.ms)} ms</span>
          <time>{clockWithSeconds(new Date(entry.at), me.zone)}</time>
        </summary>
        {/* Drawn only when open: two hundred bodies would slow every update. */}
        {open && (
          <>
            <h3>{toBot ? 'Request' : 'Call'}</h3>
            <Json value={entry.body} />
            <h3>Answer</h3>
            <Json value={entry.answer} />
          </>
        )}
      </details>
    </li>
  );
}

/** The Web API answers 200 to what it refuses; the word is in the body. */
function refused(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer) || answer.ok !== false) return undefined;
  return 'error' in answer && typeof answer.error === 'string' ? answer.error : 'not ok';
}
