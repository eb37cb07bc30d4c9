import { z } from 'zod';
import { action, wordsOf } from '../../../chat/action.ts';

/** A reason that is longer than this is not carried by a button; it is a story of its own anyway. */
export const CARRIED = 500;

const item = { itemId: z.uuid(), version: z.number().int() };

export const blockers = {
  /** Blocks an item by what holds others already. */
  join: action('blockers.join', { ...item, blockerId: z.uuid() }),
  /** Blocks it by something of its own, although something like it is known. */
  apart: action('blockers.apart', { ...item, reason: wordsOf(CARRIED) }),
  /** Lets one item go on; the others stay held. */
  freeOne: action('blockers.freeOne', item),
  /** It is over: lets everything go on that it holds. */
  resolve: action('blockers.resolve', { blockerId: z.uuid() }),
  /** What a blocker holds. */
  open: action('blockers.open', { blockerId: z.uuid() }),
  /** The next part of the list. */
  more: action('blockers.more', { after: z.number().int().min(0) }),
};
