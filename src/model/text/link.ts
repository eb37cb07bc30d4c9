import { readUrl } from './url.ts';

const NO_LINK = 'A link begins with https:// and holds no spaces.';
const OPEN = 'I take links that begin with https://. With http:// anybody on the way could read or change what is shown.';
const NAMED = 'This link has a name or password in it, before the @. Take it out: everybody here would see it.';
const OTHER = 'I take links that begin with https://, and no other kind.';

/**
 * What is wrong with a text as a link, in words for the person; null when others may follow it. Every link that somebody gives is judged
 * here: it must be https, and without user information, which would show a password or pass one host off as another.
 */
export function wrongLink(text: string): string | null {
  if (/^http:/iu.test(text)) return OPEN;
  if (/^(?!https:)[a-z][a-z0-9+.-]*:/iu.test(text)) return OTHER;
  const url = /\s/u.test(text) || !/^https:\/\/[^/]/iu.test(text) ? null : readUrl(text);
  if (url === null) return NO_LINK;
  return url.username === '' && url.password === '' && !hasUser(text) ? null : NAMED;
}

// Words that are meant as a link. What only looks like the name of a scheme ("data: 42 orders") is none.
const IN_TEXT = /(?<![\p{L}\p{N}])(?:https?:\/\/|file:\/\/|ftp:\/\/|javascript:\S|vbscript:\S|data:[\w.+-]+\/[\w.+-]+[;,])[^\s<>"“”]*/giu;

/** The same for a text in which links may stand: what is wrong with the first that is wrong. An address that leads nowhere is only text. */
export function wrongLinkIn(text: string): string | null {
  for (const [found] of text.matchAll(IN_TEXT)) {
    const wrong = wrongLink(found.replace(/[).,;:!?\]}]+$/u, ''));
    if (wrong !== null && wrong !== NO_LINK) return wrong;
  }
  return null;
}

// An empty user ("https://@host") is left out by the parser, and shown all the same.
function hasUser(text: string): boolean {
  return /^https:\/\/[^/?#\\]*@/iu.test(text);
}
