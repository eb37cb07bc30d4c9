import type { AxisJson } from './chart.ts';
import { HEIGHT, type Plot } from './plot.ts';

const LETTER = 6.6;

export function Axes({ plot, config }: { readonly plot: Plot; readonly config: AxisJson['axis_config'] }) {
  const { left, right, top, bottom, band, categories } = plot;
  // Labels that would run into each other are left out evenly.
  const longest = Math.max(...categories.map((category) => category.length), 1);
  const every = Math.ceil((longest * LETTER + 6) / band);
  const middle = (top + bottom) / 2;
  return (
    <>
      {plot.ticks.map((tick) => (
        <g key={tick}>
          <line className={tick === 0 ? 'chart-zero' : 'chart-grid'} x1={left} x2={right} y1={plot.y(tick)} y2={plot.y(tick)} />
          <text x={left - 6} y={plot.y(tick) + 4} textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {categories.map(
        (category, index) =>
          index % every === 0 && (
            <text key={category} x={plot.x(index)} y={bottom + 16} textAnchor="middle">
              {category}
            </text>
          ),
      )}
      {config.x_label && (
        <text x={(left + right) / 2} y={HEIGHT - 4} textAnchor="middle">
          {config.x_label}
        </text>
      )}
      {config.y_label && (
        <text x={11} y={middle} textAnchor="middle" transform={`rotate(-90 11 ${middle})`}>
          {config.y_label}
        </text>
      )}
    </>
  );
}
