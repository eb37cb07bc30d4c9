import { command, type Feature } from '../../chat/feature.ts';
import { read } from '../../chat/handler.ts';
import { update } from '../../chat/reply.ts';
import { shorten, type WordsReader } from '../../chat/words.ts';
import { parseWholeNumber } from '../../model/number.ts';
import { Refusal } from '../../model/refusal.ts';
import { ROADMAP_PARTS, type RoadmapPart } from '../../model/roadmap.ts';
import type { Access, Read } from '../access.ts';
import { readRoadmap } from './store.ts';
import { exportView, partView, roadmapView } from './views.ts';

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
      summary: 'Now, next and later, as the states of epics say; or the same as Markdown to copy.',
      usage: '/flow roadmap [export]',
      right: 'read',
      words,
      handle: ({ what, page }) =>
        read(async ({ db, organization }: Read) => {
          const epics = await readRoadmap(db);
          if (what === 'export') return update(exportView(epics, organization.name, page));
          return update(what === 'all' ? roadmapView(epics) : partView(epics, what, page));
        }),
    }),
  ],
  actions: [],
  forms: [],
};
