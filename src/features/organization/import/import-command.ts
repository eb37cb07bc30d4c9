import type { Database } from '../../../database/connection/database.ts';
import { isZone } from '../../../model/calendar/days.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { importChangelog } from './import-changelog.ts';
import { mappingOf, printMapping } from './mapping.ts';
import { type ImportOptions, parseOptions, USAGE } from './options.ts';
import { readChangelog } from './read-changelog.ts';
import { readTextFile } from './read-file.ts';
import { summarize } from './summary.ts';

/** What the command needs from outside. */
export interface ImportPorts {
  readonly now: Date;
  /** This machine's IANA zone, for a new organization. */
  readonly zone: string;
  /** Called only once the file was read; closed before the command ends. */
  readonly open: () => Promise<Database>;
}

/** What the command says, and its exit code: 0 when something usable was read, 1 when it was refused. */
export interface CommandResult {
  readonly code: 0 | 1;
  readonly text: string;
}

/** `npm run import -- FILE`: reads a Jira changelog export into the database. */
export async function importCommand(args: readonly string[], ports: ImportPorts): Promise<CommandResult> {
  try {
    const options = parseOptions(args);
    return { code: 0, text: options === 'help' ? USAGE : await run(options, ports) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: 1, text: [error.message, error.next].filter(Boolean).join('\n').trimEnd().concat('\n') };
  }
}

async function run(options: ImportOptions, ports: ImportPorts): Promise<string> {
  const file = await readTextFile(options.file);
  const changelog = readChangelog(file, ports.now, options.project);
  const mapping = mappingOf(changelog, options.map === undefined ? null : await readTextFile(options.map));
  if (options.printMap) return printMapping(changelog, mapping);
  const [first] = changelog.skipped;
  if (changelog.issues.length === 0) {
    const why = first ? `: line ${first.line}: ${first.reason}` : options.project ? ` of project ${options.project}` : '';
    throw new Refusal(
      'invalid_input',
      `${file.name} holds no usable row${why}.`,
      first ? 'Mend the file, or export it again.' : 'Look at the export.',
    );
  }
  const zone = options.zone ?? (isZone(ports.zone) ? ports.zone : 'UTC');
  const destination = {
    zone,
    ...(options.organization === undefined ? {} : { organization: options.organization }),
    ...(options.stream === undefined ? {} : { stream: options.stream }),
  };
  const database = await ports.open();
  try {
    return summarize(file.name, changelog, mapping, await importChangelog(database, changelog, mapping, destination, ports.now));
  } finally {
    await database.close();
  }
}
