import { isUtf8 } from 'node:buffer';
import { parseJsonObject } from '../../edge/json-body.ts';
import type { AllowService } from '../base/service-host.ts';
import { type Activity, activitySchema, tenantsIn } from './activity.ts';
import type { VerifiedToken } from './token.ts';

/** What to do with a body whose sender is known: hand it on, or answer it with a status. `reason` is for the log. */
export type Verdict =
  | { readonly type: 'pass'; readonly activity: Activity }
  | { readonly type: 'answer'; readonly status: 400 | 401 | 403; readonly reason: string };

export interface CheckOptions {
  readonly tenantId: string;
  readonly allowService: AllowService;
}

const CHANNEL = 'msteams';
const SPOKEN: ReadonlySet<string> = new Set(['message', 'invoke']);

/**
 * Judges a body: does it say what its token allows it to say? The address must be the token's, letter by letter: a slash more would be
 * another address. A tenant that is not ours is turned away before anything is stored.
 *
 * @param token null for a local client, of which nothing is known
 */
export function check(body: Buffer, token: VerifiedToken | null, { tenantId, allowService }: CheckOptions): Verdict {
  if (!isUtf8(body)) return answer(400, 'not UTF-8');
  const parsed = activitySchema.safeParse(parseJsonObject(body.toString('utf8')));
  if (!parsed.success) return answer(400, 'body');
  const { data: activity } = parsed;
  if (token && activity.serviceUrl !== token.serviceUrl) return answer(401, 'service address of another request');
  if (token && (activity.channelId !== CHANNEL || !token.endorsements.includes(CHANNEL))) return answer(401, 'endorsement');
  if (allowService(activity.serviceUrl) === null) return answer(403, 'service address');
  const tenants = tenantsIn(activity);
  if (token && (tenants.length === 0 || tenants.some((one) => one !== tenantId))) return answer(403, 'tenant');
  // A webhook or another bot has no Entra object id, and is nobody here.
  if (token && SPOKEN.has(activity.type) && !activity.from.aadObjectId) return answer(403, 'no person');
  return { type: 'pass', activity };
}

function answer(status: 400 | 401 | 403, reason: string): Verdict {
  return { type: 'answer', status, reason };
}
