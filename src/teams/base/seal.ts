import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Sender } from '../../chat/request.ts';

type Place = Sender['place'];

/** Notes for ourselves that travel through a client. */
export interface Seal {
  readonly close: (place: Place, userId: string) => string;
  /** null for anything that was not closed here for that person. */
  readonly open: (sealed: string, userId: string) => Place | null;
}

const placeSchema = z.object({ externalId: z.string(), name: z.string(), kind: z.enum(['channel', 'direct']) });
const sealedSchema = z.string().regex(/^[A-Za-z0-9_-]{1,2000}\.[A-Za-z0-9_-]{43}$/);

/**
 * An answer given in a direct chat to what was asked in a channel is still about the channel: its buttons carry the place, sealed for
 * the one person who got them. Unsealed, anybody could act in the name of any team by saying that they are in its channel.
 *
 * @param secret known to all replicas of the bot
 */
export function createSeal(secret: string): Seal {
  const sign = (text: string, userId: string) => createHmac('sha256', `place of a button\n${secret}`).update(`${userId}\n${text}`).digest();
  return {
    close: (place, userId) => {
      const text = Buffer.from(JSON.stringify(place)).toString('base64url');
      return `${text}.${sign(text, userId).toString('base64url')}`;
    },
    open: (sealed, userId) => {
      const parsed = sealedSchema.safeParse(sealed);
      const [text = '', signature = ''] = parsed.success ? parsed.data.split('.') : [];
      const given = Buffer.from(signature, 'base64url');
      const right = sign(text, userId);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
      return placeSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    },
  };
}

/** A card whose buttons carry a sealed place besides their own data. */
export function withPlace<Card>(card: Card, sealed: string): Card {
  return map(card, sealed) as Card;
}

function map(value: unknown, sealed: string): unknown {
  if (Array.isArray(value)) return value.map((one) => map(one, sealed));
  if (typeof value !== 'object' || value === null) return value;
  const mapped = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, name === 'data' ? one : map(one, sealed)]));
  const isAction = 'type' in value && (value.type === 'Action.Execute' || value.type === 'Action.Submit');
  return isAction && typeof mapped.data === 'object' ? { ...mapped, data: { ...mapped.data, at: sealed } } : mapped;
}
