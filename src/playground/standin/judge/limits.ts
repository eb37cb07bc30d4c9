/**
 * What Slack refuses, as numbers and lists. This table is the judge's own, written apart from the renderer's on purpose:
 * a mistake in one is found by the other. Where sources disagree the stricter value stands, unless Slack's newer one was seen live.
 * https://docs.slack.dev/reference/block-kit/ and https://docs.slack.dev/reference/views/
 */
export const LIMITS = {
  message: { blocks: 50, text: 40_000, attachments: 100, blockText: 13_200, markdown: 12_000, charts: 2, tables: 1 },
  view: { blocks: 100, title: 24, button: 24, privateMetadata: 3000, callbackId: 255, externalId: 255, bytes: 250_000, stack: 3 },
  id: 255,
  text: 3000,
  header: 150,
  section: { fields: 10, field: 2000 },
  context: { elements: 10 },
  actions: { elements: 25 },
  contextActions: { elements: 5 },
  input: { label: 2000, hint: 2000 },
  image: { alt: 2000, url: 3000, title: 2000 },
  video: { title: 199, author: 49, description: 200 },
  alert: { text: 200 },
  card: { title: 150, subtitle: 150, body: 200, subtext: 200, actions: 3 },
  carousel: { cards: 10 },
  container: { title: 150, subtitle: 150, children: 10 },
  table: { rows: 100, columns: 20, chars: 10_000 },
  dataTable: { rows: 201, columns: 20, chars: 20_000, pageSize: 100 },
  chart: { title: 50, segments: 12, series: 12, points: 20, label: 20, axis: 50 },
  button: { text: 75, value: 2000, url: 3000, accessibility: 75 },
  overflow: { options: 5 },
  select: { options: 100, groups: 100, groupLabel: 75 },
  choice: { options: 10 },
  option: { text: 75, value: 150, description: 75, url: 3000 },
  placeholder: 150,
  textInput: { length: 3000 },
  richTextInput: { lines: 100 },
  fileInput: { files: 10 },
  confirm: { title: 100, text: 300, button: 30 },
} as const;

export type Surface = 'message' | 'modal' | 'home';

const EVERYWHERE: readonly Surface[] = ['message', 'modal', 'home'];
const IN_MESSAGES: readonly Surface[] = ['message'];

/** Where each block may stand. `file` is missing: apps can read it but never send it. */
export const SURFACES: Readonly<Record<string, readonly Surface[]>> = {
  header: EVERYWHERE,
  section: EVERYWHERE,
  divider: EVERYWHERE,
  context: EVERYWHERE,
  actions: EVERYWHERE,
  input: EVERYWHERE,
  image: EVERYWHERE,
  rich_text: EVERYWHERE,
  video: EVERYWHERE,
  alert: ['modal'],
  markdown: IN_MESSAGES,
  context_actions: IN_MESSAGES,
  table: IN_MESSAGES,
  data_table: IN_MESSAGES,
  data_visualization: IN_MESSAGES,
  card: IN_MESSAGES,
  carousel: IN_MESSAGES,
  container: IN_MESSAGES,
  task_card: IN_MESSAGES,
  plan: IN_MESSAGES,
};

const SINGLE_SELECTS = ['static_select', 'external_select', 'users_select', 'conversations_select', 'channels_select'];
const SELECTS = [...SINGLE_SELECTS, ...SINGLE_SELECTS.map((type) => `multi_${type}`)];
const CHOICES = ['checkboxes', 'radio_buttons', 'datepicker', 'timepicker', ...SELECTS];

/** Which elements each block takes. */
export const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  section: ['button', 'image', 'overflow', 'workflow_button', ...CHOICES],
  actions: ['button', 'overflow', 'workflow_button', 'datetimepicker', 'rich_text_input', ...CHOICES],
  input: [
    'plain_text_input',
    'number_input',
    'email_text_input',
    'url_text_input',
    'rich_text_input',
    'file_input',
    'datetimepicker',
    ...CHOICES,
  ],
  context_actions: ['feedback_buttons', 'icon_button'],
  card: ['button'],
};

/** Docs, types and the live validator name three different sets; only what all of them take is let through. */
export const CONTAINER_CHILDREN = ['actions', 'context', 'divider', 'header', 'image', 'section', 'table', 'video'];
