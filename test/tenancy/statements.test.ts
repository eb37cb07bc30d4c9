import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readStatements } from '../support/statements/read.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What begins without an organization, and why; everything else names it. */
const WITHOUT: Readonly<Record<string, string>> = {
  'database/organization/identify.ts: SELECT 1 AS one FROM workspace WHERE platform':
    'which organization a workspace leads to is what is asked',
  "database/messages/outbox.ts: UPDATE outbox SET state = 'unconfirmed'":
    'the sender sends for all, and marks what it was sending when it ended',
  'database/messages/suspension.ts: UPDATE workspace SET suspended_at': 'a token is refused by a workspace, whoever it leads to',
  'database/requests/purge.ts: DELETE FROM door_code WHERE expires_at': 'what is too old goes, whoever had it',
  'app/demo-playground.ts: SELECT 1 AS one FROM item WHERE external_source': 'the playground has one organization',
};

/** Tables whose rows belong to an organization, by the schema. */
function tenantTables(): Set<string> {
  const schema = readFileSync(join(ROOT, 'prisma/schema.prisma'), 'utf8');
  const models = [...schema.matchAll(/^model \w+ \{([\s\S]*?)^\}/gm)].map(([, body = '']) => body);
  return new Set(
    models.filter((body) => body.includes('@map("organization_id")')).flatMap((body) => /@@map\("(\w+)"\)/.exec(body)?.[1] ?? []),
  );
}

it('every statement that touches a table of tenants names the organization (S-53)', () => {
  const tenants = tenantTables();
  expect(tenants.size).toBeGreaterThan(20);
  // With their fragments put in: what is sent is judged, not what is spelled in one place.
  const { statements: read, lost } = readStatements();
  expect(lost).toEqual([]);
  const statements = read.flatMap(({ file, texts }) => texts.map((text) => ({ file, text })));
  expect(statements.length).toBeGreaterThan(150);
  const touching = statements.filter(({ text }) =>
    [...text.matchAll(/\b(?:FROM|JOIN|UPDATE|INTO)\s+"?([a-z_]+)/g)].some(([, table = '']) => tenants.has(table)),
  );
  expect(touching.length).toBeGreaterThan(150);
  const open = touching
    .filter(({ text }) => !text.includes('organization_id'))
    .map(({ file, text }) => `${file}: ${text.trim().slice(0, 80)}`);
  expect(open.filter((line) => !Object.keys(WITHOUT).some((known) => line.startsWith(known)))).toEqual([]);
  // An exception that nothing needs any more is none.
  expect(Object.keys(WITHOUT).filter((known) => !open.some((line) => line.startsWith(known)))).toEqual([]);
});
