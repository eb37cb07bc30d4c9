import { colour, type PieJson } from './chart.ts';

const RADIUS = 70;
const HOLE = 38;

export function PieChart({ chart, label }: { readonly chart: PieJson; readonly label: string }) {
  const total = chart.segments.reduce((sum, segment) => sum + segment.value, 0) || 1;
  let from = 0;
  return (
    <svg className="chart-pie" viewBox="-76 -76 152 152" role="img" aria-label={label}>
      {chart.segments.map((segment, index) => {
        const to = from + segment.value / total;
        const path = slice(from, to);
        from = to;
        return (
          <path key={segment.label} d={path} fill={colour(index)} stroke="var(--paper)" strokeWidth="1.5">
            <title>{`${segment.label}: ${segment.value} (${Math.round((100 * segment.value) / total)} %)`}</title>
          </path>
        );
      })}
    </svg>
  );
}

function slice(from: number, to: number): string {
  // A full circle has equal ends, which an arc cannot draw: stop a hair before.
  const end = Math.min(to, from + 0.99999);
  const point = (share: number, radius: number) => {
    const angle = (share - 0.25) * 2 * Math.PI;
    return `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
  };
  const large = end - from > 0.5 ? 1 : 0;
  return [
    `M${point(from, RADIUS)}`,
    `A${RADIUS} ${RADIUS} 0 ${large} 1 ${point(end, RADIUS)}`,
    `L${point(end, HOLE)}`,
    `A${HOLE} ${HOLE} 0 ${large} 0 ${point(from, HOLE)}Z`,
  ].join('');
}
