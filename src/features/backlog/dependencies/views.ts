import { type Block, button, buttons, entry, heading, list, note, paragraph } from '../../../chat/block.ts';
import type { Inline } from '../../../chat/span.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { openButton, openByKey } from '../../kit/buttons/open-button.ts';
import { count, named } from '../../kit/words/item-words.ts';
import { dependencies } from './contracts.ts';
import type { End, Need, Share } from './store.ts';

const STATES = { refining: 'being refined', ready: 'ready', delivery: 'in progress', done: 'done', parked: 'parked' } as const;

/** The question that goes with every dependency (row C27). */
const QUESTION = 'How could we remove it?';

function standing({ state }: End): string {
  return STATES[state];
}

function because(reason: string | null): string {
  return reason === null ? '' : `: ${reason}`;
}

/** On an item's card: what it waits for and what waits for it. Nothing when neither is. */
export function needsBlocks(needs: readonly Need[], neededBy: readonly Need[], mayChange: boolean): Block[] {
  if (needs.length + neededBy.length === 0) return [];
  const open = needs.some((one) => one.needs.state !== 'done');
  return [
    list([
      ...needs.map((one) =>
        entry(
          ['Needs ', ...named(one.needs), ` (${standing(one.needs)}, ${one.needs.streamName})${because(one.reason)}`],
          mayChange
            ? button(
                'No longer',
                dependencies.remove,
                { itemId: one.item.id, needsId: one.needs.id },
                { hint: `${one.item.key} no longer needs ${one.needs.key}` },
              )
            : undefined,
        ),
      ),
      ...neededBy.map((one) => entry([...named(one.item), ` (${standing(one.item)}) needs this first${because(one.reason)}`])),
    ]),
    ...(open ? [note(QUESTION)] : []),
  ];
}

/** After a need was noted. */
export function notedView(item: End, needs: End & { readonly streamName: string }, reason: string | null): Block[] {
  return [
    paragraph(
      ...named(item),
      ' needs ',
      ...named(needs),
      ` done first${because(reason)}. It is ${standing(needs)} in ${needs.streamName}.`,
    ),
    paragraph(QUESTION),
    buttons(
      openByKey(item.key),
      openByKey(needs.key),
      button(
        'No longer',
        dependencies.remove,
        { itemId: item.id, needsId: needs.id },
        { hint: `${item.key} no longer needs ${needs.key}` },
      ),
    ),
  ];
}

/** `/flow dependencies`: the list, how many items wait, and how that was 12 weeks before. */
export function dependenciesView(
  of: { readonly name: string; readonly streamId: string | null },
  { needs, total }: { readonly needs: readonly Need[]; readonly total: number },
  shares: { readonly now: Share; readonly before: Share },
  after: number,
): Block[] {
  const shown = after + needs.length;
  const more = (label: string, from: number) => button(label, dependencies.more, { streamId: of.streamId, after: from });
  if (needs.length === 0 && after > 0) return [paragraph('That was the last one.'), buttons(more('From the start', 0))];
  return [
    heading(`${of.name}: dependencies`),
    paragraph(rate(shares.now, shares.before)),
    ...(needs.length === 0 ? [paragraph('Nothing waits for anything else.')] : [list(needs.map(line))]),
    ...(needs.length > 0 ? [note(QUESTION)] : []),
    buttons(total > shown && more(`And ${total - shown} more`, shown), after > 0 && more('From the start', 0)),
  ];
}

function line({ item, needs, reason }: Need) {
  const parts: Inline[] = [...named(item), ' needs ', ...named(needs), ` (${standing(needs)}, ${needs.streamName})${because(reason)}`];
  return entry(parts, openButton(item.key));
}

function rate(now: Share, before: Share): string {
  if (now.unfinished === 0) return 'Nothing is unfinished, so there is no rate.';
  const today = `${now.waiting} of ${count(now.unfinished, say`unfinished {item}`, say`unfinished {items}`)} ${now.waiting === 1 ? 'waits' : 'wait'} for another: ${percent(now)}.`;
  if (before.unfinished === 0) return `${today} 12 weeks ago there was nothing to compare with.`;
  return `${today} 12 weeks ago: ${percent(before)} (${before.waiting} of ${before.unfinished}).`;
}

function percent({ waiting, unfinished }: Share): string {
  return `${Math.round((100 * waiting) / unfinished)} %`;
}
