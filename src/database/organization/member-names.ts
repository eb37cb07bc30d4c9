import type { Sql } from '../connection/database.ts';

/**
 * Instead of a name, in every text: an opened Home tab, a mention and a picker bring only an id, which says nothing to people. Two who
 * are not known by name read alike.
 */
export const UNNAMED = "somebody I can't name yet";

const LONGEST = 80;

/** What is stored of a name that a platform gave. */
export function storedName(given: string): string {
  // Half a letter cannot be stored.
  return (
    given
      .toWellFormed()
      .slice(0, LONGEST)
      .replace(/[\ud800-\udbff]$/u, '') || UNNAMED
  );
}

/** Is this no name of the person's own? Before, people who were picked were stored under their id. */
export function isUnnamed(name: string, externalUser: string): boolean {
  return name === UNNAMED || name === externalUser;
}

/** Gives people their names, unless somebody else was faster. */
export async function nameMembers(
  sql: Sql,
  organizationId: string,
  people: readonly { readonly id: string; readonly was: string; readonly name: string }[],
): Promise<void> {
  const rows = people.map(({ id, was, name }) => ({ id, was, name: storedName(name) })).filter((one) => one.name !== one.was);
  if (rows.length === 0) return;
  await sql.$executeRaw`
    UPDATE member m SET name = x.name FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(id uuid, was text, name text)
    WHERE m.organization_id = ${organizationId}::uuid AND m.id = x.id AND m.name = x.was`;
}
