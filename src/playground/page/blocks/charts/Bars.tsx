import { type AxisJson, colour, valueAt } from './chart.ts';
import type { Plot } from './plot.ts';

export function Bars({ chart, plot }: { readonly chart: AxisJson; readonly plot: Plot }) {
  const share = (plot.band * 0.72) / chart.series.length;
  return chart.series.map((series, at) =>
    plot.categories.map((category, index) => {
      const value = valueAt(series, category);
      const x = plot.x(index) + share * (at - chart.series.length / 2);
      const top = Math.min(plot.y(value), plot.y(0));
      return (
        <rect
          key={`${series.name}/${category}`}
          x={x}
          y={top}
          width={Math.max(1, share - 1)}
          height={Math.abs(plot.y(value) - plot.y(0))}
          rx="2"
          fill={colour(at)}
        >
          <title>{`${series.name}, ${category}: ${value}`}</title>
        </rect>
      );
    }),
  );
}
