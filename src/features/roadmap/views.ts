import { runCommand } from '../../chat/action.ts';
import { type Block, button, buttons, entry, heading, list, note, paragraph } from '../../chat/block.ts';
import { bold, type Inline } from '../../chat/span.ts';
import { inMarkdown, pagesOf, partOf, ROADMAP_PARTS, type RoadmapPart } from '../../model/roadmap.ts';
import { outcomeLine, outcomeWithMeasure } from '../epic-words.ts';
import { named } from '../item-words.ts';
import type { RoadmapEpic } from './store.ts';

const PART_NAMES: Readonly<Record<RoadmapPart, string>> = { now: 'Now', next: 'Next', later: 'Later' };
const FIRST = 8;
const PAGE = 20;
/** Well within what one message of either platform takes. */
const PAGE_CHARS = 2_500;

function ofPart(epics: readonly RoadmapEpic[], part: RoadmapPart): RoadmapEpic[] {
  return epics.filter((epic) => partOf(epic.state) === part);
}

/** `/flow roadmap` */
export function roadmapView(epics: readonly RoadmapEpic[]): Block[] {
  return [
    heading('Roadmap'),
    note('Made from where epics stand; nobody edits it, and it has no dates.'),
    ...ROADMAP_PARTS.flatMap((part): Block[] => {
      const all = ofPart(epics, part);
      const left = all.length - FIRST;
      return [
        paragraph(bold(PART_NAMES[part]), ` · ${all.length}`),
        all.length === 0 ? paragraph(NOTHING[part]) : list(all.slice(0, FIRST).map(line)),
        ...(left > 0 ? [buttons(button(`And ${left} more`, runCommand, { text: `roadmap ${part}` }, { hint: `More of ${part}` }))] : []),
      ];
    }),
    buttons(
      epics.length > 0 && button('As Markdown', runCommand, { text: 'roadmap export' }),
      button('Strategy', runCommand, { text: 'strategy' }),
      button('Portfolio', runCommand, { text: 'portfolio' }),
    ),
  ];
}

const NOTHING: Readonly<Record<RoadmapPart, string>> = {
  now: 'No bet is running.',
  next: 'No epic is ready to be invested in.',
  later: 'Nothing is being explored.',
};

/** All of one part, page by page. */
export function partView(epics: readonly RoadmapEpic[], part: RoadmapPart, page: number): Block[] {
  const all = ofPart(epics, part);
  const shown = all.slice((page - 1) * PAGE, page * PAGE);
  return [
    heading(`Roadmap: ${part}`),
    shown.length === 0 ? paragraph(all.length === 0 ? NOTHING[part] : 'There are no more here.') : list(shown.map(line)),
    buttons(
      page * PAGE < all.length && button(`And ${all.length - page * PAGE} more`, runCommand, { text: `roadmap ${part} ${page + 1}` }),
      button('Roadmap', runCommand, { text: 'roadmap' }),
    ),
  ];
}

function line(epic: RoadmapEpic) {
  const words: Inline[] = [
    ...named(epic),
    `: ${outcomeLine(epic) ?? 'outcome not known yet'}${epic.themeKey === null ? '' : ` (${epic.themeKey})`}`,
  ];
  return entry(words, button('Open', runCommand, { text: `show ${epic.key}` }, { hint: `Open ${epic.key}` }));
}

/** `/flow roadmap export`: the same as Markdown, as text that can be copied, in pages where it is long. */
export function exportView(epics: readonly RoadmapEpic[], organization: string, page: number): Block[] {
  const pages = pagesOf(markdownOf(epics, organization), PAGE_CHARS);
  const text = pages[page - 1];
  const next = page < pages.length && button('Next part', runCommand, { text: `roadmap export ${page + 1}` }, { style: 'primary' });
  return [
    note(pages.length > 1 ? `Markdown, to copy. Part ${Math.min(page, pages.length)} of ${pages.length}.` : 'Markdown, to copy.'),
    paragraph(text ?? 'That was the last part.'),
    buttons(next, button('Roadmap', runCommand, { text: 'roadmap' })),
  ];
}

function markdownOf(epics: readonly RoadmapEpic[], organization: string): string[] {
  return [
    `# Roadmap of ${inMarkdown(organization)}`,
    '',
    'Made from where epics stand. Options, not promises.',
    ...ROADMAP_PARTS.flatMap((part) => {
      const all = ofPart(epics, part);
      return ['', `## ${PART_NAMES[part]}`, '', ...(all.length === 0 ? [NOTHING[part]] : all.map(markdownLine))];
    }),
  ];
}

function markdownLine(epic: RoadmapEpic): string {
  const hoped = outcomeWithMeasure(epic) ?? 'outcome not known yet';
  const theme = epic.themeKey === null ? '' : ` (${epic.themeKey} · ${inMarkdown(epic.themeName ?? '')})`;
  return `- **${epic.key}** ${inMarkdown(epic.title)}: ${inMarkdown(hoped)}${theme}`;
}
