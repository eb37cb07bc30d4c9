import { isObject, isString, type Json } from '../judge/json.ts';

/** Arguments that @slack/web-api sends as JSON inside a form. */
const NESTED = ['blocks', 'attachments', 'view', 'metadata'];

/**
 * The arguments of a Web API call from a JSON or form body. A nested argument that is no JSON stays a string, so that the
 * judge refuses it; `undefined` when a JSON body is none (Slack: `invalid_json`).
 */
export function readArguments(body: string, contentType: string): Json | undefined {
  if (contentType.startsWith('application/json')) {
    const parsed = parseJson(body === '' ? '{}' : body);
    return isObject(parsed) ? parsed : undefined;
  }
  const args: Record<string, unknown> = Object.fromEntries(new URLSearchParams(body));
  for (const name of NESTED) {
    const text = args[name];
    if (isString(text)) args[name] = parseJson(text) ?? text;
  }
  return args;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === '1';
}

/** Slack's cursor paging: the page and the cursor of the next one (empty at the end). */
export function page<T>(all: readonly T[], args: Json, most = 1000): { items: readonly T[]; metadata: Json } {
  const asked = Number(args.limit ?? 100);
  const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, most) : 100;
  const from =
    isString(args.cursor) && args.cursor !== '' ? Number(Buffer.from(args.cursor, 'base64').toString().replace('at:', '')) || 0 : 0;
  const to = from + limit;
  const next = to < all.length ? Buffer.from(`at:${to}`).toString('base64') : '';
  return { items: all.slice(from, to), metadata: { next_cursor: next } };
}
