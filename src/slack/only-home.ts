import { paragraph } from '../chat/block.ts';
import type { Chat } from '../chat/chat.ts';
import type { AskNames } from '../edge/ask-names.ts';
import type { Home, People } from './base/options.ts';

const nobody: AskNames = async () => new Map();

/**
 * One token serves one workspace. A request of another one (a guest of a shared channel presses a button) is refused before anything is
 * read or stored, so that nobody acts in a tenant of the wrong name (RELIABILITY S-55).
 *
 * @param home null until Slack said who the bot is
 */
export function onlyHome(home: () => Home | null): { readonly chat: (chat: Chat) => Chat; readonly people: (people: People) => People } {
  const isOurs = (workspaceId: string) => {
    const known = home();
    return known === null || known.teamId === workspaceId;
  };
  return {
    chat: (chat) => async (request) => {
      if (isOurs(request.sender.workspaceId)) return chat(request);
      return {
        type: 'message',
        blocks: [paragraph(`Only people of ${home()?.teamName || 'my own workspace'} can use me here.`)],
        replayed: false,
      };
    },
    people: (people) => ({
      ...people,
      membersOf: async (sender, ids, askNames) => {
        if (!isOurs(sender.workspaceId)) return new Map();
        // Until Slack said whose token it is, nobody of that workspace is asked for.
        return people.membersOf(sender, ids, home() === null ? nobody : askNames);
      },
    }),
  };
}
