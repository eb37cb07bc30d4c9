import type { Identity } from './ports.ts';
import type { CommandRequest } from './request.ts';

const KEPT_MS = 10 * 60_000;
const KEPT_AT_MOST = 1_000;

/** The keys of typed words of which nobody could tell whether they were carried out. */
export interface SameAgain {
  /** The earlier key, if this person typed these words here before and nobody knows what became of them; else the delivery's own. */
  readonly keyOf: (identity: Identity, request: CommandRequest, own: string) => string;
  readonly unknown: (identity: Identity, request: CommandRequest, key: string) => void;
  readonly settled: (identity: Identity, request: CommandRequest) => void;
}

/**
 * Words that are typed again arrive as a new delivery, and would be carried out a second time. If nobody could tell what became of the
 * first delivery, they run under its key, so that what was done is reported and not done twice. Each process remembers this for ten
 * minutes.
 */
export function createSameAgain(): SameAgain {
  const kept = new Map<string, { readonly key: string; readonly at: number }>();
  const nameOf = ({ organization, asker, place }: Identity, { text }: CommandRequest) =>
    JSON.stringify([organization.id, asker.memberId, place.externalId, text]);
  return {
    keyOf: (identity, request, own) => {
      const found = kept.size === 0 ? undefined : kept.get(nameOf(identity, request));
      return found && identity.now.getTime() - found.at < KEPT_MS ? found.key : own;
    },
    unknown: (identity, request, key) => {
      const [oldest] = kept.keys();
      if (kept.size >= KEPT_AT_MOST && oldest !== undefined) kept.delete(oldest);
      kept.set(nameOf(identity, request), { key, at: identity.now.getTime() });
    },
    settled: (identity, request) => {
      if (kept.size > 0) kept.delete(nameOf(identity, request));
    },
  };
}
