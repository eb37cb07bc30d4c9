import type { ServerResponse } from 'node:http';
import type { Script, World } from '../world/world.ts';

/** The next scripted answer of this method, if a test left one. */
export function takeScript(world: World, method: string): Script | undefined {
  const waiting = world.scripts.get(method);
  const script = waiting?.shift();
  script?.reached();
  return script;
}

/** Answers by script; `undefined` means the connection was dropped and nothing may be written. */
export async function followScript(res: ServerResponse, script: Script, work: () => unknown): Promise<unknown> {
  const { drop, hang, perform, body } = script.answer;
  if (hang) {
    await script.released;
    return res.destroyed ? undefined : work();
  }
  const result = perform ? work() : undefined;
  if (drop) {
    res.destroy();
    return undefined;
  }
  return body ?? result ?? { ok: true };
}
