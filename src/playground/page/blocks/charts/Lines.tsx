import { type AxisJson, colour, valueAt } from './chart.ts';
import type { Plot } from './plot.ts';

/** Lines, or areas: lines filled down to zero. Slack does not stack areas. */
export function Lines({ chart, plot }: { readonly chart: AxisJson; readonly plot: Plot }) {
  return chart.series.map((series, at) => {
    const values = plot.categories.map((category) => valueAt(series, category));
    const points = values.map((value, index) => `${plot.x(index).toFixed(1)},${plot.y(value).toFixed(1)}`);
    const ends = `L${plot.x(values.length - 1)},${plot.y(0)}L${plot.x(0)},${plot.y(0)}Z`;
    return (
      <g key={series.name}>
        {chart.type === 'area' && <path d={`M${points.join('L')}${ends}`} fill={colour(at)} fillOpacity="0.22" />}
        <polyline
          points={points.join(' ')}
          fill="none"
          stroke={colour(at)}
          strokeWidth="2.5"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
        {values.map((value, index) => (
          <circle key={plot.categories[index]} cx={plot.x(index)} cy={plot.y(value)} r="3.5" fill={colour(at)}>
            <title>{`${series.name}, ${plot.categories[index]}: ${value}`}</title>
          </circle>
        ))}
      </g>
    );
  });
}
