import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, heading, list, note, paragraph } from '../../../chat/block.ts';
import { bold, type Inline } from '../../../chat/span.ts';
import { inMarkdown, pagesOf, partOf, ROADMAP_PARTS, type RoadmapPart } from '../../../model/epic/roadmap.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { moreButton } from '../../kit/buttons/more-button.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { outcomeLine, outcomeWithMeasure } from '../../kit/words/epic-words.ts';
import { named } from '../../kit/words/item-words.ts';
import type { PartCounts, RoadmapEpic } from './store.ts';

const PART_NAMES: Readonly<Record<RoadmapPart, string>> = { now: 'Now', next: 'Next', later: 'Later' };
/** Of each part on the first sight; of one part on a page; of all parts in a part of the export. */
export const FIRST = 8;
export const PAGE = 20;
export const EXPORTED = 12;
/** Well within what a paragraph of either platform takes. */
const PARAGRAPH_CHARS = 2_500;

/** `/flow roadmap` */
export function roadmapView(parts: Readonly<Record<RoadmapPart, readonly RoadmapEpic[]>>, counts: PartCounts): Block[] {
  return [
    heading('Roadmap'),
    note(say`Made from where {epics} stand; nobody edits it, and it has no dates.`),
    ...ROADMAP_PARTS.flatMap((part): Block[] => {
      const left = counts[part] - parts[part].length;
      return [
        paragraph(bold(PART_NAMES[part]), ` · ${counts[part]}`),
        parts[part].length === 0 ? paragraph(NOTHING[part]) : list(parts[part].map(line)),
        ...(left > 0 ? [buttons(moreButton(left, runCommand, { text: `roadmap ${part}` }, { hint: `More of ${part}` }))] : []),
      ];
    }),
    buttons(
      totalOf(counts) > 0 && button('As Markdown', runCommand, { text: 'roadmap export' }),
      button('Strategy', runCommand, { text: 'strategy' }),
      button('Portfolio', runCommand, { text: 'portfolio' }),
    ),
  ];
}

function totalOf(counts: PartCounts): number {
  return ROADMAP_PARTS.reduce((sum, part) => sum + counts[part], 0);
}

const NOTHING: Readonly<Record<RoadmapPart, string>> = {
  now: say`No {bet} is running.`,
  next: say`No {epic} is ready to be invested in.`,
  later: 'Nothing is being explored.',
};

/** A page of one part. */
export function partView(epics: readonly RoadmapEpic[], total: number, part: RoadmapPart, page: number): Block[] {
  const left = total - page * PAGE;
  return [
    heading(`Roadmap: ${part}`),
    epics.length === 0 ? paragraph(total === 0 ? NOTHING[part] : 'There are no more here.') : list(epics.map(line)),
    buttons(moreButton(left, runCommand, { text: `roadmap ${part} ${page + 1}` }), button('Roadmap', runCommand, { text: 'roadmap' })),
  ];
}

function line(epic: RoadmapEpic) {
  const words: Inline[] = [
    ...named(epic),
    `: ${outcomeLine(epic) ?? 'outcome not known yet'}${epic.themeKey === null ? '' : ` (${epic.themeKey})`}`,
  ];
  return entry(words, openButton(epic.key));
}

/** `/flow roadmap export`: the same as Markdown, as text that can be copied, in parts where it is long; put together they are the whole. */
export function exportView(epics: readonly RoadmapEpic[], counts: PartCounts, organization: string, page: number): Block[] {
  const pages = Math.max(1, Math.ceil(totalOf(counts) / EXPORTED));
  const next = page < pages && button('Next part', runCommand, { text: `roadmap export ${page + 1}` }, { style: 'primary' });
  const lines = page > pages ? [] : markdownOf(epics, counts, organization, { page, last: page === pages });
  return [
    note(pages > 1 ? `Markdown, to copy. Part ${Math.min(page, pages)} of ${pages}.` : 'Markdown, to copy.'),
    ...(lines.length === 0 ? [paragraph('That was the last part.')] : pagesOf(lines, PARAGRAPH_CHARS).map((text) => paragraph(text))),
    buttons(next, button('Roadmap', runCommand, { text: 'roadmap' })),
  ];
}

/** The head of a part of the roadmap stands before its first epic; an empty part says so where it would stand. */
function markdownOf(
  epics: readonly RoadmapEpic[],
  counts: PartCounts,
  organization: string,
  { page, last }: { readonly page: number; readonly last: boolean },
): string[] {
  const from = (page - 1) * EXPORTED;
  let start = 0;
  const parts = ROADMAP_PARTS.flatMap((part) => {
    const begins = start;
    start += counts[part];
    const here = epics.filter((epic) => partOf(epic.state) === part).map(markdownLine);
    const headed = begins >= from && (begins < from + EXPORTED || last);
    return [...(headed ? ['', `## ${PART_NAMES[part]}`, '', ...(counts[part] === 0 ? [NOTHING[part]] : [])] : []), ...here];
  });
  const head = [`# Roadmap of ${inMarkdown(organization)}`, '', say`Made from where {epics} stand. Options, not promises.`];
  return page === 1 ? [...head, ...parts] : parts;
}

function markdownLine(epic: RoadmapEpic): string {
  const hoped = outcomeWithMeasure(epic) ?? 'outcome not known yet';
  const theme = epic.themeKey === null ? '' : ` (${epic.themeKey} · ${inMarkdown(epic.themeName ?? '')})`;
  return `- **${epic.key}** ${inMarkdown(epic.title)}: ${inMarkdown(hoped)}${theme}`;
}
