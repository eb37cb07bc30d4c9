import type { Context } from '../../chat/context.ts';
import type { Tenant, TenantAccess, TenantTransaction } from '../../database/connection/tenant.ts';

/** What a reading handler of ours gets. */
export type Read = Context<Tenant>;
/** What a writing handler of ours gets: its transaction. */
export type Write = Context<TenantTransaction>;
/** Ties the chat language's handlers to our database. */
export type Access = TenantAccess;

/** Who changes what when, for the log. */
export function changeOf(context: Write): { at: Date; memberId: string } {
  return { at: context.now, memberId: context.asker.memberId };
}
