import { Refusal } from '../model/rights/refusal.ts';
import { formatKey, parseKey } from '../model/text/key.ts';
import { runCommand } from './action.ts';
import { button, buttons, paragraph } from './block.ts';
import type { Catalogue } from './catalogue.ts';
import type { Command } from './feature.ts';
import type { Access, Handler } from './handler.ts';
import { read } from './handler.ts';
import { nearCommand } from './near-command.ts';
import { message } from './reply.ts';
import { shorten, splitWords } from './words.ts';

/** What a line after `/flow` means. */
export interface Resolved<A extends Access> {
  /** For the log. */
  readonly name: string;
  readonly command: Command<A> | null;
  readonly handler: () => Handler<A>;
}

/** Finds the command of a typed line: its first word in any case, a bare key for `show`, else "did you mean". */
export function resolveWords<A extends Access>(catalogue: Catalogue<A>, text: string): Resolved<A> {
  const words = splitWords(text);
  const first = words.list[0] ?? '';
  const name = first.normalize('NFKC').toLowerCase();
  const rest = splitWords(words.text.slice(first.length));
  const command = catalogue.commands.get(name);
  if (command) return { name: command.name || 'start', command, handler: () => command.handle(rest) };

  const key = parseKey(first);
  const show = catalogue.commands.get('show');
  if (key && show) return { name: 'show', command: show, handler: () => show.handle(splitWords(formatKey(key))) };
  return { name: 'unknown', command: null, handler: () => didYouMean(catalogue, first, name, rest.text) };
}

function didYouMean<A extends Access>(catalogue: Catalogue<A>, typed: string, name: string, rest: string): Handler<A> {
  const known = [...catalogue.commands.keys()].filter((one) => one !== '');
  const { word: near, instead } = nearCommand(name, rest, known);
  if (near === null) {
    throw new Refusal('unknown_command', `I don't know “${shorten(typed)}”.`, 'Type /flow help to see what I know.');
  }
  const line = rest === '' || instead ? near : `${near} ${rest}`;
  return read(async () =>
    message([
      paragraph(
        `I don't know “${shorten(typed)}”. ${instead ? 'This may answer it: ' : 'Did you mean '}`,
        { type: 'code', text: `/flow ${near}` },
        instead ? '.' : '?',
      ),
      buttons(
        line.length <= 500 && button(`/flow ${shorten(line, 40)}`, runCommand, { text: line }, { style: 'primary' }),
        button('Help', runCommand, { text: 'help' }),
      ),
    ]),
  );
}
