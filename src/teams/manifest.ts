/** What the manifest tells Teams of the commands and of the entries in every message's menu. */
export interface TeamsManifestSource {
  /** The words that Teams suggests where a team talks, and in the bot's own chat: at most twelve each. */
  readonly inTeam: readonly ManifestCommand[];
  readonly inPerson: readonly ManifestCommand[];
  readonly shortcuts: readonly { readonly name: string; readonly title: string; readonly summary: string }[];
}

/** A command as the list of features has it. */
export interface ManifestCommand {
  readonly name: string;
  /** What to type, with a leading `/flow`. */
  readonly usage: string;
  readonly summary: string;
}

/** Whose bot it is, and where it lives. */
export interface TeamsRegistration {
  /** The application (client) id of the bot's registration. */
  readonly appId: string;
  /** Where the bot is reached from outside; Teams shows it as the app's website. */
  readonly url: string;
  readonly version: string;
}

/**
 * The app's manifest, the heart of the package that an admin uploads to Teams. It asks for no permission over anybody's
 * messages: the bot sees what mentions it, what is typed in its own chat, and messages handed to it from their menu.
 * https://learn.microsoft.com/microsoft-365/extensibility/schema/
 */
export function teamsManifest({ inTeam, inPerson, shortcuts }: TeamsManifestSource, { appId, url, version }: TeamsRegistration) {
  return {
    $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.29/MicrosoftTeams.schema.json',
    manifestVersion: '1.29',
    version,
    id: appId,
    developer: { name: 'Millrace', websiteUrl: url, privacyUrl: url, termsOfUseUrl: url },
    name: { short: 'Millrace', full: 'Millrace, one flow from strategy to done' },
    description: {
      short: 'One flow from strategy to done, without leaving the chat.',
      full:
        'Millrace keeps a backlog that teams pull from, here in the chat. Propose an option with the outcome you hope for, ' +
        'see what your team may take next and why, pull it, finish it, or park an idea with the reason so that it is not lost.\n\n' +
        'To begin, mention Millrace in a channel or open its chat and type setup: whoever names the organization becomes its first admin. ' +
        'Millrace sees messages that mention it, what is typed in its own chat, and messages you hand it from their menu. Nothing else.',
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#0F5F5E',
    defaultInstallScope: 'personal',
    defaultGroupCapability: { team: 'bot', groupchat: 'bot' },
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        isNotificationOnly: false,
        supportsFiles: false,
        // Private answers in a channel, and with them the words as slash commands, where the client knows them.
        supportsTargetedMessages: true,
        commandLists: [commandList(['team', 'groupChat'], inTeam), commandList(['personal'], inPerson)],
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: shortcuts.map(({ name, title, summary }) => ({
          id: name,
          type: 'action',
          context: ['message'],
          title,
          description: summary,
          fetchTask: true,
        })),
      },
    ],
    // "identity" lets the bot know who speaks, the other lets it answer a person in their own chat.
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [new URL(url).host],
  };
}

function commandList(scopes: readonly string[], commands: readonly ManifestCommand[]) {
  return {
    scopes,
    triggers: ['mention', 'slash'],
    commands: commands.map((one) => ({ title: one.name, description: describe(one) })),
  };
}

// The word alone is the title, and what follows it is shown once the person knows what it does.
function describe({ name, usage, summary }: ManifestCommand): string {
  const rest = usage.split(' ').slice(2).join(' ');
  return rest === '' ? summary : `${summary} Type: ${name} ${rest}`;
}
