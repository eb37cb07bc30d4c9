import { type Chart, chartAsTable } from '../../chat/shown/figures.ts';
import { isolate, oneLine, shorten } from '../../chat/shown/legible.ts';
import type { CardElement } from './adaptive-card.ts';
import type { Drawing } from './drawing.ts';
import { size } from './size.ts';
import { drawTable, rowsOf } from './table.ts';

const LABEL = 60;

/**
 * A chart of Teams, with the table of its figures as what stands in for it in clients without charts. Where a value is unknown, the
 * client has none, or both together do not fit, it is the table alone.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
 */
export function drawChart(chart: Chart, bytes: number, at: Drawing): CardElement[] {
  const table = chartAsTable(chart);
  const { kind, title, categories, series } = chart;
  const whole = series.length > 0 && series.every(({ values }) => categories.every((_, index) => Number.isFinite(values[index])));
  if (!at.caps.charts || !whole || categories.length === 0) return drawTable(table, bytes, at);
  const drawn: CardElement = {
    type: kind === 'line' ? 'Chart.Line' : 'Chart.VerticalBar.Grouped',
    title: label(title),
    data: series.map(({ name, values }) => ({
      legend: label(name),
      values: categories.map((category, index) => ({ x: label(category), y: values[index] ?? 0 })),
    })),
    fallback: rowsOf(table, table.rows.length),
  };
  return size(drawn) <= bytes ? [drawn] : drawTable(table, bytes, at);
}

function label(text: string): string {
  return shorten(isolate(oneLine(text)), LABEL) || '–';
}
