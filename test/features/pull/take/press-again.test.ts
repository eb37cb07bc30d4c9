import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createPorts } from '../../../../src/app/ports.ts';
import type { Button } from '../../../../src/chat/block.ts';
import { catalogue } from '../../../../src/chat/catalogue.ts';
import { createChat } from '../../../../src/chat/chat.ts';
import type { Outcome } from '../../../../src/chat/outcome.ts';
import type { Request } from '../../../../src/chat/request.ts';
import { WORKSPACE_ID } from '../../../../src/demo/company.ts';
import { features } from '../../../../src/features/index.ts';
import { appForSuite } from '../../../support/app.ts';
import { describeDatabases } from '../../../support/databases.ts';

const place = { externalId: 'C0CHECKOUT', name: 'checkout', kind: 'channel' } as const;
const sender = { platform: 'slack', workspaceId: WORKSPACE_ID, userId: 'U0MEILIN', userName: 'mei', place };

describeDatabases('a button that was pressed while the team was full', (open) => {
  const app = appForSuite(open, { demo: true });
  const ask = (request: Request): Promise<Outcome> => {
    const log = pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' });
    const chat = createChat(catalogue(features), createPorts({ database: app.database, log, adopt: false, committed: () => {} }));
    return chat(request);
  };
  const words = (outcome: Outcome) => JSON.stringify('blocks' in outcome ? outcome.blocks : outcome);
  const buttonIn = (outcome: Outcome, label: string): Button => {
    const blocks = 'blocks' in outcome ? outcome.blocks : [];
    const found = blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : [])).find((one) => one.label === label);
    if (!found) throw new Error(`No button “${label}” in ${words(outcome)}`);
    return found;
  };

  it('works once there is room; a repeat of one press keeps its answer, and so does every press once it is done', async () => {
    const { client } = app.database;
    const team = await client.team.findFirstOrThrow({ where: { name: 'Checkout' } });
    const next = await ask({ type: 'command', sender, deliveryId: randomUUID(), text: 'next' });
    const button = buttonIn(next, 'Pull it');
    const press = (deliveryId: string) =>
      ask({ type: 'action', sender, deliveryId, action: button.action, data: button.data, nonce: button.nonce ?? '' });
    const limit = (wipLimit: number) => client.team.updateMany({ where: { id: team.id }, data: { wipLimit } });
    const pulled = () => client.event.count({ where: { kind: 'pulled', at: { gte: from } } });
    const from = new Date(Date.now() - 1_000);

    await limit(1);
    const full = await press('press-1');
    expect(words(full)).toContain('Checkout is full');
    const [again, atOnce] = await Promise.all([press('press-1'), press('press-1')]);
    for (const repeat of [again, atOnce]) expect([repeat, words(repeat)]).toEqual([{ ...full, replayed: true }, words(full)]);
    expect(words(await press('press-2'))).toContain('Checkout is full');

    await limit(9);
    // The platform repeats the first press: it is still that press.
    expect(words(await press('press-1'))).toBe(words(full));
    expect(await pulled()).toBe(0);
    const done = await press('press-3');
    expect(words(done)).toMatch(/Checkout has /);
    expect(words(await press('press-3'))).toBe(words(done));
    expect(words(await press('press-4'))).toBe(words(done));
    expect(await pulled()).toBe(1);
  });

  it('tells admins, before what they asked for, that a platform refuses our token, and nobody else', async () => {
    const { client } = app.database;
    const admin = await client.account.findFirstOrThrow({ where: { platform: 'slack', member: { isAdmin: true } } });
    const help = (userId: string) =>
      ask({ type: 'command', sender: { ...sender, userId, userName: '' }, deliveryId: randomUUID(), text: 'help' });
    expect(words(await help(admin.externalUser))).not.toContain('no longer takes my messages');
    const where = { platform: 'slack', externalId: WORKSPACE_ID };
    await client.workspace.updateMany({ where, data: { suspendedAt: new Date(), suspendedCode: 'token_revoked', suspendedToken: 'x' } });
    expect(words(await help(admin.externalUser))).toContain('Slack no longer takes my messages (token_revoked)');
    expect(words(await help('U0MEILIN'))).not.toContain('no longer takes my messages');
  });
});
