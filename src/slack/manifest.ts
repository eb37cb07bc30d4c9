import { EVENTS_PATH } from './http-receiver.ts';

/** What the manifest tells Slack of the commands and of the entries in every message's menu. */
export interface ManifestSource {
  readonly words: readonly string[];
  readonly shortcuts: readonly { readonly name: string; readonly title: string; readonly summary: string }[];
}

/** The one slash command. */
export const SLASH_COMMAND = { command: '/flow', description: 'What is next, your backlog, the portfolio, parked ideas' } as const;

/** After `/flow`, as Slack shows it while typing: the first few words, then help. */
export function usageHint(words: readonly string[]): string {
  return `[${[...words, 'help'].join(' | ')}]`;
}

/**
 * Least scopes: `commands` for the command and the menus, `chat:write` to post where the bot was invited, and to a person's own
 * conversation with it. `users:read` tells the names of people who are picked in a form before they ever wrote to the bot; it may be
 * left out at the installation. The bot reads no channel, no file and nothing else of a profile.
 */
export const SCOPES = {
  bot: ['commands', 'chat:write', 'users:read'],
  // Of those above, what whoever installs the app may leave out: https://docs.slack.dev/changelog/2026/03/16/optional-scopes
  bot_optional: ['users:read'],
} as const;

/**
 * The app's manifest, to be pasted at api.slack.com/apps. https://docs.slack.dev/reference/app-manifest
 *
 * @param url where Slack reaches the bot; undefined: Socket Mode, which needs no address
 */
export function slackManifest({ words, shortcuts }: ManifestSource, url: string | undefined) {
  const address = url === undefined ? undefined : `${url}${EVENTS_PATH}`;
  const at = <Name extends string>(name: Name) => (address === undefined ? {} : { [name]: address });
  return {
    _metadata: { major_version: 2, minor_version: 0 },
    display_information: {
      name: 'Millrace',
      description: 'One flow from strategy to done: propose, pull, finish, park. Without leaving the chat.',
      background_color: '#1f3d3a',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Millrace', always_online: true },
      ...(shortcuts.length === 0
        ? {}
        : {
            shortcuts: shortcuts.map(({ name, title, summary }) => ({
              name: title,
              type: 'message',
              callback_id: name,
              description: summary,
            })),
          }),
      // With should_escape a mention arrives as an id; without it, as a name that anybody may have.
      slash_commands: [{ ...SLASH_COMMAND, ...at('url'), usage_hint: usageHint(words), should_escape: true }],
    },
    oauth_config: { scopes: SCOPES },
    settings: {
      event_subscriptions: { ...at('request_url'), bot_events: ['app_home_opened'] },
      interactivity: { is_enabled: true, ...at('request_url'), ...at('message_menu_options_url') },
      org_deploy_enabled: false,
      socket_mode_enabled: address === undefined,
      token_rotation_enabled: false,
    },
  };
}
