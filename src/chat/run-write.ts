import { Refusal } from '../model/rights/refusal.ts';
import type { Block } from './block.ts';
import type { Access, WriteHandler } from './handler.ts';
import { refusalBlocks } from './refuse.ts';
import { message, type WriteReply } from './reply.ts';
import { contextOf, type Requesting } from './requesting.ts';
import { stamp } from './stamp.ts';

/**
 * Runs a writing handler in its transaction, under the key of the delivery.
 *
 * @param trigger the key of this press, where `key` is that of the button
 * @throws Refusal of a form, `busy` and `unconfirmed`: none leaves a row, so that the same may be sent again
 */
export async function runWrite<A extends Access>(
  requesting: Requesting<A>,
  handler: WriteHandler<A>,
  key: string,
  trigger?: string,
): Promise<{ reply: WriteReply; replayed: boolean; secret?: true }> {
  const { ports, identity } = requesting;
  const { organization, now } = identity;
  let announced = false;
  let once: readonly Block[] = [];
  try {
    const run = async (db: A['write']): Promise<WriteReply> => {
      const reply = await handler.run(contextOf<A, A['write']>(requesting, db));
      if (reply.type === 'errors') return reply;
      once = reply.type === 'message' ? (reply.once ?? []) : [];
      if (reply.announcements?.length) {
        announced = true;
        ports.announce(
          db,
          reply.announcements.map((one) => ({ ...one, blocks: stamp(one.blocks, ports.newId) })),
          now,
        );
      }
      return { type: reply.type, blocks: stamp(reply.blocks, ports.newId) };
    };
    const done = await ports.transact(organization.id, key, now, run, trigger);
    if (announced && !done.replayed) ports.committed();
    if (done.replayed || once.length === 0 || done.reply.type === 'errors') return done;
    return { ...done, reply: { ...done.reply, blocks: [...stamp(once, ports.newId), ...done.reply.blocks] }, secret: true };
  } catch (error) {
    // Refused, but not for ever: a corrected form is sent again, a button pressed again once its cause is gone. Words are typed anew.
    if (!(error instanceof Refusal) || error.code === 'busy' || error.code === 'unconfirmed' || !key.startsWith('command:')) throw error;
    const reply = message(stamp(refusalBlocks(error), ports.newId));
    await ports.remember(organization.id, key, now, reply);
    return { reply, replayed: false };
  }
}
