import { z } from 'zod';
import { parseJson } from './arguments.ts';
import { raiseAlert } from './record.ts';
import { changed, type StoredMessage, type World } from './world.ts';

/** Where the conversation is kept between two starts. */
export interface Memory {
  load(): Promise<string | undefined>;
  save(text: string): Promise<void>;
}

const DEBOUNCE_MS = 250;

const message = z.object({
  ts: z.string(),
  channel: z.string(),
  user: z.string(),
  text: z.string(),
  blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().exactOptional() })),
  attachments: z.array(z.unknown()).exactOptional(),
  threadTs: z.string().exactOptional(),
  editedTs: z.string().exactOptional(),
  raw: z.unknown(),
});
/** Direct messages that were opened on the way; the other channels come from the settings. */
const direct = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.literal('direct'),
  personId: z.string(),
  botIsMember: z.literal(true),
});
const saved = z.object({
  format: z.literal(1),
  channels: z.array(direct),
  lastTs: z.string(),
  messages: z.record(z.string(), z.array(message)),
  reads: z.record(z.string(), z.string()),
});

/** Keeps messages and what was read. Ephemeral messages, modals and triggers go with the process, as in a reloaded Slack. */
export function keepInMemory(world: World, memory: Memory): { loaded: Promise<void>; stop(): Promise<void> } {
  let last = '';
  let timer: NodeJS.Timeout | undefined;
  let saving: Promise<void> = Promise.resolve();
  const save = () => {
    timer = undefined;
    const text = write(world);
    if (text === last) return;
    last = text;
    // One after the other, so that an older text never overwrites a newer one. The next change tries again after a failure.
    saving = saving.then(() => memory.save(text)).catch(() => raiseAlert(world, 'The conversation could not be saved.'));
  };
  const later = () => {
    timer ??= setTimeout(save, DEBOUNCE_MS).unref();
  };
  const loaded = memory
    .load()
    .then(
      (text) => text === undefined || read(world, text),
      () => false,
    )
    .then((readable) => {
      if (!readable) raiseAlert(world, 'The saved conversation could not be read, so this is a new one.');
      last = write(world);
      world.events.on('change', later);
    });
  const stop = async () => {
    await loaded;
    world.events.off('change', later);
    clearTimeout(timer);
    save();
    await saving;
  };
  return { loaded, stop };
}

function write(world: World): string {
  const messages: Record<string, unknown[]> = {};
  for (const [channel, all] of world.messages) {
    messages[channel] = all.filter((one) => one.ephemeralFor === undefined).map(({ changed: _changed, ...rest }) => rest);
  }
  const given = new Set(world.settings.channels.map((channel) => channel.id));
  const channels = [...world.channels.values()].filter((channel) => !given.has(channel.id));
  return JSON.stringify({ format: 1, channels, lastTs: world.lastTs, messages, reads: Object.fromEntries(world.reads) });
}

/** False when the text is no conversation of ours. */
function read(world: World, text: string): boolean {
  const parsed = saved.safeParse(parseJson(text));
  if (!parsed.success) return false;
  const version = changed(world);
  world.lastTs = parsed.data.lastTs;
  for (const channel of parsed.data.channels) world.channels.set(channel.id, channel);
  for (const [channel, all] of Object.entries(parsed.data.messages)) {
    world.messages.set(
      channel,
      all.map((one): StoredMessage => ({ ...one, changed: version })),
    );
  }
  for (const [key, ts] of Object.entries(parsed.data.reads)) world.reads.set(key, ts);
  return true;
}
