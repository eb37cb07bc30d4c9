import { paragraph } from '../chat/block.ts';
import type { Chat } from '../chat/chat.ts';
import type { Home } from './options.ts';

/**
 * One token serves one workspace. A request of another one (a guest of a shared channel presses a button) is refused before anything is
 * read, so that nobody acts in a tenant of the wrong name (RELIABILITY S-55).
 *
 * @param home null until Slack said who the bot is
 */
export function onlyHome(chat: Chat, home: () => Home | null): Chat {
  return async (request) => {
    const known = home();
    if (known === null || request.sender.workspaceId === known.teamId) return chat(request);
    return {
      type: 'message',
      blocks: [paragraph(`Only people of ${known.teamName || 'my own workspace'} can use me here.`)],
      replayed: false,
    };
  };
}
