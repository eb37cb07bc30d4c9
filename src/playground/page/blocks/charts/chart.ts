interface PointJson {
  readonly label: string;
  readonly value: number;
}

interface SeriesJson {
  readonly name: string;
  readonly data: readonly PointJson[];
}

export interface PieJson {
  readonly type: 'pie';
  readonly segments: readonly PointJson[];
}

export interface AxisJson {
  readonly type: 'bar' | 'line' | 'area';
  readonly series: readonly SeriesJson[];
  readonly axis_config: { readonly categories: readonly string[]; readonly x_label?: string; readonly y_label?: string };
}

export type ChartJson = PieJson | AxisJson;

/** The value of a series at a category; Slack promises exactly one. */
export function valueAt(series: SeriesJson, category: string): number {
  return series.data.find((point) => point.label === category)?.value ?? 0;
}

/** One of the twelve series colours, as a CSS value. */
export function colour(index: number): string {
  return `var(--chart-${index % 12})`;
}

const WORDS = { pie: 'Pie chart', bar: 'Bar chart', line: 'Line chart', area: 'Area chart' } as const;

/** The text alternative: what is drawn, and the figures where they are few enough to listen to. */
export function describe(title: string, chart: ChartJson): string {
  const head = `${WORDS[chart.type]}: ${title}.`;
  if (chart.type === 'pie') return `${head} ${chart.segments.map((one) => `${one.label} ${one.value}`).join(', ')}.`;
  const { categories } = chart.axis_config;
  const lines = chart.series.map(
    (one) => `${one.name}: ${categories.map((category) => `${category} ${valueAt(one, category)}`).join(', ')}.`,
  );
  const figures = lines.join(' ');
  if (figures.length <= 400) return `${head} ${figures}`;
  return `${head} ${chart.series.length} series over ${categories.length} categories, from ${categories[0]} to ${categories.at(-1)}. The figures are in the table below.`;
}
