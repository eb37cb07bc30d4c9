import { expect, it } from 'vitest';
import { membersOf } from '../../src/database/accounts.ts';
import { WORKSPACE_ID } from '../../src/features/demo/company.ts';
import { appForSuite } from '../support/app.ts';
import { describeDatabases } from '../support/databases.ts';
import { fingerprint } from '../support/play.ts';

describeDatabases('the members behind user ids', (open) => {
  const app = appForSuite(open, { demo: true });

  it('are nobody in a workspace that is not known, and asking stores nothing', async () => {
    const before = await fingerprint(app.database);
    expect(await membersOf(app.database, 'slack', 'T0STRANGER', ['U0MEILIN', 'U9'])).toEqual(new Map());
    expect(await fingerprint(app.database)).toEqual(before);
  });

  it('are stored once they are picked in a workspace that is', async () => {
    const first = await membersOf(app.database, 'slack', WORKSPACE_ID, ['U0MEILIN', 'U9']);
    expect([...first.keys()].sort()).toEqual(['U0MEILIN', 'U9']);
    expect(await membersOf(app.database, 'slack', WORKSPACE_ID, ['U0MEILIN', 'U9'])).toEqual(first);
  });
});
