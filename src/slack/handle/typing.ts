import { webApi } from '@slack/bolt';
import type { FormView } from '../../chat/form.ts';
import { describeError, platformCode } from '../base/describe-error.ts';
import type { ParsedTyping } from '../parse/typing.ts';
import { drawForm } from '../render/form.ts';
import type { Deps } from './deps.ts';
import { accountsIn } from './open-form.ts';

/** Says something about a text while it is typed. */
export type OnTyping = (deps: Deps, parsed: ParsedTyping) => Promise<void>;

interface OpenView {
  /** Letters so far; an answer to an older one is dropped. */
  count: number;
  /** Letters are answered one after another. */
  last: Promise<void>;
  /** Slack's hash after our latest update, and what it took the place of. */
  hash: string;
  readonly replaced: Set<string>;
  /** What is said at the moment, to leave the view alone while that stays the same; null: not known to this process. */
  said: string | null;
}

/** Forms being typed into that are remembered; the oldest are forgotten. */
const KEPT = 500;

/**
 * Slack tells of every letter, and answers may overtake each other. So per view only the newest letter counts, one is answered at a
 * time, and `hash` keeps us from writing over a view that somebody else changed (RELIABILITY, "late answers"). Ids of blocks and elements
 * stay the same, so what was typed since survives the update.
 * https://docs.slack.dev/reference/methods/views.update
 */
export function createOnTyping(): OnTyping {
  const views = new Map<string, OpenView>();
  return (deps, parsed) => {
    const view = views.get(parsed.viewId) ?? { count: 0, last: Promise.resolve(), hash: parsed.hash, replaced: new Set(), said: null };
    views.delete(parsed.viewId);
    views.set(parsed.viewId, view);
    const [oldest] = views.keys();
    if (views.size > KEPT && oldest !== undefined) views.delete(oldest);

    const mine = ++view.count;
    const newest = () => mine === view.count;
    view.last = view.last.then(() => (newest() ? answer(deps, parsed, view, newest) : undefined));
    return view.last;
  };
}

/** Never throws. */
async function answer(deps: Deps, parsed: ParsedTyping, open: OpenView, newest: () => boolean): Promise<void> {
  try {
    const outcome = await deps.chat(parsed.request);
    if (outcome.type !== 'said' || !newest()) return;
    const said = withoutNonces(outcome.view);
    if (open.said === said) return;
    const view = drawForm(outcome.view, await accountsIn(deps, outcome.view, parsed.request.sender.workspaceId));
    if (open.said === null && outcome.silent && view.blocks.length === parsed.blocks) return;
    // A letter typed before our last update reached the screen carries the hash from before; ours is the newer one.
    const hash = open.replaced.has(parsed.hash) ? open.hash : parsed.hash;
    const updated = hashIn(await deps.client.apiCall('views.update', { view_id: parsed.viewId, hash, view }));
    open.replaced.add(hash);
    open.hash = updated ?? hash;
    open.said = said;
  } catch (error) {
    const overtaken = error instanceof webApi.WebAPIPlatformError && ['hash_conflict', 'not_found'].includes(platformCode(error));
    deps.log[overtaken ? 'debug' : 'warn'](describeError(error), 'Nothing could be said while a text is typed');
  }
}

function withoutNonces(view: FormView): string {
  return JSON.stringify(view.intro, (key, value: unknown) => (key === 'nonce' ? undefined : value));
}

function hashIn(answer: webApi.WebAPICallResult): string | null {
  const view = 'view' in answer ? answer.view : null;
  return typeof view === 'object' && view !== null && 'hash' in view && typeof view.hash === 'string' ? view.hash : null;
}
