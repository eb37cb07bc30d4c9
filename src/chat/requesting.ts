import { Refusal } from '../model/rights/refusal.ts';
import { may, type Right } from '../model/rights/rights.ts';
import type { Catalogue } from './catalogue.ts';
import type { Context } from './context.ts';
import type { Access } from './handler.ts';
import type { ChatPorts, Identity } from './ports.ts';
import type { SameAgain } from './same-again.ts';
import { thingsOf } from './things.ts';

/** What every kind of request is answered with. */
export interface Requesting<A extends Access> {
  readonly catalogue: Catalogue<A>;
  readonly ports: ChatPorts<A>;
  readonly identity: Identity;
  readonly requestId: string;
  readonly sameAgain: SameAgain;
  /** Tells the log which handler it is. */
  readonly named: (name: string) => void;
  readonly log: (result: string, replayed: boolean) => void;
}

/** The context of a handler whose database is this one. */
export function contextOf<A extends Access, Db extends A['read'] | A['write']>(
  { catalogue, identity, requestId }: Requesting<A>,
  db: Db,
): Context<Db> {
  const { now, organization, asker, place } = identity;
  const context: Context<Db> = { requestId, now, organization, asker, place, db, things: thingsOf(catalogue, () => context) };
  return context;
}

/** The context of a handler that only reads. */
export function readContext<A extends Access>(requesting: Requesting<A>): Context<A['read']> {
  const { ports, identity } = requesting;
  return contextOf(requesting, ports.reader(identity.organization.id));
}

/**
 * The same request, in the place where a form was opened: what it does happens there, with the place as it is now.
 *
 * @param opened who opened the form where
 */
export async function inPlaceOf<A extends Access>(
  requesting: Requesting<A>,
  opened: Parameters<ChatPorts<A>['identify']>[0],
): Promise<Requesting<A>> {
  const { ports, identity } = requesting;
  if (opened.place.externalId === identity.place.externalId) return requesting;
  const { place } = await ports.identify(opened);
  return { ...requesting, identity: { ...identity, place } };
}

/**
 * Rights that need no stream or team are checked here; the others where the thing is loaded. Before setup is finished there are no
 * roles: whoever finishes it becomes the first admin.
 *
 * @throws Refusal not_allowed
 */
export async function requireRole<A extends Access>(right: Right, { ports, identity }: Requesting<A>): Promise<void> {
  if (right !== 'administer' || !identity.organization.ready || may(right, identity.asker.roles)) return;
  const names = (await ports.adminNames(identity.organization.id)).slice(0, 3).join(', ');
  throw new Refusal('not_allowed', `Only admins may change how Millrace is set up: ${names || 'nobody yet'}.`, 'Ask one of them.');
}
