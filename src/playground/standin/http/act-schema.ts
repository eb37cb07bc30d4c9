import { z } from 'zod';
import type { Act } from '../../wire/protocol.ts';

const id = z.string().min(1).max(255);
const text = z.string().max(40_000);
const loose = z.record(z.string(), z.unknown());
const state = z.record(z.string(), z.record(z.string(), loose));
const container = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('message'), channel: id, ts: id }),
  z.strictObject({ type: z.literal('view'), viewId: id }),
]);

/** The body of `POST /playground/act`. */
export const actSchema: z.ZodType<Act> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('command'), as: id, channel: id, text }),
  z.strictObject({ type: z.literal('say'), as: id, channel: id, text, threadTs: id.exactOptional() }),
  z.strictObject({ type: z.literal('click'), as: id, container, action: loose, state: state.exactOptional() }),
  z.strictObject({ type: z.literal('submit'), as: id, viewId: id, state }),
  z.strictObject({ type: z.literal('close'), as: id, viewId: id }),
  z.strictObject({ type: z.literal('options'), as: id, container, blockId: id, actionId: id, query: text }),
  z.strictObject({ type: z.literal('shortcut'), as: id, callbackId: id, channel: id.exactOptional(), ts: id.exactOptional() }),
  z.strictObject({ type: z.literal('openHome'), as: id }),
  z.strictObject({ type: z.literal('read'), as: id, channel: id }),
  z.strictObject({ type: z.literal('dismissAlert'), id: z.number().int() }),
  z.strictObject({ type: z.literal('reset') }),
]);
