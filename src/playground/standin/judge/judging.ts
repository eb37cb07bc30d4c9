import type { Surface } from './limits.ts';

/** One thing Slack would refuse. */
export interface Problem {
  /** Slack's `error`: `invalid_blocks`, `msg_too_long`, `invalid_arguments`, … */
  readonly code: string;
  /** Slack's words, e.g. `must be less than 3001 characters`. */
  readonly message: string;
  /** JSON pointer to the place, e.g. `/blocks/0/text/text`. */
  readonly path: string;
}

/** What is gathered while one message or view is judged. */
export interface Judging {
  readonly surface: Surface;
  /** The code for problems inside blocks: messages answer `invalid_blocks`, views `invalid_arguments`. */
  readonly code: string;
  readonly problems: Problem[];
  readonly blockIds: Set<string>;
  /** Action ids seen in the block at hand. */
  readonly actionIds: Set<string>;
  focused: number;
}

export function startJudging(surface: Surface): Judging {
  const code = surface === 'message' ? 'invalid_blocks' : 'invalid_arguments';
  return { surface, code, problems: [], blockIds: new Set(), actionIds: new Set(), focused: 0 };
}

/** A check looks at one value and reports what Slack would refuse about it. */
export type Check = (value: unknown, path: string, judging: Judging) => void;

export function report(judging: Judging, path: string, message: string, code = judging.code): void {
  judging.problems.push({ code, message, path });
}

/** The line Slack puts into `response_metadata.messages`. */
export function problemLine(problem: Problem): string {
  return `[ERROR] ${problem.message} [json-pointer:${problem.path}]`;
}
