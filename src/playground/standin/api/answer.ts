import type { Json } from '../judge/json.ts';
import { type Problem, problemLine } from '../judge/judging.ts';
import type { World } from '../world/world.ts';

/** A Web API method: arguments in, Slack's whole answer out. */
export type Method = (world: World, args: Json) => Json;

export function done(answer: Json = {}): Json {
  return { ok: true, ...answer };
}

export function refused(error: string): Json {
  return { ok: false, error };
}

/** Slack names the first problem as `error` and every one, with its place, in `response_metadata.messages`. */
export function refusedBy(problems: readonly Problem[]): Json {
  const lines = problems.map(problemLine);
  return {
    ok: false,
    error: problems[0]?.code ?? 'invalid_arguments',
    errors: lines.map((line) => line.replace('[ERROR] ', '')),
    response_metadata: { messages: lines },
  };
}

export function isRefused(answer: Json): boolean {
  return answer.ok !== true;
}
