/** What a log may hold of an error. */
export interface ToldError {
  /** Its name, such as TypeError. */
  readonly error: string;
  /** What the system, the database or a platform calls it, such as ECONNREFUSED or 23505. */
  readonly code?: string;
  /** Where it was thrown: files and lines alone. */
  readonly stack?: string;
}

const MOST_FRAMES = 30;
const CAUSES = 5;
// `at name (file:line:column)`, or without a name.
const FRAME = /^ {4}at (?:[\w$.<>[\] #]{1,120} \()?(?:file:\/\/|node:|\/|[A-Za-z]:\\)[^\s()]{1,300}:\d+:\d+\)?$/;

/**
 * What the log may hold of any error: never its message. Those of a database, a parser or a library quote what a person typed, and so
 * may the fields beside it (`detail`, `where`, `input`, answers, headers). Ours say nothing that the line they were thrown at does not.
 */
export function describeError(error: unknown): ToldError {
  if (!(error instanceof Error)) return { error: 'not an error' };
  const code = codeOf(error);
  const stack = framesOf(error);
  return {
    error: /^[A-Za-z]\w{0,60}$/.test(error.name) ? error.name : 'Error',
    ...(code === null ? {} : { code }),
    ...(stack === '' ? {} : { stack }),
  };
}

/** Its own, or that of what caused it. */
function codeOf(error: Error): string | null {
  let current: unknown = error;
  for (let depth = 0; depth < CAUSES && typeof current === 'object' && current !== null; depth += 1) {
    const { code, cause } = current as { readonly code?: unknown; readonly cause?: unknown };
    if (typeof code === 'string' && /^\w{2,60}$/.test(code)) return code;
    current = cause;
  }
  return null;
}

function framesOf({ message, stack = '' }: Error): string {
  // A message may have lines that look like frames, so it goes first; where it is not found, nothing can be told apart.
  const begins = stack.indexOf(message);
  if (begins < 0) return '';
  return stack
    .slice(begins + message.length)
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, MOST_FRAMES)
    .join('\n');
}
