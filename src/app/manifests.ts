import { commandsOf, type Feature } from '../chat/feature.ts';
import type { Access } from '../features/kit/access.ts';
import { slackManifest } from '../slack/manifest.ts';
import { teamsManifest } from '../teams/manifest.ts';

/** Stands for the address of an installation in the manifests. */
const EXAMPLE_URL = 'https://millrace.example.com';

/** Stands for the bot's registration in the committed manifest of Teams; `npm run teams:package` puts the real one in. */
const NO_APP_ID = '00000000-0000-0000-0000-000000000000';

// Teams suggests twelve words per place. Wherever one is: what most people type. Then what a team needs, and what one asks alone.
const IN_TEAM = ['board', 'backlog', 'add', 'setup', 'help'];
const IN_PERSON = ['portfolio', 'parked', 'add', 'setup', 'help'];

/** The files of `manifests/`, made from the list of features: the same for Socket Mode (the default) and for HTTP. */
export function slackManifests(features: readonly Feature<Access>[]): Readonly<Record<string, string>> {
  const source = {
    words: commandsOf(features).flatMap((one) => (one.first ? [one.name] : [])),
    shortcuts: features.flatMap((feature) => feature.shortcuts ?? []),
  };
  return {
    'slack.json': write(slackManifest(source, undefined)),
    'slack-http.json': write(slackManifest(source, EXAMPLE_URL)),
  };
}

/** `manifests/teams/manifest.json`, made from the same list, with placeholders for the registration and the address. */
export function teamsManifestFile(features: readonly Feature<Access>[], version: string): string {
  const commands = commandsOf(features);
  const named = (names: readonly string[]) => names.flatMap((name) => commands.filter((one) => one.name === name));
  const first = commands.filter((one) => one.first);
  const shortcuts = features.flatMap((feature) => feature.shortcuts ?? []);
  const source = { inTeam: [...first, ...named(IN_TEAM)], inPerson: [...first, ...named(IN_PERSON)], shortcuts };
  return write(teamsManifest(source, { appId: NO_APP_ID, url: EXAMPLE_URL, version }));
}

function write(manifest: object): string {
  // Lists of names in one line, as the formatter has them.
  const text = JSON.stringify(manifest, null, 2).replace(/\[\n\s+("[^"\n]*"(?:,\n\s+"[^"\n]*")*)\n\s+\]/gu, (_, names: string) => {
    return `[${names.replace(/,\n\s+/gu, ', ')}]`;
  });
  return `${text}\n`;
}
