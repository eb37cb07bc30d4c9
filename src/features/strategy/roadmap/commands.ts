import type { Block } from '../../../chat/block.ts';
import { command, type Feature } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { update } from '../../../chat/reply.ts';
import { shorten, type WordsReader } from '../../../chat/words.ts';
import { ROADMAP_PARTS, type RoadmapPart } from '../../../model/epic/roadmap.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { parseWholeNumber } from '../../../model/text/number.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read } from '../../kit/access.ts';
import { countParts, readAcross, readPart } from './store.ts';
import { EXPORTED, exportView, FIRST, PAGE, partView, roadmapView } from './views.ts';

/** Nobody pages further. */
const MOST_PAGES = 10_000;

type Asked = { readonly what: 'all' | 'export' | RoadmapPart; readonly page: number };

const words: WordsReader<Asked> = ({ list, text }, usage) => {
  const [first = 'all', second] = list.map((word) => word.toLowerCase());
  const page = second === undefined ? 1 : parseWholeNumber(second);
  const what = (['all', 'export', ...ROADMAP_PARTS] as const).find((one) => one === first);
  if (what === undefined || page === null || page < 1 || list.length > 2)
    throw new Refusal('invalid_input', `“${shorten(text)}” is no part of the roadmap.`, `Type ${usage}.`);
  return { what, page };
};

/** Now, next and later, as the states of epics say (row A12). */
export const roadmap: Feature<Access> = {
  name: 'roadmap',
  commands: [
    command({
      name: 'roadmap',
      group: 'strategy',
      summary: say`Now, next and later, as the states of {epics} say; or the same as Markdown to copy.`,
      usage: '/flow roadmap [export]',
      right: 'read',
      words,
      handle: ({ what, page }) => read(async (context: Read) => update(await show(context, what, Math.min(page, MOST_PAGES)))),
    }),
  ],
  actions: [],
  forms: [],
};

/** Reads no more than what is shown. */
async function show({ db, organization }: Read, what: Asked['what'], page: number): Promise<Block[]> {
  const counts = await countParts(db);
  if (what === 'export') return exportView(await readAcross(db, counts, (page - 1) * EXPORTED, EXPORTED), counts, organization.name, page);
  if (what !== 'all') return partView(await readPart(db, what, (page - 1) * PAGE, PAGE), counts[what], what, page);
  const [now, next, later] = [
    await readPart(db, 'now', 0, FIRST),
    await readPart(db, 'next', 0, FIRST),
    await readPart(db, 'later', 0, FIRST),
  ];
  return roadmapView({ now, next, later }, counts);
}
