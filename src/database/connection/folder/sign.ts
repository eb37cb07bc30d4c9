import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { kernelId } from './kernel.ts';

/** A sign's name: how it is held, under which kernel, and what makes it like no other. */
export const SIGN = /^millrace-(socket|file)-([0-9a-f]{8})-[0-9a-f]{16}$/;

/** What a system takes for the path of a socket is 104 bytes at least; longer ones are cut off by some versions of Node. */
const LONGEST_SOCKET_PATH = 100;

/** A file that says: a process has this folder, or wants it. */
export interface Sign {
  readonly name: string;
  readonly path: string;
  readonly takeDown: () => Promise<void>;
}

/**
 * Puts up a sign of a name that no other process ever has: a socket that this process listens on, which the kernel closes with the
 * process whatever ends it. Where the folder's file system or its path takes no sockets, a plain file.
 *
 * @throws Error of the file system when nothing can be written there
 */
export async function putUpSign(folder: string): Promise<Sign> {
  const nameOf = (kind: 'socket' | 'file') => `millrace-${kind}-${kernelId()}-${randomBytes(8).toString('hex')}`;
  const name = nameOf('socket');
  const short = await shortPath(folder, name);
  const server = short && (await listen(short.path));
  if (server) {
    const path = join(folder, name);
    const takeDown = async () => {
      await new Promise((resolve) => server.close(resolve));
      await rm(path, { force: true });
      await short.close();
    };
    return { name, path, takeDown };
  }
  await short?.close();
  const plain = nameOf('file');
  const path = join(folder, plain);
  await (await open(path, 'wx')).close();
  return { name: plain, path, takeDown: () => rm(path, { force: true }) };
}

/** A path to a name in the folder that is short enough for a socket; null where there is none. It is good until it is closed. */
export async function shortPath(
  folder: string,
  name: string,
): Promise<{ readonly path: string; readonly close: () => Promise<void> } | null> {
  const path = join(folder, name);
  if (Buffer.byteLength(path) <= LONGEST_SOCKET_PATH) return { path, close: async () => {} };
  if (process.platform !== 'linux') return null;
  const handle: FileHandle = await open(folder, 'r');
  return { path: `/proc/self/fd/${handle.fd}/${name}`, close: () => handle.close() };
}

// Whoever is refused because of us may be told who we are.
function listen(path: string): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      // They may hang up first.
      socket.on('error', () => socket.destroy());
      socket.end(`process ${process.pid} of ${hostname()}`);
    });
    server.once('error', () => resolve(null));
    // It keeps no process alive.
    server.listen(path, () => resolve(server.unref()));
  });
}
