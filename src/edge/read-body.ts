import type { IncomingMessage } from 'node:http';

/**
 * All bytes of a request.
 *
 * @param limit in bytes. Beyond it reading stops at once, whatever the sender announced
 * @returns `too large`, or `gone` when the sender left before the end
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | 'too large' | 'gone'> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve('too large');
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size > limit) {
        request.pause();
        parts.length = 0;
        resolve('too large');
      } else parts.push(part);
    });
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('error', () => resolve('gone'));
    request.on('close', () => resolve('gone'));
  });
}
