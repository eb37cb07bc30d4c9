import { expect, it } from 'vitest';
import { appForSuite } from '../../../support/app.ts';
import { describeDatabases } from '../../../support/databases.ts';

describeDatabases('pulling in the demo organization', (open) => {
  const app = appForSuite(open, { demo: true });

  it('names the next item, why, and the room there is; pulls it; announces it once', async () => {
    const next = await app.driver.command({ as: 'mei', channel: 'checkout', text: '/flow next' });
    expect(next.status).toBe(200);
    const key = /Next for Checkout: (PAY-\d+)/.exec(next.text)?.[1];
    expect(key).toBeDefined();
    expect(next.text).toContain('Room: 2 of 4 in progress.');
    const pulled = await app.driver.click({ as: 'mei', message: next.message, label: 'Pull it', until: 'shown' });
    expect(pulled.text).toContain(`Checkout has ${key}`);
    await app.idle();
    const announced = app.driver
      .messages('checkout', 'oskar')
      .filter((message) => app.driver.text(message).includes(`Checkout pulled ${key}`));
    expect(announced).toHaveLength(1);
    expect(app.driver.refusals).toEqual([]);
  });
});
