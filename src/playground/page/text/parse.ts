import { emojiOf } from './emoji.ts';

/** Slack's mrkdwn as a tree. Text leaves are decoded; nothing in it is ever HTML. */
export type Node =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'bold' | 'italic' | 'strike' | 'quote'; readonly children: readonly Node[] }
  | { readonly type: 'code' | 'pre'; readonly text: string }
  | { readonly type: 'break' }
  | { readonly type: 'link'; readonly url: string; readonly label: string }
  | { readonly type: 'user' | 'channel'; readonly id: string; readonly label?: string }
  | { readonly type: 'broadcast'; readonly label: string }
  | { readonly type: 'date'; readonly unix: number; readonly format: string; readonly url?: string; readonly fallback: string };

const MARKS = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
const WORD = /[\p{L}\p{N}]/u;
const BARE_URL = /^https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"]/;

function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

export function parseMrkdwn(source: string): Node[] {
  const nodes: Node[] = [];
  // Odd parts lie between fences. An unclosed fence is ordinary text.
  const parts = source.split('```');
  if (parts.length % 2 === 0) parts.push(parts.splice(-2).join('```'));
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) nodes.push({ type: 'pre', text: decode(part.replace(/^\n|\n$/g, '')) });
    else nodes.push(...parseLines(index > 0 ? part.replace(/^\n/, '') : part));
  }
  return nodes;
}

function parseLines(text: string): Node[] {
  const nodes: Node[] = [];
  let quoted: string[] = [];
  const endQuote = () => {
    if (quoted.length) nodes.push({ type: 'quote', children: parseInline(quoted.join('\n')) });
    quoted = [];
  };
  let plain: string[] = [];
  const endPlain = () => {
    if (plain.length) nodes.push(...parseInline(plain.join('\n')));
    plain = [];
  };
  for (const line of text.split('\n')) {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (quote) {
      endPlain();
      quoted.push(quote[1] ?? '');
    } else {
      endQuote();
      plain.push(line);
    }
  }
  endQuote();
  endPlain();
  return nodes;
}

function parseInline(text: string): Node[] {
  const nodes: Node[] = [];
  let plain = '';
  const push = (node: Node) => {
    if (plain) nodes.push({ type: 'text', text: decode(plain) });
    plain = '';
    nodes.push(node);
  };
  let at = 0;
  while (at < text.length) {
    const found = special(text, at);
    if (found) {
      push(found.node);
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain) nodes.push({ type: 'text', text: decode(plain) });
  return nodes;
}

function special(text: string, at: number): { node: Node; end: number } | null {
  const char = text[at];
  if (char === '\n') return { node: { type: 'break' }, end: at + 1 };
  if (char === '`') {
    const end = text.indexOf('`', at + 1);
    const code = text.slice(at + 1, end);
    return end > at + 1 && !code.includes('\n') ? { node: { type: 'code', text: decode(code) }, end: end + 1 } : null;
  }
  if (char === '<') {
    const end = text.indexOf('>', at);
    const node = end > at ? parseAngle(text.slice(at + 1, end)) : null;
    return node && { node, end: end + 1 };
  }
  if (char === ':') {
    const name = /^:([a-z0-9_+-]+):/.exec(text.slice(at, at + 40));
    const emoji = name?.[1] && emojiOf(name[1]);
    return emoji ? { node: { type: 'text', text: emoji }, end: at + (name?.[0].length ?? 0) } : null;
  }
  if (char === 'h' && !WORD.test(text[at - 1] ?? '')) {
    const url = BARE_URL.exec(text.slice(at))?.[0];
    return url ? { node: { type: 'link', url: decode(url), label: decode(url) }, end: at + url.length } : null;
  }
  if (char === '*' || char === '_' || char === '~') {
    const end = closing(text, at, char);
    return end ? { node: { type: MARKS[char], children: parseInline(text.slice(at + 1, end)) }, end: end + 1 } : null;
  }
  return null;
}

/** Where the mark opened at `at` closes, by Slack's rule: outside of words, hugging its text, on one line. */
function closing(text: string, at: number, mark: string): number | null {
  const next = text[at + 1];
  if (WORD.test(text[at - 1] ?? '') || !next || /\s/.test(next) || next === mark) return null;
  for (let end = at + 2; end < text.length; end += 1) {
    const char = text[end];
    if (char === '\n') return null;
    if (char === '<') {
      const close = text.indexOf('>', end);
      if (close > 0) end = close;
    } else if (char === '`') {
      const close = text.indexOf('`', end + 1);
      if (close > 0) end = close;
    } else if (char === mark && !/\s/.test(text[end - 1] ?? '') && !WORD.test(text[end + 1] ?? '')) return end;
  }
  return null;
}

function parseAngle(inner: string): Node | null {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : decode(inner.slice(bar + 1));
  if (/^@[UW]/.test(target)) return { type: 'user', id: target.slice(1), label };
  if (/^#[CGD]/.test(target)) return { type: 'channel', id: target.slice(1), label };
  if (target.startsWith('!date^')) {
    const [unix, format, url] = target.slice('!date^'.length).split('^');
    return { type: 'date', unix: Number(unix), format: decode(format ?? ''), url, fallback: label ?? '' };
  }
  if (target.startsWith('!subteam^')) return { type: 'broadcast', label: label ?? '@group' };
  if (target.startsWith('!')) return { type: 'broadcast', label: label ?? `@${target.slice(1)}` };
  // Only these schemes: a `javascript:` link in a title someone typed must stay text.
  if (/^(https?:\/\/|mailto:)/.test(target)) return { type: 'link', url: decode(target), label: label || decode(target) };
  return null;
}
