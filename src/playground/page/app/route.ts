/** Where the page is. Kept in the URL hash, so that a reload or a shared link comes back to the same place. */
export interface Route {
  readonly as: string;
  /** A channel id, or `home` for the app's Home tab. */
  readonly channel: string;
  readonly thread?: string;
}

export const HOME = 'home';

export function parseRoute(hash: string): Route {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const thread = query.get('thread');
  return { as: query.get('as') ?? '', channel: query.get('channel') ?? '', ...(thread ? { thread } : {}) };
}

export function formatRoute(route: Route): string {
  const query = new URLSearchParams({ as: route.as, channel: route.channel });
  if (route.thread) query.set('thread', route.thread);
  return `#${query}`;
}
