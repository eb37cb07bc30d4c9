import { readFileSync } from 'node:fs';
import { beforeEach, expect, it } from 'vitest';
import { membersOf, namesOf } from '../../src/database/organization/accounts.ts';
import { WORKSPACE_ID } from '../../src/demo/company.ts';
import { appForSuite } from '../support/app.ts';
import { describeBoth } from '../support/databases.ts';
import { fingerprint, row } from '../support/play.ts';

describeBoth('the members behind user ids', (open) => {
  const app = appForSuite(open, { demo: true });

  const asked: string[][] = [];
  const answers = new Map<string, string>();
  const of = (workspaceId: string, ...users: string[]) =>
    membersOf(app.database, { platform: 'slack', workspaceId }, users, async (ids) => {
      asked.push([...ids]);
      return answers;
    });
  const names = (...users: string[]) => namesOf(app.database, 'slack', WORKSPACE_ID, users);
  beforeEach(() => {
    asked.length = 0;
    answers.clear();
  });

  it('are nobody in a workspace that is not known, and asking stores nothing, nor asks for names', async () => {
    const before = await fingerprint(app.database);
    expect(await of('T0STRANGER', 'U0MEILIN', 'U9')).toEqual(new Map());
    expect(await fingerprint(app.database)).toEqual(before);
    expect(asked).toEqual([]);
  });

  it('are stored once they are picked in a workspace that is, by the name that the platform tells', async () => {
    answers.set('U9', 'nia');
    const first = await of(WORKSPACE_ID, 'U0MEILIN', 'U9');
    expect([...first.keys()].sort()).toEqual(['U0MEILIN', 'U9']);
    expect(await names('U0MEILIN', 'U9')).toEqual(new Map(Object.entries({ U0MEILIN: 'Mei Lin', U9: 'nia' })));
    expect(await of(WORKSPACE_ID, 'U0MEILIN', 'U9')).toEqual(first);
    // Only for the one who was missing, and never again.
    expect(asked).toEqual([['U9']]);
  });

  it('are no id where the platform tells nothing, and are asked for again when they are picked again', async () => {
    const first = await of(WORKSPACE_ID, 'U10', 'U11');
    expect(await names('U10')).toEqual(new Map([['U10', "somebody I can't name yet"]]));
    answers.set('U10', 'x'.repeat(100)).set('U11', `${'y'.repeat(79)}😀`);
    expect(await of(WORKSPACE_ID, 'U10', 'U11')).toEqual(first);
    expect(await names('U10', 'U11')).toEqual(
      new Map([
        ['U10', 'x'.repeat(80)],
        ['U11', 'y'.repeat(79)],
      ]),
    );
    expect(asked).toEqual([
      ['U10', 'U11'],
      ['U10', 'U11'],
    ]);
  });

  it('get their names who were stored under an id before, and keep one that came meanwhile', async () => {
    await of(WORKSPACE_ID, 'U12', 'U13');
    await row(
      app.database,
      "UPDATE member m SET name = a.external_user FROM account a WHERE a.member_id = m.id AND a.external_user IN ('U12', 'U13')",
    );
    answers.set('U12', 'noor').set('U13', 'pim');
    await membersOf(app.database, { platform: 'slack', workspaceId: WORKSPACE_ID }, ['U12', 'U13'], async () => {
      await row(app.database, "UPDATE member m SET name = 'by hand' FROM account a WHERE a.member_id = m.id AND a.external_user = 'U13'");
      return answers;
    });
    expect(await names('U12', 'U13')).toEqual(new Map(Object.entries({ U12: 'noor', U13: 'by hand' })));
  });

  it('were stored under ids, which a migration took away', async () => {
    answers.set('U14', 'U14').set('U15', 'somebody').set('U16', 'una');
    await of(WORKSPACE_ID, 'U14', 'U15', 'U16');
    const sql = new URL('../../prisma/migrations/20261121210000_no_ids_for_names/migration.sql', import.meta.url);
    await app.database.client.$executeRawUnsafe(readFileSync(sql, 'utf8'));
    const unknown = "somebody I can't name yet";
    expect(await names('U14', 'U15', 'U16')).toEqual(new Map(Object.entries({ U14: unknown, U15: unknown, U16: 'una' })));
    expect(await names('U0MEILIN')).toEqual(new Map([['U0MEILIN', 'Mei Lin']]));
  });
});
