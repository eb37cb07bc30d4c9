import type { ScriptedAnswer, World } from '../world/world.ts';

export interface ScriptHandle {
  /** Resolves when the bot's call has come in. */
  readonly reached: Promise<void>;
  /** Lets a hanging call go on: the method then does its work and answers as usual. */
  release(): void;
}

export function addScript(world: World, method: string, answer: ScriptedAnswer): ScriptHandle {
  let reach = () => {};
  let release = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
    world.closing.signal.addEventListener('abort', () => resolve());
  });
  const waiting = world.scripts.get(method) ?? [];
  world.scripts.set(method, [...waiting, { answer, reached: () => reach(), released }]);
  return { reached, release: () => release() };
}
