import type { Model } from './linearize.ts';
import type { Before, Operation } from './operation.ts';

/**
 * A value stream as people may rely on it: a list of ready items in order, the items in progress, a limit. A pull takes
 * the best one, or the named one, when there is room; a refusal must be true at the moment it takes effect.
 */
export function streamModel(before: Before): Model<Operation> {
  const ready = new Map(before.ready);
  const order = [...ready.keys()].sort((a, b) => compare(ready.get(a), ready.get(b)));
  const open = new Set(before.open);
  // Returned items stand above all ranks, the last one first.
  const returned: string[] = [];
  const trail: string[] = [];
  let limit = before.limit;
  // Items before this place of `order` are not ready any more; looked for again where it was left.
  let low = 0;

  const top = (): string | undefined => {
    if (returned.length > 0) return returned.at(-1);
    while (low < order.length && !ready.has(order[low] ?? '')) low += 1;
    return order[low];
  };
  const isReady = (item: string) => ready.has(item) || returned.includes(item);

  function take(item: string): () => void {
    open.add(item);
    const at = returned.indexOf(item);
    if (at >= 0) {
      returned.splice(at, 1);
      return () => {
        open.delete(item);
        returned.splice(at, 0, item);
      };
    }
    const rank = ready.get(item) ?? '';
    ready.delete(item);
    return () => {
      open.delete(item);
      ready.set(item, rank);
      low = 0;
    };
  }

  function pull(one: Operation, named: string | undefined): (() => void) | null {
    if (one.type === 'fail') return refusedPull(one, named) ? nothing : null;
    if (open.size >= limit) return null;
    const item = one.item ?? named ?? top();
    if (item === undefined || !isReady(item)) return null;
    if (named === undefined && item !== top()) return null;
    return take(item);
  }

  function refusedPull(one: Operation, named: string | undefined): boolean {
    switch (one.refused) {
      case 'full':
        return open.size >= limit;
      case 'empty':
        return top() === undefined && open.size < limit;
      case 'taken':
        return named !== undefined && !isReady(named);
      default:
        return true;
    }
  }

  function leave(one: Operation, item: string, to: 'gone' | 'top'): (() => void) | null {
    if (one.type === 'fail') return one.refused !== 'taken' || !open.has(item) ? nothing : null;
    if (!open.delete(item)) return null;
    if (to === 'gone') return () => open.add(item);
    returned.push(item);
    trail.push(item);
    return () => {
      trail.pop();
      returned.splice(returned.lastIndexOf(item), 1);
      open.add(item);
    };
  }

  function rank(one: Operation, item: string, to: string): (() => void) | null {
    if (one.type === 'fail') return nothing;
    if (open.has(item)) return null;
    const was = ready.get(item);
    const at = returned.indexOf(item);
    if (at >= 0) returned.splice(at, 1);
    ready.set(item, to);
    const placed = reorder(item);
    trail.push(`${item}@${to}`);
    return () => {
      trail.pop();
      placed();
      if (at >= 0) returned.splice(at, 0, item);
      if (was === undefined) ready.delete(item);
      else ready.set(item, was);
    };
  }

  // `order` holds every item once, where its latest rank puts it.
  function reorder(item: string): () => void {
    const from = order.indexOf(item);
    if (from >= 0) order.splice(from, 1);
    const to = order.findIndex((other) => ready.has(other) && compare(ready.get(item), ready.get(other)) < 0);
    const at = to < 0 ? order.length : to;
    order.splice(at, 0, item);
    low = 0;
    return () => {
      order.splice(at, 1);
      if (from >= 0) order.splice(from, 0, item);
      low = 0;
    };
  }

  function setLimit(to: number): () => void {
    const was = limit;
    limit = to;
    trail.push(`limit ${to}`);
    return () => {
      trail.pop();
      limit = was;
    };
  }

  return {
    apply: (one) => {
      switch (one.asked.f) {
        case 'pull':
          return pull(one, one.asked.item);
        case 'finish':
        case 'park':
          return leave(one, one.asked.item, 'gone');
        case 'return':
          return leave(one, one.asked.item, 'top');
        case 'rank':
          return rank(one, one.asked.item, one.asked.rank);
        case 'limit':
          return one.type === 'fail' ? nothing : setLimit(one.asked.limit);
        default: {
          const unknown: never = one.asked;
          return unknown;
        }
      }
    },
    observes: (one) => one.type === 'fail',
    trail: () => trail.join(),
  };
}

function nothing(): void {}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
