import { byType, finite, list, maybe, oneOf, shape, string } from './checks.ts';
import { isObject, objects } from './json.ts';
import { type Check, report } from './judging.ts';
import { LIMITS } from './limits.ts';

const label = string(LIMITS.chart.label);
const axis = maybe(string(LIMITS.chart.axis));

const slice = shape({ label, value: finite }, (value, path, judging) => {
  if (isObject(value) && typeof value.value === 'number' && value.value <= 0) report(judging, `${path}/value`, 'must be greater than 0');
});

/** Every series has exactly one point per category, and each point's label is a category. */
const pointsMatchCategories: Check = (value, path, judging) => {
  if (!isObject(value) || !isObject(value.axis_config) || !Array.isArray(value.axis_config.categories)) return;
  const categories = value.axis_config.categories;
  if (new Set(categories).size !== categories.length) report(judging, `${path}/axis_config/categories`, 'must be unique');
  const series = objects(value.series);
  if (new Set(series.map((one) => one.name)).size !== series.length) report(judging, `${path}/series`, 'names must be unique');
  series.forEach((one, index) => {
    const labels = objects(one.data).map((point) => point.label);
    const complete = labels.length === categories.length && categories.every((category) => labels.includes(category));
    if (!complete) report(judging, `${path}/series/${index}/data`, 'must have one point for every category');
  });
};

function axes(type: string): Check {
  return shape(
    {
      type: oneOf(type),
      series: list(shape({ name: label, data: list(shape({ label, value: finite }), LIMITS.chart.points) }), LIMITS.chart.series),
      axis_config: shape({ categories: list(label, LIMITS.chart.points), x_label: axis, y_label: axis }),
    },
    pointsMatchCategories,
  );
}

/** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export const dataVisualization: Check = shape({
  type: oneOf('data_visualization'),
  block_id: maybe(string(LIMITS.id)),
  title: string(LIMITS.chart.title),
  chart: byType({
    pie: shape({ type: oneOf('pie'), segments: list(slice, LIMITS.chart.segments) }),
    bar: axes('bar'),
    line: axes('line'),
    area: axes('area'),
  }),
});
