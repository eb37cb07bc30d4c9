/** What the log may hold of an error of ours: name, message and stack. Nothing of Microsoft's is thrown that far. */
export function describeError(error: unknown): { readonly error: string; readonly stack?: string } {
  if (!(error instanceof Error)) return { error: 'not an error' };
  return { error: `${error.name}: ${error.message}`, ...(error.stack === undefined ? {} : { stack: error.stack }) };
}
