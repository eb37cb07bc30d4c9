import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { createPorts } from '../../src/app/ports.ts';
import type { Block, Button } from '../../src/chat/block.ts';
import { catalogue } from '../../src/chat/catalogue.ts';
import { createChat } from '../../src/chat/chat.ts';
import type { Outcome } from '../../src/chat/outcome.ts';
import type { Request, Sender } from '../../src/chat/request.ts';
import type { Database } from '../../src/database/connection/database.ts';
import { features } from '../../src/features/index.ts';

/** What one person was answered at the other door. */
export interface Heard {
  readonly text: string;
  readonly buttons: readonly string[];
  readonly outcome: Outcome;
}

/** A tenant of Teams without a transport: its people speak to the chat itself, in their own chat with the bot. */
export interface OtherDoor {
  readonly type: (as: string, words: string, deliveryId?: string) => Promise<Heard>;
  readonly press: (as: string, on: Heard, label: string) => Promise<Heard>;
  /** Sends the form that was opened. */
  readonly send: (as: string, on: Heard, values: Readonly<Record<string, string>>) => Promise<Heard>;
}

export function otherDoor(database: Database, tenantId = 'tenant-1', platform = 'teams'): OtherDoor {
  const ports = createPorts({ database, log: pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }), adopt: true, committed: () => {} });
  const chat = createChat(catalogue(features), ports);
  const sender = (as: string): Sender => ({
    platform,
    workspaceId: tenantId,
    userId: `object-${as}`,
    // Teams has people's whole names.
    userName: `${as.charAt(0).toUpperCase()}${as.slice(1)} T.`,
    place: { externalId: `personal-${as}`, name: '', kind: 'direct' },
  });
  const ask = async (request: Request) => heard(await chat(request));
  return {
    type: (as, text, deliveryId = randomUUID()) => ask({ type: 'command', sender: sender(as), deliveryId, text }),
    press: (as, on, label) => {
      const found = buttonsOf(blocksOf(on.outcome)).find((one) => one.label === label);
      if (!found) throw new Error(`There is no “${label}” among ${on.buttons.join(', ')}: ${on.text}`);
      const { action, data, nonce = '' } = found;
      return ask({ type: 'action', sender: sender(as), deliveryId: randomUUID(), action, data, nonce });
    },
    send: (as, on, values) => {
      if (on.outcome.type !== 'form') throw new Error(`No form was opened: ${on.text}`);
      const { draftId, fields } = on.outcome.view;
      // What was filled in when it opened stays, as in a client.
      const shown = Object.fromEntries(fields.map(({ name, value }) => [name, value ?? null]));
      return ask({ type: 'submit', sender: sender(as), deliveryId: randomUUID(), draftId, values: { ...shown, ...values } });
    },
  };
}

function heard(outcome: Outcome): Heard {
  const blocks = blocksOf(outcome);
  const wrong = outcome.type === 'errors' ? Object.values(outcome.errors) : [];
  return { outcome, text: [...blocks.map(textOf), ...wrong].join('\n'), buttons: buttonsOf(blocks).map((one) => one.label) };
}

function blocksOf(outcome: Outcome): readonly Block[] {
  return 'blocks' in outcome ? outcome.blocks : [];
}

function buttonsOf(blocks: readonly Block[]): Button[] {
  return blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []));
}

// Whatever a block says, in order.
function textOf(block: unknown): string {
  if (Array.isArray(block)) return block.map(textOf).join('');
  if (typeof block !== 'object' || block === null) return '';
  return Object.entries(block)
    .map(([name, value]) => (name === 'text' && typeof value === 'string' ? value : textOf(value)))
    .join('');
}
