import type { Block } from '../../chat/block.ts';
import type { Sender } from '../../chat/request.ts';
import { describeError } from '../base/describe-error.ts';
import { drawHome } from '../render/home.ts';
import type { Deps } from './deps.ts';

/**
 * Draws a person's Home tab anew, with what came of a button on top. It is not live: nothing else changes it. Never throws.
 *
 * @returns whether Slack took it
 */
export async function publishHome(deps: Deps, sender: Sender, answer: readonly Block[] | null): Promise<boolean> {
  const outcome = await deps.chat({ type: 'home', sender });
  switch (outcome.type) {
    case 'home':
    case 'message':
      return publishPage(deps, sender, outcome.blocks, answer);
    case 'nothing':
      return answer === null || publishPage(deps, sender, [], answer);
    default:
      deps.log.error({ type: outcome.type }, 'The Home tab was answered with something else');
      return false;
  }
}

/**
 * Publishes the page that is given. https://docs.slack.dev/reference/methods/views.publish
 *
 * @returns whether Slack took it
 */
export async function publishPage(deps: Deps, sender: Sender, page: readonly Block[], answer: readonly Block[] | null): Promise<boolean> {
  try {
    await deps.client.apiCall('views.publish', { user_id: sender.userId, view: drawHome(page, answer) });
    return true;
  } catch (error) {
    deps.log.error(describeError(error), 'The Home tab could not be published');
    return false;
  }
}
