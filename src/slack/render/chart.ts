import type { Chart } from '../../chat/shown/figures.ts';
import { isolate, oneLine, shorten } from '../../chat/shown/legible.ts';
import { LIMITS } from '../base/limits.ts';
import type { DataVisualization } from './slack-block.ts';

const label = (text: string) => shorten(isolate(oneLine(text)), LIMITS.chart.label);

/**
 * A chart, or null when Slack would refuse it: it takes whole series only, names that differ, and so many points. Its texts are bare
 * strings, drawn letter by letter.
 */
export function drawChart({ kind, title, categories, series }: Chart): DataVisualization | null {
  const named = categories.map(label);
  const names = series.map(({ name }) => label(name));
  const drawn = series.map(({ values }, nth) => ({
    name: names[nth] ?? '',
    data: named.flatMap((category, index) => {
      const value = values[index];
      return typeof value === 'number' && Number.isFinite(value) ? [{ label: category, value }] : [];
    }),
  }));
  const fits =
    isNames(named, LIMITS.chart.points) && isNames(names, LIMITS.chart.series) && drawn.every(({ data }) => data.length === named.length);
  const caption = shorten(isolate(oneLine(title)), LIMITS.chart.title);
  if (!fits || caption === '') return null;
  return { type: 'data_visualization', title: caption, chart: { type: kind, series: drawn, axis_config: { categories: named } } };
}

function isNames(names: readonly string[], most: number): boolean {
  return names.length > 0 && names.length <= most && !names.includes('') && new Set(names).size === names.length;
}
