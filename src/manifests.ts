import type { Feature } from './chat/feature.ts';
import type { Access } from './features/access.ts';
import { slackManifest } from './slack/manifest.ts';

/** Stands for the address of an installation in the manifest for HTTP. */
const EXAMPLE_URL = 'https://millrace.example.com';

/** The files of `manifests/`, made from the list of features: the same for Socket Mode (the default) and for HTTP. */
export function slackManifests(features: readonly Feature<Access>[]): Readonly<Record<string, string>> {
  const source = {
    words: features.flatMap((feature) => feature.commands.filter((one) => one.first).map((one) => one.name)),
    shortcuts: features.flatMap((feature) => feature.shortcuts ?? []),
  };
  return {
    'slack.json': write(slackManifest(source, undefined)),
    'slack-http.json': write(slackManifest(source, EXAMPLE_URL)),
  };
}

function write(manifest: object): string {
  // Lists of names in one line, as the formatter has them.
  const text = JSON.stringify(manifest, null, 2).replace(/\[\n\s+("[^"\n]*"(?:,\n\s+"[^"\n]*")*)\n\s+\]/gu, (_, names: string) => {
    return `[${names.replace(/,\n\s+/gu, ', ')}]`;
  });
  return `${text}\n`;
}
