import type { EpicState } from './epic.ts';

/** Horizons of the roadmap (row A12). They follow from states, so nobody edits them, and they have no dates. */
export const HORIZON_STATES = {
  now: ['investing'],
  next: ['ready'],
  later: ['exploring', 'funnel'],
} as const satisfies Record<string, readonly EpicState[]>;

export type RoadmapPart = keyof typeof HORIZON_STATES;
export const ROADMAP_PARTS = Object.keys(HORIZON_STATES) as readonly RoadmapPart[];

/** Where an epic stands on the roadmap; null for what is delivered, parked or stopped. */
export function partOf(state: EpicState): RoadmapPart | null {
  return ROADMAP_PARTS.find((part) => (HORIZON_STATES[part] as readonly EpicState[]).includes(state)) ?? null;
}

/** A text that Markdown shows as it stands: nothing in it is a mark, and it stays one line. */
export function inMarkdown(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>#|~]/gu, (mark) => `\\${mark}`);
}

/** Splits lines into pages of at most so many characters, never within a line unless it alone is longer. */
export function pagesOf(lines: readonly string[], most: number): string[] {
  const pages: string[] = [];
  for (const line of lines) {
    const last = pages.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= most) pages[pages.length - 1] = `${last}\n${line}`;
    else pages.push(line);
  }
  return pages;
}
