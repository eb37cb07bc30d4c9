import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { sendText } from './io.ts';
import type { Route } from './route.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Everything from here only; React writes `style` attributes, pictures may be data URLs. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The built page: `index.html` under `/`, the rest under its own name. */
export function staticRoute(folder: string): Route {
  return { method: 'GET', path: '/', prefix: true, handle: (req, res) => serve(folder, req, res) };
}

async function serve(folder: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const file = await resolve(folder, req.url ?? '/');
  const content = file && (await readFile(file).catch(() => undefined));
  if (!file || !content) {
    sendText(res, 404, 'Not found');
    return;
  }
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
  const headers = {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    // Vite names assets by their content; the page itself must always be asked for.
    'cache-control': file.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-security-policy': POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    etag,
  };
  if (req.headers['if-none-match'] === etag) {
    res.writeHead(304, headers).end();
    return;
  }
  res.writeHead(200, { ...headers, 'content-length': content.length }).end(content);
}

/** The real file behind a URL, only when it lies inside the folder. */
async function resolve(folder: string, url: string): Promise<string | undefined> {
  try {
    const path = decodeURIComponent((url.split(/[?#]/)[0] ?? '/').slice(1));
    if (path.includes('\0') || path.includes('\\')) return undefined;
    const root = await realpath(folder);
    const file = await realpath(join(root, path === '' ? 'index.html' : path));
    return file.startsWith(root + sep) ? file : undefined;
  } catch {
    // Not there, or no valid URL encoding.
    return undefined;
  }
}
