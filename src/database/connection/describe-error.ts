import { codesOf } from './sql-error.ts';

/** A failure of the database as the log may hold it. */
export interface DescribedError {
  /** SQLSTATE, and Prisma's codes. */
  readonly codes: readonly string[];
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
}

const DEPTH = 5;

/**
 * What the log may hold of a failure of the database: codes and names of the schema. Its message, `detail` and `where` quote
 * values, which are what people typed.
 *
 * @returns null for what is no failure of the database
 */
export function describeDatabaseError(error: unknown): DescribedError | null {
  if (!(error instanceof Error) || !chainOf(error).some(isDatabaseError)) return null;
  const named: Partial<Record<'constraint' | 'table' | 'column', string>> = {};
  for (const one of chainOf(error))
    for (const name of ['constraint', 'table', 'column'] as const) {
      const value = one[name];
      if (typeof value === 'string') named[name] ??= value;
    }
  return { codes: [...codesOf(error)], ...named };
}

function chainOf(error: Error): Record<string, unknown>[] {
  const chain: Record<string, unknown>[] = [];
  for (let one: unknown = error; one instanceof Error && chain.length < DEPTH; one = one.cause)
    chain.push(one as unknown as Record<string, unknown>);
  return chain;
}

// pg's and PGlite's errors say how severe they are; Prisma's are named after its client or its adapters.
function isDatabaseError({ severity, name }: Record<string, unknown>): boolean {
  return typeof severity === 'string' || /^(PrismaClient|DriverAdapter)/.test(String(name));
}
