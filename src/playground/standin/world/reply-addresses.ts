import { newToken } from './ids.ts';
import type { ReplyAddress, World } from './world.ts';

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const LIFE_MS = 30 * 60 * 1000;
const USES = 5;
const KEPT = 1000;

export function newReplyUrl(world: World, address: Omit<ReplyAddress, 'at' | 'uses'>): string {
  const token = newToken();
  world.replies.set(token, { ...address, at: world.settings.now(), uses: 0 });
  for (const old of world.replies.keys()) {
    if (world.replies.size <= KEPT) break;
    world.replies.delete(old);
  }
  return `${world.settings.baseUrl()}/standin/respond/${token}`;
}

/** Counts one use, or says why there is none left. */
export function spendReply(world: World, token: string): ReplyAddress | 'invalid_url' | 'expired_url' | 'used_url' {
  const address = world.replies.get(token);
  if (!address) return 'invalid_url';
  if (world.settings.now() - address.at > LIFE_MS) return 'expired_url';
  if (address.uses >= USES) return 'used_url';
  address.uses += 1;
  return address;
}
