import { setTimeout as wait } from 'node:timers/promises';
import type { Pace } from '../../edge/pace.ts';
import { withoutThread } from '../parse/turn.ts';
import type { Outgoing } from '../render/outgoing.ts';
import type { Call, Called } from './call.ts';

/** A conversation that can be spoken in. */
export interface Spot {
  readonly serviceUrl: string;
  readonly conversationId: string;
}

export interface PostOptions {
  /** The account that alone shall see it (a targeted message). */
  readonly only?: string;
  /** How often it is tried while Microsoft says "too many", which means that nothing was posted; 1 where somebody else waits. */
  readonly tries?: number;
}

/** The bot's way of speaking in Teams. Nothing here throws, and a post is never repeated after a doubt. */
export interface Connector {
  readonly post: (spot: Spot, message: Outgoing, options?: PostOptions) => Promise<Called>;
  /** @param tries a repeat of an edit does no harm; 1 where somebody else repeats it */
  readonly edit: (
    spot: Spot,
    activityId: string,
    message: Outgoing,
    options?: { readonly targeted?: boolean; readonly tries?: number },
  ) => Promise<Called>;
  /** One member of a conversation by Entra object id; the name comes back. One try. */
  readonly member: (spot: Spot, objectId: string) => Promise<Called>;
  /** Opens the direct chat with somebody, or finds it; its id comes back. */
  readonly openDirect: (
    serviceUrl: string,
    who: { readonly userId: string; readonly botId: string; readonly tenantId: string },
  ) => Promise<Called>;
}

const EDIT_TRIES = 4;
const POST_TRIES = 5;
/** Longer than this nobody in front of a screen waits. */
const LONGEST_WAIT_MS = 20_000;

/** @param firstWaitMs before something is tried again; doubled each time, with some chance in it */
export function createConnector(call: Call, pace: Pace, firstWaitMs: number): Connector {
  const repeat = async (tries: number, repeatable: ReadonlySet<Called['type']>, once: () => Promise<Called>): Promise<Called> => {
    for (let attempt = 1; ; attempt += 1) {
      const called = await once();
      if (attempt >= tries || !repeatable.has(called.type)) return called;
      const backoff = firstWaitMs * 2 ** (attempt - 1) * (1 + Math.random() / 4);
      const ms = called.type === 'limited' ? Math.max(called.seconds * firstWaitMs, backoff) : backoff;
      if (ms > LONGEST_WAIT_MS) return called;
      await wait(ms);
    }
  };
  return {
    post: (spot, message, { only, tries = POST_TRIES } = {}) => {
      const path = `${activities(spot)}${only === undefined ? '' : TARGETED}`;
      const body = only === undefined ? message : { ...message, recipient: { id: only } };
      const once = () => call({ serviceUrl: spot.serviceUrl, method: 'POST', path, body });
      return pace(withoutThread(spot.conversationId), () => repeat(tries, LIMITED, once));
    },
    edit: (spot, activityId, message, { targeted = false, tries = EDIT_TRIES } = {}) => {
      const path = `${activities(spot)}/${encodeURIComponent(activityId)}${targeted ? TARGETED : ''}`;
      return repeat(tries, REPEATABLE, () =>
        call({ serviceUrl: spot.serviceUrl, method: 'PUT', path, body: { ...message, id: activityId } }),
      );
    },
    // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context#get-single-member-details
    member: ({ serviceUrl, conversationId }, objectId) =>
      call({
        serviceUrl,
        method: 'GET',
        path: `v3/conversations/${encodeURIComponent(withoutThread(conversationId))}/members/${encodeURIComponent(objectId)}`,
      }),
    openDirect: (serviceUrl, { userId, botId, tenantId }) =>
      call({
        serviceUrl,
        method: 'POST',
        path: 'v3/conversations',
        body: { isGroup: false, bot: { id: botId }, members: [{ id: userId }], tenantId, channelData: { tenant: { id: tenantId } } },
      }),
  };
}

const LIMITED: ReadonlySet<Called['type']> = new Set(['limited']);
const REPEATABLE: ReadonlySet<Called['type']> = new Set(['limited', 'ambiguous']);

// https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages
const TARGETED = '?isTargetedActivity=true';

function activities({ conversationId }: Spot): string {
  return `v3/conversations/${encodeURIComponent(conversationId)}/activities`;
}
