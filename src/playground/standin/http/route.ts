import type { IncomingMessage, ServerResponse } from 'node:http';

/** One path of the playground, mounted by the one HTTP server in `web/`. Exact paths win over prefixes, longer prefixes over shorter. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly prefix?: boolean;
  handle(req: IncomingMessage, res: ServerResponse): Promise<void> | void;
}
