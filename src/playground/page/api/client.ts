import type { Act, ActResult, Snapshot } from '../../wire/protocol.ts';

export class PlaygroundError extends Error {}

const UNREACHABLE = 'The playground does not answer. Is it still running?';

async function ask(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    throw new PlaygroundError(UNREACHABLE, { cause });
  }
}

/** The snapshot for a person; without one the stand-in picks. */
export async function fetchState(as: string): Promise<Snapshot> {
  const query = as ? `?as=${encodeURIComponent(as)}` : '';
  const response = await ask(`/playground/state${query}`, { headers: { accept: 'application/json' } });
  // An old link may name somebody a reset has removed: fall back to whoever the stand-in offers.
  if (!response.ok && as) return fetchState('');
  if (!response.ok) throw new PlaygroundError(`The playground answered with ${response.status}.`);
  return (await response.json()) as Snapshot;
}

export async function postAct(act: Act): Promise<ActResult> {
  const response = await ask('/playground/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(act),
  });
  // A refusal may carry an ActResult with plain words, or no JSON at all.
  const body = (await response.json().catch(() => null)) as ActResult | null;
  return body ?? { ok: response.ok, error: response.ok ? undefined : `The playground answered with ${response.status}.` };
}
