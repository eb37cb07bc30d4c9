import type { World } from '../world/world.ts';

/**
 * Resolves when nothing is in flight and the condition holds, looking again at every change: no sleeping, no polling.
 * Rejects after the bound with what was still open, so that a test says why it waited.
 */
export function waitUntil(world: World, holds: () => boolean, timeoutMs: number, what: string): Promise<void> {
  const done = () => world.inFlight === 0 && holds();
  if (done()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const look = () => {
      try {
        if (done()) finish(resolve);
      } catch (error) {
        finish(() => reject(error));
      }
    };
    const timer = setTimeout(() => finish(() => reject(new Error(complaint(world, what, timeoutMs)))), timeoutMs);
    const finish = (then: () => void) => {
      clearTimeout(timer);
      world.events.off('change', look);
      then();
    };
    world.events.on('change', look);
  });
}

function complaint(world: World, what: string, timeoutMs: number): string {
  const recent = world.traffic.slice(-5).map((entry) => `${entry.direction} ${entry.what} ${entry.status}`);
  const alerts = world.alerts.map((alert) => alert.text);
  const open = `${world.inFlight} in flight; last traffic: ${recent.join(', ') || 'none'}; alerts: ${alerts.join(' | ') || 'none'}`;
  return `Waited ${timeoutMs} ms for ${what}. ${open}`;
}
