import { type Handler, read, write } from '../../../chat/handler.ts';
import { shorten } from '../../../chat/words.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { nearest } from '../../../model/text/near-miss.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { connect } from '../accounts/connect.ts';
import { joinOrganization } from '../accounts/join.ts';
import { removeLink } from './link.ts';
import { openOrganization, openRoles, openStream, openTeam } from './open-forms.ts';
import { join, openMyTeam } from './own-team.ts';
import { testReply } from './test-message.ts';

type Word = (rest: string) => Handler<Access>;

const byAdmin = (open: (context: Read) => ReturnType<typeof openMyTeam>): Word => {
  return () =>
    read(async (context: Read) => {
      await requireRight(context, 'administer', {});
      return open(context);
    });
};

/** Every button of setup has its word, so that nobody needs a mouse. */
const WORDS: ReadonlyMap<string, Word> = new Map([
  [
    'name',
    () =>
      read(async (context: Read) => {
        // The first to name it becomes its admin, so before that nobody is refused.
        if (context.organization.ready) await requireRight(context, 'administer', {});
        return openOrganization(context);
      }),
  ],
  ['stream', byAdmin((context) => openStream(context, undefined))],
  ['team', byAdmin((context) => openTeam(context, undefined))],
  ['roles', byAdmin(openRoles)],
  ['link', () => read((context: Read) => openMyTeam(context))],
  // With a code, this workspace joins an organization that is there already; so it works before anything is named.
  [
    'connect',
    (code) => (code === '' ? read((context: Read) => connect(context)) : write((context: Write) => joinOrganization(context, code))),
  ],
  ['unlink', () => write((context: Write) => removeLink(context))],
  ['join', () => write((context: Write) => join(context))],
  [
    'test',
    () =>
      write(async (context: Write) => {
        await requireRight(context, 'administer', {});
        return testReply(context, []);
      }),
  ],
]);

/**
 * `/flow setup WORD`. Before the organization is named every word leads to that, as no word means anything yet.
 *
 * @param overview what no word shows
 */
export function setupWord(typed: string, overview: Handler<Access>): Handler<Access> {
  const [first = '', ...rest] = typed.normalize('NFKC').split(/\s+/u);
  // Only a code may follow, and only there.
  const word = (first.toLowerCase() === 'connect' ? first : typed.normalize('NFKC')).toLowerCase();
  if (word === '') return overview;
  const handler = WORDS.get(word)?.(rest.join(' '));
  if (!handler) {
    const near = word.length <= 20 ? nearest(word, [...WORDS.keys()]) : null;
    const known = new Intl.ListFormat('en', { type: 'disjunction' }).format([...WORDS.keys()]);
    throw new Refusal(
      'invalid_input',
      `Setup has no “${shorten(word)}”.${near ? ` Did you mean ${near}?` : ''}`,
      `Type /flow setup alone, or with ${known}.`,
    );
  }
  return word === 'name' || word === 'connect' ? handler : gate(handler);
}

function gate(handler: Handler<Access>): Handler<Access> {
  const refuse = (context: Read | Write) => {
    if (!context.organization.ready)
      throw new Refusal(
        'not_set_up',
        'Nobody named this organization yet.',
        'Type /flow setup name; whoever does so becomes the first admin.',
      );
  };
  if (handler.mode === 'read') {
    return read(async (context: Read) => {
      refuse(context);
      return handler.run(context);
    });
  }
  return write(async (context: Write) => {
    refuse(context);
    return handler.run(context);
  });
}
