import { describeError } from '../base/describe-error.ts';
import { parseHome } from '../parse/home.ts';
import type { Deps } from './deps.ts';
import { publishHome } from './publish-home.ts';

/** A person opened the app's Home tab: it is drawn as things are now. Bolt has answered the event already. Never throws. */
export async function onHome(deps: Deps, body: unknown): Promise<void> {
  try {
    const request = parseHome(body);
    if (request) await publishHome(deps, request.sender, null);
  } catch (error) {
    deps.log.warn(describeError(error), 'An opened Home tab could not be read');
  }
}
