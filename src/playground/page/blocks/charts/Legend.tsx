import { colour } from './chart.ts';

export function Legend({ names }: { readonly names: readonly string[] }) {
  return (
    <ul className="chart-legend" aria-hidden="true">
      {names.map((name, index) => (
        <li key={name}>
          <span className="swatch" style={{ background: colour(index) }} />
          {name}
        </li>
      ))}
    </ul>
  );
}
