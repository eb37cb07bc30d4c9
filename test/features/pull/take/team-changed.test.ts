import { pino } from 'pino';
import { beforeEach, expect, it } from 'vitest';
import { createPorts } from '../../../../src/app/ports.ts';
import { catalogue } from '../../../../src/chat/catalogue.ts';
import { createChat } from '../../../../src/chat/chat.ts';
import { WORKSPACE_ID } from '../../../../src/demo/company.ts';
import { features } from '../../../../src/features/index.ts';
import { wordsOf } from '../../../concurrency/words.ts';
import { appForSuite } from '../../../support/app.ts';
import { describeDatabases } from '../../../support/databases.ts';

describeDatabases('a pull while an admin changes what the team pulls from', (open) => {
  const app = appForSuite(open, { demo: true });
  beforeEach(async () => {
    const { client } = app.database;
    await client.teamStream.deleteMany({ where: { team: { name: 'Checkout' }, stream: { key: { not: 'PAY' } } } });
  });
  const where = async (key: string) => {
    const { organizationId, id: teamId } = await app.database.client.team.findFirstOrThrow({ where: { name: 'Checkout' } });
    const { id: streamId } = await app.database.client.valueStream.findFirstOrThrow({ where: { organizationId, key } });
    return { organizationId, teamId, streamId };
  };

  let deliveries = 0;
  /** Types it as Mei, in Checkout's channel; the change is made after it was known who asks, and before anything is locked. */
  async function type(text: string, meanwhile: () => Promise<unknown>): Promise<string> {
    const ports = createPorts({ database: app.database, log: pino({ level: 'silent' }), adopt: false, committed: () => {} });
    const chat = createChat(catalogue(features), {
      ...ports,
      identify: async (sender) => {
        const found = await ports.identify(sender);
        await meanwhile();
        return found;
      },
    });
    deliveries += 1;
    const place = { externalId: 'C0CHECKOUT', name: 'checkout', kind: 'channel' } as const;
    const sender = { platform: 'slack', workspaceId: WORKSPACE_ID, userId: 'U0MEILIN', userName: 'mei', place };
    return wordsOf(await chat({ type: 'command', sender, deliveryId: `changed-${deliveries}`, text }));
  }

  it('takes from a stream that the team was given a moment ago', async () => {
    const log = await where('LOG');
    const words = await type('pull', () => app.database.client.teamStream.create({ data: { ...log, position: -1 } }));
    expect(words).toMatch(/^Checkout has LOG-\d+ · /);
  });

  it('refuses by name what the team pulls from no more', async () => {
    const pay = await where('PAY');
    const { position } = await app.database.client.teamStream.findFirstOrThrow({ where: pay });
    const ready = await app.database.client.item.findFirstOrThrow({ where: { streamId: pay.streamId, state: 'ready', blocked: false } });
    const words = await type(`pull ${ready.key}`, () => app.database.client.teamStream.deleteMany({ where: pay }));
    expect(words).toContain(`Checkout doesn't pull from Payments, where ${ready.key} is.`);
    await app.database.client.teamStream.create({ data: { ...pay, position } });
  });
});
