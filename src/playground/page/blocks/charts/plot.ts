import type { AxisJson } from './chart.ts';
import { niceScale } from './scale.ts';

export const HEIGHT = 220;
const RIGHT = 10;
const TOP = 10;

/** Where things go in the picture. */
export interface Plot {
  readonly categories: readonly string[];
  readonly ticks: readonly number[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The room of one category, and its middle. */
  readonly band: number;
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
}

export function plotOf(chart: AxisJson, width: number): Plot {
  const { categories, x_label: xLabel, y_label: yLabel } = chart.axis_config;
  const { min, max, ticks } = niceScale(chart.series.flatMap((series) => series.data.map((point) => point.value)));
  const widest = Math.max(...ticks.map((tick) => String(tick).length));
  const left = 14 + 7 * widest + (yLabel ? 16 : 0);
  const right = width - RIGHT;
  const bottom = HEIGHT - (xLabel ? 40 : 24);
  const band = (right - left) / Math.max(1, categories.length);
  return {
    categories,
    ticks,
    left,
    right,
    top: TOP,
    bottom,
    band,
    x: (index) => left + band * (index + 0.5),
    y: (value) => TOP + ((max - value) / (max - min)) * (bottom - TOP),
  };
}
