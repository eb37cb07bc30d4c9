import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** One connected client of a socket server. */
export interface SocketPeer {
  readonly send: (text: string) => void;
  /** Ends it as a server does: a close frame, then the connection. */
  readonly close: () => void;
}

interface Handlers {
  readonly connected: (peer: SocketPeer) => void;
  readonly message: (peer: SocketPeer, text: string) => void;
  readonly closed: (peer: SocketPeer) => void;
}

const TEXT = 0x1;
const CLOSE = 0x8;
const PING = 0x9;
const PONG = 0xa;
const CONTINUED = 0x0;

/** A small WebSocket server (RFC 6455) on an HTTP server: text frames, fragments, pings, close. For tests. */
export function acceptSockets(server: Server, handlers: Handlers): void {
  server.on('upgrade', (request, socket: Duplex) => {
    const key = request.headers['sec-websocket-key'] ?? '';
    const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    const peer: SocketPeer = {
      send: (text) => void (socket.writable && socket.write(frame(TEXT, Buffer.from(text)))),
      close: () => void (socket.writable && socket.end(frame(CLOSE, Buffer.from([0x03, 0xe8])))),
    };
    let rest: Buffer = Buffer.alloc(0);
    let parts: Buffer[] = [];
    socket.on('data', (data: Buffer) => {
      rest = Buffer.concat([rest, data]);
      for (let read = readFrame(rest); read; read = readFrame(rest)) {
        rest = rest.subarray(read.size);
        if (read.opcode === PING) socket.write(frame(PONG, read.payload));
        if (read.opcode === CLOSE) socket.end(frame(CLOSE, read.payload.subarray(0, 2)));
        if (read.opcode !== TEXT && read.opcode !== CONTINUED) continue;
        parts.push(read.payload);
        if (!read.final) continue;
        const text = Buffer.concat(parts).toString();
        parts = [];
        handlers.message(peer, text);
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => handlers.closed(peer));
    handlers.connected(peer);
  });
}

function frame(opcode: number, payload: Buffer): Buffer {
  const long = payload.length > 65_535;
  const head = Buffer.alloc(payload.length < 126 ? 2 : long ? 10 : 4);
  head[0] = 0x80 | opcode;
  head[1] = payload.length < 126 ? payload.length : long ? 127 : 126;
  if (long) head.writeBigUInt64BE(BigInt(payload.length), 2);
  else if (payload.length >= 126) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

/** The first whole frame, or null while more has to come. Clients mask what they send. */
function readFrame(data: Buffer): { final: boolean; opcode: number; payload: Buffer; size: number } | null {
  if (data.length < 2) return null;
  const [first, second] = [data.readUInt8(0), data.readUInt8(1)];
  const short = second & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const head = 2 + lengthBytes + 4;
  if (data.length < head) return null;
  const length = lengthBytes === 0 ? short : lengthBytes === 2 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2));
  if (data.length < head + length) return null;
  const mask = data.subarray(head - 4, head);
  const payload = Buffer.from(data.subarray(head, head + length).map((byte, at) => byte ^ (mask[at % 4] ?? 0)));
  return { final: (first & 0x80) !== 0, opcode: first & 0x0f, payload, size: head + length };
}
