import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../support/databases.ts';

describeDatabases('pulling in the demo organization', (open) => {
  let opened: TestDatabase;
  let app: TestApp;
  beforeAll(async () => {
    opened = await open();
    app = await startTestApp(opened, { demo: true });
  });
  afterAll(async () => {
    await app.stop();
    await opened.close();
  });

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
