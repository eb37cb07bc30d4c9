import { dataVisualization } from './chart.ts';
import { list, maybe, oneOf, shape, someOf, string } from './checks.ts';
import { elementOf, pictureShape } from './elements.ts';
import { isObject } from './json.ts';
import { type Check, report } from './judging.ts';
import { LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';
import { dataTable, table } from './tables.ts';
import { mrkdwn } from './text.ts';

const block_id = maybe(string(LIMITS.id));

const notBothIcons: Check = (value, path, judging) => {
  if (isObject(value) && value.icon !== undefined && value.slack_icon !== undefined) {
    report(judging, path, 'must provide only one of: icon, slack_icon');
  }
};

const card: Check = shape(
  {
    type: oneOf('card'),
    block_id,
    hero_image: maybe(pictureShape()),
    icon: maybe(pictureShape()),
    slack_icon: maybe(shape({ type: oneOf('icon'), name: string(LIMITS.id) })),
    title: maybe(mrkdwn(LIMITS.card.title)),
    subtitle: maybe(mrkdwn(LIMITS.card.subtitle)),
    body: maybe(mrkdwn(LIMITS.card.body)),
    subtext: maybe(mrkdwn(LIMITS.card.subtext)),
    actions: maybe(list(elementOf('card'), LIMITS.card.actions)),
  },
  someOf('hero_image', 'title', 'actions', 'body'),
  notBothIcons,
);

const taskCard: Check = shape({
  type: oneOf('task_card'),
  block_id,
  task_id: string(LIMITS.id),
  title: string(LIMITS.text),
  status: oneOf('pending', 'in_progress', 'complete', 'error'),
  details: maybe(richText),
  output: maybe(richText),
  sources: maybe(list(shape({ type: oneOf('url'), url: string(LIMITS.image.url), text: string(LIMITS.text) }), 100)),
});

/** Blocks that only messages take, and rich text: https://docs.slack.dev/reference/block-kit/blocks */
export const richBlocks: Readonly<Record<string, Check>> = {
  rich_text: richText,
  markdown: shape({ type: oneOf('markdown'), block_id, text: string(LIMITS.message.markdown) }),
  context_actions: shape({
    type: oneOf('context_actions'),
    block_id,
    elements: list(elementOf('context_actions'), LIMITS.contextActions.elements),
  }),
  table,
  data_table: dataTable,
  data_visualization: dataVisualization,
  card,
  carousel: shape({ type: oneOf('carousel'), block_id, elements: list(card, LIMITS.carousel.cards) }),
  task_card: taskCard,
  plan: shape({ type: oneOf('plan'), block_id, title: string(LIMITS.text), tasks: maybe(list(taskCard, 100)) }),
};
