import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrongLink, wrongLinkIn } from '../../../src/model/text/link.ts';

const SAFE = [
  'https://a.example',
  'HTTPS://A.example/b?c=d#e',
  'https://a.example:8443/x@y',
  'https://a.example/?to=me@b.example',
  'https://münchen.example/ä',
];
const OPEN = ['http://a.example', 'HTTP://a.example/b', 'http:a.example'];
const NAMED = [
  'https://mei@a.example',
  'https://mei:pass@a.example/x',
  'https://bank.example:443@evil.example',
  'https://@a.example',
  'https://:p@a.example',
];
const OTHER = [
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'ftp://a.example',
  'mailto:mei@a.example',
  'vbscript:x',
  'slack://open',
];
const NONE = [
  '',
  'a.example',
  'https://',
  'https://[',
  'https:///x',
  'https://a b',
  'see https://a.example',
  '//a.example',
  ' javascript:alert(1)',
];

describe('a link that somebody gives', () => {
  it.each(SAFE)('is taken: %s', (text) => expect([wrongLink(text), wrongLinkIn(`See ${text}, please.`)]).toEqual([null, null]));
  it.each(OPEN)('over http is refused with the reason: %s', (text) => expect(wrongLink(text)).toContain('anybody on the way'));
  it.each(NAMED)('with a name or password is refused with the reason: %s', (text) => {
    expect(wrongLink(text)).toContain('before the @');
    expect(wrongLinkIn(`See (${text}).`)).toContain('before the @');
  });
  it.each(OTHER)('of another kind is refused: %s', (text) => expect(wrongLink(text)).toContain('no other kind'));
  it.each(NONE)('is none: %s', (text) => expect(wrongLink(text)).toBe('A link begins with https:// and holds no spaces.'));
});

describe('a text with links in it', () => {
  it.each([
    'See http://a.example/b.',
    'a\nhttp://a.example',
    '<http://a.example|b>',
    '[b](http://a.example)',
    'javascript:alert(1)',
    'data:text/html;base64,AA',
    'file:///x',
    'https://a.example and HTTPS://mei:x@b.example',
  ])('is refused for the first that is wrong: %s', (text) => expect(wrongLinkIn(text)).not.toBeNull());
  it.each([
    '12 of 40 asked for it',
    'data: 42 orders, javascript: slow, http is old',
    'Ask mei@a.example, or see a.example/b',
    'https://[ leads nowhere',
    'Two calls: Mei, Oskar; https://a.example/x@y',
  ])('is taken: %s', (text) => expect(wrongLinkIn(text)).toBeNull());

  it('is refused wherever the wrong one stands', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('word', '12', ...SAFE), { maxLength: 6 }),
        fc.constantFrom(...OPEN.slice(0, 2), ...NAMED),
        fc.nat(6),
        (words, wrong, place) => {
          expect(wrongLinkIn(words.join(' '))).toBeNull();
          expect(wrongLinkIn([...words.slice(0, place), wrong, ...words.slice(place)].join(' '))).not.toBeNull();
        },
      ),
    );
  });
});
