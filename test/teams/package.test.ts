import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Picture, readPng } from '../support/png.ts';

const SCRIPT = fileURLToPath(new URL('../../scripts/teams-package.mjs', import.meta.url));
const ICONS = new URL('../../manifests/teams/', import.meta.url);
const APP_ID = '6f1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

const state = { folder: '' };
beforeAll(() => {
  state.folder = mkdtempSync(join(tmpdir(), 'millrace-package-'));
});
afterAll(() => rmSync(state.folder, { recursive: true, force: true }));

// Empty variables win over a .env of this machine.
function run(env: Readonly<Record<string, string>>) {
  const target = join(state.folder, 'app.zip');
  rmSync(target, { force: true });
  const ran = spawnSync(process.execPath, [SCRIPT, target], {
    env: { PATH: process.env.PATH, TEAMS_APP_ID: '', PUBLIC_URL: '', ...env },
    encoding: 'utf8',
  });
  return { code: ran.status, said: ran.stdout + ran.stderr, zip: () => unzipSync(readFileSync(target)) };
}

describe('npm run teams:package', () => {
  it('makes a flat package with the bot’s own id and address', () => {
    const { code, said, zip } = run({ TEAMS_APP_ID: APP_ID, PUBLIC_URL: 'https://flow.lindenhof.example/' });
    expect(said).toContain('is ready');
    expect(code).toBe(0);
    const files = zip();
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    const text = Buffer.from(files['manifest.json'] ?? []).toString();
    expect(text).not.toContain('00000000-0000');
    expect(text).not.toContain('millrace.example.com');
    const manifest = JSON.parse(text);
    expect([manifest.id, manifest.bots[0].botId, manifest.composeExtensions[0].botId]).toEqual([APP_ID, APP_ID, APP_ID]);
    expect(manifest.developer.websiteUrl).toBe('https://flow.lindenhof.example');
    expect(manifest.validDomains).toEqual(['flow.lindenhof.example']);
    for (const icon of Object.values<string>(manifest.icons))
      expect(Buffer.from(files[icon] ?? [])).toEqual(readFileSync(new URL(icon, ICONS)));
  });

  it('does without an address, and says what that means', () => {
    const { code, said, zip } = run({ TEAMS_APP_ID: APP_ID });
    expect(code).toBe(0);
    expect(said).toContain('PUBLIC_URL is not set');
    expect(JSON.parse(Buffer.from(zip()['manifest.json'] ?? []).toString())).not.toHaveProperty('validDomains');
  });

  it.each([
    [{}, 'TEAMS_APP_ID is not set'],
    [{ TEAMS_APP_ID: 'millrace' }, '32 digits with hyphens'],
    [{ TEAMS_APP_ID: '00000000-0000-0000-0000-000000000000' }, '32 digits with hyphens'],
    [{ TEAMS_APP_ID: APP_ID, PUBLIC_URL: 'http://flow.lindenhof.example' }, 'Teams wants https'],
  ])('refuses %j with the fix', (env, message) => {
    const { code, said, zip } = run(env);
    expect(code).toBe(1);
    expect(said).toContain(message);
    expect(said).not.toContain('    at ');
    expect(zip).toThrow();
  });
});

describe('the icons', () => {
  it('colour: 192 × 192, a full square, with the sign in the middle 96 × 96', () => {
    const icon = readPng(readFileSync(new URL('color.png', ICONS)));
    expect([icon.width, icon.height]).toEqual([192, 192]);
    expect(every(icon, (pixel) => pixel.alpha === 255)).toBe(true);
    // Around the sign there is only the background's dark green to teal; the sign itself is light.
    expect(every(icon, (pixel) => pixel.red < 64 || inMiddle(pixel))).toBe(true);
    expect(every(icon, (pixel) => pixel.red < 64)).toBe(false);
  });

  it('outline: 32 × 32, pure white on nothing, from edge to edge', () => {
    const icon = readPng(readFileSync(new URL('outline.png', ICONS)));
    expect([icon.width, icon.height]).toEqual([32, 32]);
    expect(every(icon, ({ red, green, blue, alpha }) => alpha === 0 || (red === 255 && green === 255 && blue === 255))).toBe(true);
    const inked = all(icon).filter((pixel) => pixel.alpha > 64);
    expect(inked.length).toBeGreaterThan(100);
    expect(inked.length).toBeLessThan(32 * 32 * 0.6);
    const [across, down] = [inked.map((pixel) => pixel.x), inked.map((pixel) => pixel.y)];
    expect([Math.min(...across), Math.max(...across), Math.min(...down), Math.max(...down)]).toEqual([0, 31, 0, 31]);
  });
});

interface Pixel {
  readonly x: number;
  readonly y: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

function all({ width, height, pixels }: Picture): Pixel[] {
  return Array.from({ length: width * height }, (_, index) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(index * 4, index * 4 + 4);
    return { x: index % width, y: Math.floor(index / width), red, green, blue, alpha };
  });
}

function every(icon: Picture, holds: (pixel: Pixel) => boolean): boolean {
  return all(icon).every(holds);
}

function inMiddle({ x, y }: Pixel): boolean {
  return x >= 48 && x < 144 && y >= 48 && y < 144;
}
