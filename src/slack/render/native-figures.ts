import type { Block } from '../../chat/block.ts';
import { chartAsTable, tableAsList } from '../../chat/shown/figures.ts';
import { LIMITS } from '../base/limits.ts';
import { drawChart } from './chart.ts';

/** Where blocks stand: only messages take tables and charts. */
export type Surface = 'message' | 'view';

/**
 * Takes figures down the ladder where Slack has no place for them: chart → table → list. A message takes two charts and one table, a
 * modal and the Home tab none.
 */
export function nativeFigures(blocks: readonly Block[], surface: Surface): Block[] {
  const left = surface === 'view' ? { charts: 0, tables: 0 } : { charts: LIMITS.chart.perMessage, tables: LIMITS.table.perMessage };
  const place = (block: Block): Block[] => {
    if (block.type === 'chart') {
      if (left.charts === 0 || drawChart(block) === null) return place(chartAsTable(block));
      left.charts -= 1;
    } else if (block.type === 'table') {
      const { columns, rows } = block;
      if (left.tables === 0 || columns.length === 0 || columns.length > LIMITS.table.columns || rows.length === 0)
        return tableAsList(block);
      left.tables -= 1;
    }
    return [block];
  };
  return blocks.flatMap(place);
}
