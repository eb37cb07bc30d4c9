import { parseArgs } from 'node:util';
import { isZone } from '../../../model/calendar/days.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { parseStreamKey } from '../../../model/text/key.ts';
import { cleanLine, NAME_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';

export const USAGE = say`Usage: npm run import -- FILE [options]

FILE is a Jira changelog export (CSV, one row per change of status).

  --stream KEY         the {stream} the {items} come into; made if there is none. Default: the Jira project's key
  --project KEY        only this project's issues, when the file holds several
  --organization NAME  whose {items} they are. Default: the only organization; a new one if there is none
  --zone ZONE          time zone of a new organization, such as Europe/Berlin. Default: this machine's
  --map MAPPING.json   what statuses and issue types become
  --print-map          print the mapping that would be used, and import nothing
  --help               this text
`;

/** What the command line asks for. */
export interface ImportOptions {
  readonly file: string;
  readonly stream?: string;
  readonly project?: string;
  readonly organization?: string;
  readonly zone?: string;
  readonly map?: string;
  readonly printMap: boolean;
}

/**
 * Reads the command line's arguments.
 *
 * @returns 'help' when that is asked for
 * @throws Refusal invalid_input
 */
export function parseOptions(args: readonly string[]): ImportOptions | 'help' {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new Refusal('invalid_input', file === undefined ? 'Which file?' : 'One file at a time.', USAGE);
  const stream = values.stream === undefined ? undefined : parseStreamKey(values.stream);
  if (stream === null)
    throw new Refusal('invalid_input', say`“${values.stream}” can't be {a stream}'s key.`, 'Keys are 2 to 6 letters, such as PAY.');
  if (values.zone !== undefined && !isZone(values.zone))
    throw new Refusal('invalid_input', `“${values.zone}” is no time zone.`, 'Write it like Europe/Berlin.');
  const organization =
    values.organization === undefined ? undefined : cleanLine(values.organization, NAME_LIMIT, 'The organization’s name');
  if (organization === '')
    throw new Refusal('invalid_input', 'The organization’s name is empty.', 'Leave --organization out, or give it a name.');
  return {
    file,
    printMap: values['print-map'] ?? false,
    ...(stream === undefined ? {} : { stream }),
    ...(values.project === undefined ? {} : { project: values.project.trim().toUpperCase() }),
    ...(organization === undefined ? {} : { organization }),
    ...(values.zone === undefined ? {} : { zone: values.zone }),
    ...(values.map === undefined ? {} : { map: values.map }),
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { stream: text, project: text, organization: text, zone: text, map: text, 'print-map': flag, help: { ...flag, short: 'h' } },
    });
  } catch (error) {
    throw new Refusal('invalid_input', error instanceof Error ? `${error.message.split('. ')[0]}.` : 'These options can’t be read.', USAGE);
  }
}
