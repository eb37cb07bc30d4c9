import { type ChartJson, valueAt } from './chart.ts';

/** The figures behind a chart. */
export function ChartTable({ chart }: { readonly chart: ChartJson }) {
  const columns = chart.type === 'pie' ? ['Value'] : chart.series.map((series) => series.name);
  const rows =
    chart.type === 'pie'
      ? chart.segments.map((segment) => ({ head: segment.label, values: [segment.value] }))
      : chart.axis_config.categories.map((category) => ({
          head: category,
          values: chart.series.map((series) => valueAt(series, category)),
        }));
  return (
    <table className="chart-table">
      <thead>
        <tr>
          <td />
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.head}>
            <th scope="row">{row.head}</th>
            {row.values.map((value, index) => (
              <td key={columns[index]}>{value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
