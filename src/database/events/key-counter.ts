import { fragment } from '../connection/fragment.ts';
import type { TenantTransaction } from '../connection/tenant.ts';

/** The end of a statement that starts a counter at 1, or adds 1 to it where it exists. */
export const COUNT_UP = fragment`
  ON CONFLICT (organization_id, prefix) DO UPDATE SET last = key_counter.last + 1 RETURNING last`;

/** The next key of a prefix: `T-1`, `T-2` … Its counter is a row of its own, held until the transaction ends. */
export async function nextKey(tenant: TenantTransaction, prefix: string): Promise<string> {
  const [counter] = await tenant.sql.$queryRaw<{ last: number }[]>`
    INSERT INTO key_counter (organization_id, prefix, last) VALUES (${tenant.organizationId}::uuid, ${prefix}, 1)
    ${COUNT_UP}`;
  if (!counter) throw new Error('The key counter gave no number.');
  return `${prefix}-${counter.last}`;
}
