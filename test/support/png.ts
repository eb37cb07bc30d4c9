import { inflateSync } from 'node:zlib';

/** One picture's size and its pixels, four bytes each: red, green, blue, alpha. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/**
 * Reads a PNG of eight bits per channel, not interlaced, with or without alpha: what a browser draws.
 *
 * @throws on any other
 */
export function readPng(file: Buffer): Picture {
  const [width, height, depth, kind, interlace] = [file.readUInt32BE(16), file.readUInt32BE(20), file[24], file[25], file[28]];
  if (depth !== 8 || interlace !== 0 || (kind !== 6 && kind !== 2)) throw new Error(`not a picture of ours: ${depth} ${kind} ${interlace}`);
  const channels = kind === 6 ? 4 : 3;
  const data = inflateSync(Buffer.concat([...chunks(file)].filter((one) => one.name === 'IDAT').map((one) => one.data)));
  const row = width * channels;
  const raw = new Uint8Array(row * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (row + 1)] ?? 0;
    for (let x = 0; x < row; x++) {
      const left = x >= channels ? at(raw, y * row + x - channels) : 0;
      const up = y > 0 ? at(raw, (y - 1) * row + x) : 0;
      const corner = x >= channels && y > 0 ? at(raw, (y - 1) * row + x - channels) : 0;
      raw[y * row + x] = at(data, y * (row + 1) + 1 + x) + predict(filter, left, up, corner);
    }
  }
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) pixels.set(raw.subarray(i * channels, (i + 1) * channels), i * 4);
  return { width, height, pixels };
}

function* chunks(file: Buffer): Generator<{ name: string; data: Buffer }> {
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    yield { name: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

// https://www.w3.org/TR/png-3/#9Filter-types
function predict(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const guess = left + up - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
    default:
      throw new Error(`unknown filter ${filter}`);
  }
}
