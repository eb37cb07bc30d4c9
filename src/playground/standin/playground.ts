import type { Act } from '../wire/protocol.ts';
import type { Outcome } from './acts/outcome.ts';
import { perform } from './acts/perform.ts';
import { createDriver, type Driver } from './driver/driver.ts';
import { apiRoute } from './http/api-route.ts';
import { pageRoutes } from './http/page-routes.ts';
import { respondRoute } from './http/respond-route.ts';
import type { Route } from './http/route.ts';
import { staticRoute } from './http/static-route.ts';
import { keepInMemory } from './world/memory.ts';
import { type PlaygroundOptions, settingsFrom } from './world/settings.ts';
import { createWorld } from './world/world.ts';

export interface Playground {
  /** Mounted by the one HTTP server, behind its guard: whoever reaches them is let in. */
  readonly routes: readonly Route[];
  readonly driver: Driver;
  /** What the stand-in and the bot prove themselves to each other with. */
  readonly secrets: { readonly botToken: string; readonly signingSecrets: readonly string[] };
  /** Ends streams and open requests, saves the conversation. */
  stop(): Promise<void>;
}

/** A fake Slack in this process that plays Slack both ways: the Web API for the bot, and people who talk to it. */
export function createPlayground(options: PlaygroundOptions): Playground {
  const world = createWorld(settingsFrom(options));
  const kept = options.memory ? keepInMemory(world, options.memory) : undefined;
  const loaded = kept?.loaded ?? Promise.resolve();
  const doAct = async (act: Act): Promise<Outcome> => {
    await loaded;
    return perform(world, act, options.onReset ?? (async () => {}));
  };
  const page = [...pageRoutes(world, doAct), ...(options.pageFolder === undefined ? [] : [staticRoute(options.pageFolder)])];
  const routes = [apiRoute(world), respondRoute(world), ...page];
  return {
    routes: routes.map((route) => ({
      ...route,
      // Nothing is answered from an empty world while the saved one is still being read.
      handle: async (req, res) => {
        await loaded;
        await route.handle(req, res);
      },
    })),
    secrets: { botToken: options.botToken, signingSecrets: [options.signingSecret] },
    driver: createDriver(world, doAct, options.whenBotIdle ?? (async () => {})),
    stop: async () => {
      await kept?.stop();
      world.closing.abort();
    },
  };
}
