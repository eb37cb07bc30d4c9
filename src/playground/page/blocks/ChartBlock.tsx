import { AxisChart } from './charts/AxisChart.tsx';
import { ChartTable } from './charts/ChartTable.tsx';
import { type ChartJson, describe } from './charts/chart.ts';
import { Legend } from './charts/Legend.tsx';
import { PieChart } from './charts/PieChart.tsx';

/** `data_visualization`. The picture has a one-line description, and the figures themselves are a table one can open. */
export function ChartBlock({ block }: { readonly block: { readonly title: string; readonly chart: ChartJson } }) {
  const { title, chart } = block;
  const names =
    chart.type === 'pie'
      ? chart.segments.map((segment) => `${segment.label} · ${segment.value}`)
      : chart.series.map((series) => series.name);
  return (
    <figure className="block-chart">
      <figcaption>{title}</figcaption>
      <div className={`chart-body chart-body-${chart.type}`}>
        {chart.type === 'pie' ? (
          <PieChart chart={chart} label={describe(title, chart)} />
        ) : (
          <AxisChart chart={chart} label={describe(title, chart)} />
        )}
        {(chart.type === 'pie' || names.length > 1) && <Legend names={names} />}
      </div>
      <details>
        <summary>Figures</summary>
        <ChartTable chart={chart} />
      </details>
    </figure>
  );
}
