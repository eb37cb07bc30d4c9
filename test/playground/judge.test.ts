import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeMessage, judgeOptions, judgeSubmissionAnswer, judgeView, problemLine } from '../../src/playground/standin/judge/index.ts';
import { actions, type Body, button, input, modal, plain, section } from './harness.ts';

const x = (count: number) => 'x'.repeat(count);
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const option = (index: number, more: Body = {}): Body => ({ text: plain(`Option ${index}`), value: `v${index}`, ...more });
const one = (element: Body): Body[] => [{ type: 'actions', elements: [element] }];
const inInput = (element: Body): Body[] => [input('b', 'Label', element)];
const image = (more: Body = {}): Body => ({ type: 'image', image_url: 'https://x/y.png', alt_text: 'A picture', ...more });
const mrkdwn = (text: string): Body => ({ type: 'mrkdwn', text });
const cell = (text = 'c'): Body => ({ type: 'raw_text', text });
const table = (rows: number, columns: number, text = 'c'): Body => ({
  type: 'table',
  rows: times(rows, () => times(columns, () => cell(text))),
});
const dataTable = (rows: number, columns: number, text = 'c', more: Body = {}): Body => ({
  type: 'data_table',
  caption: 'Items',
  rows: times(rows, () => times(columns, () => cell(text))),
  ...more,
});
const pie = (segments: number, more: Body = {}): Body => ({
  type: 'data_visualization',
  title: 'Mix',
  chart: { type: 'pie', segments: times(segments, (index) => ({ label: `s${index}`, value: 1 })) },
  ...more,
});
const bars = (series: number, points: number, more: Body = {}): Body => ({
  type: 'data_visualization',
  title: 'Trend',
  chart: {
    type: 'bar',
    series: times(series, (s) => ({ name: `n${s}`, data: times(points, (p) => ({ label: `c${p}`, value: p })) })),
    axis_config: { categories: times(points, (p) => `c${p}`) },
    ...more,
  },
});
const rich = (text: string): Body => ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] });

/** [what, at the limit, one above, where Slack points] */
type Limit = readonly [string, Body[], Body[], string];

const MESSAGE_LIMITS: readonly Limit[] = [
  ['50 blocks', times(50, () => ({ type: 'divider' })), times(51, () => ({ type: 'divider' })), '/blocks'],
  ['section text', [section(x(3000))], [section(x(3001))], '/blocks/0/text/text'],
  ['header text', [{ type: 'header', text: plain(x(150)) }], [{ type: 'header', text: plain(x(151)) }], '/blocks/0/text/text'],
  ['block_id', [section('a', { block_id: x(255) })], [section('a', { block_id: x(256) })], '/blocks/0/block_id'],
  [
    '10 fields',
    [{ type: 'section', fields: times(10, () => mrkdwn('f')) }],
    [{ type: 'section', fields: times(11, () => mrkdwn('f')) }],
    '/blocks/0/fields',
  ],
  [
    'field text',
    [{ type: 'section', fields: [mrkdwn(x(2000))] }],
    [{ type: 'section', fields: [mrkdwn(x(2001))] }],
    '/blocks/0/fields/0/text',
  ],
  [
    '10 context elements',
    [{ type: 'context', elements: times(10, () => mrkdwn('e')) }],
    [{ type: 'context', elements: times(11, () => mrkdwn('e')) }],
    '/blocks/0/elements',
  ],
  [
    '25 actions',
    [actions(...times(25, (i) => button('b', `a${i}`)))],
    [actions(...times(26, (i) => button('b', `a${i}`)))],
    '/blocks/0/elements',
  ],
  ['button text', one(button(x(75), 'a')), one(button(x(76), 'a')), '/blocks/0/elements/0/text/text'],
  ['button value', one(button('b', 'a', { value: x(2000) })), one(button('b', 'a', { value: x(2001) })), '/blocks/0/elements/0/value'],
  ['button url', one(button('b', 'a', { url: x(3000) })), one(button('b', 'a', { url: x(3001) })), '/blocks/0/elements/0/url'],
  ['action_id', one(button('b', x(255))), one(button('b', x(256))), '/blocks/0/elements/0/action_id'],
  [
    'accessibility label',
    one(button('b', 'a', { accessibility_label: x(75) })),
    one(button('b', 'a', { accessibility_label: x(76) })),
    '/blocks/0/elements/0/accessibility_label',
  ],
  [
    '5 overflow options',
    one({ type: 'overflow', options: times(5, option) }),
    one({ type: 'overflow', options: times(6, option) }),
    '/blocks/0/elements/0/options',
  ],
  [
    '100 options',
    one({ type: 'static_select', options: times(100, option) }),
    one({ type: 'static_select', options: times(101, option) }),
    '/blocks/0/elements/0/options',
  ],
  [
    '100 option groups',
    one({ type: 'static_select', option_groups: times(100, (i) => ({ label: plain(`g${i}`), options: [option(i)] })) }),
    one({ type: 'static_select', option_groups: times(101, (i) => ({ label: plain(`g${i}`), options: [option(i)] })) }),
    '/blocks/0/elements/0/option_groups',
  ],
  [
    'group label',
    one({ type: 'static_select', option_groups: [{ label: plain(x(75)), options: [option(1)] }] }),
    one({ type: 'static_select', option_groups: [{ label: plain(x(76)), options: [option(1)] }] }),
    '/blocks/0/elements/0/option_groups/0/label/text',
  ],
  [
    '10 checkboxes',
    one({ type: 'checkboxes', options: times(10, option) }),
    one({ type: 'checkboxes', options: times(11, option) }),
    '/blocks/0/elements/0/options',
  ],
  [
    '10 radio buttons',
    one({ type: 'radio_buttons', options: times(10, option) }),
    one({ type: 'radio_buttons', options: times(11, option) }),
    '/blocks/0/elements/0/options',
  ],
  [
    'option text',
    one({ type: 'overflow', options: [option(1, { text: plain(x(75)) })] }),
    one({ type: 'overflow', options: [option(1, { text: plain(x(76)) })] }),
    '/blocks/0/elements/0/options/0/text/text',
  ],
  [
    'option value',
    one({ type: 'overflow', options: [option(1, { value: x(150) })] }),
    one({ type: 'overflow', options: [option(1, { value: x(151) })] }),
    '/blocks/0/elements/0/options/0/value',
  ],
  [
    'option description',
    one({ type: 'overflow', options: [option(1, { description: plain(x(75)) })] }),
    one({ type: 'overflow', options: [option(1, { description: plain(x(76)) })] }),
    '/blocks/0/elements/0/options/0/description/text',
  ],
  [
    'placeholder',
    one({ type: 'users_select', placeholder: plain(x(150)) }),
    one({ type: 'users_select', placeholder: plain(x(151)) }),
    '/blocks/0/elements/0/placeholder/text',
  ],
  [
    'confirm title',
    one(button('b', 'a', { confirm: { title: plain(x(100)), text: plain('t') } })),
    one(button('b', 'a', { confirm: { title: plain(x(101)), text: plain('t') } })),
    '/blocks/0/elements/0/confirm/title/text',
  ],
  [
    'confirm text',
    one(button('b', 'a', { confirm: { text: plain(x(300)) } })),
    one(button('b', 'a', { confirm: { text: plain(x(301)) } })),
    '/blocks/0/elements/0/confirm/text/text',
  ],
  [
    'confirm button',
    one(button('b', 'a', { confirm: { text: plain('t'), deny: plain(x(30)) } })),
    one(button('b', 'a', { confirm: { text: plain('t'), deny: plain(x(31)) } })),
    '/blocks/0/elements/0/confirm/deny/text',
  ],
  ['image alt text', [image({ alt_text: x(2000) })], [image({ alt_text: x(2001) })], '/blocks/0/alt_text'],
  ['image url', [image({ image_url: x(3000) })], [image({ image_url: x(3001) })], '/blocks/0/image_url'],
  ['image title', [image({ title: plain(x(2000)) })], [image({ title: plain(x(2001)) })], '/blocks/0/title/text'],
  ['input label', [input('b', x(2000))], [input('b', x(2001))], '/blocks/0/label/text'],
  ['input hint', [input('b', 'l', {}, { hint: plain(x(2000)) })], [input('b', 'l', {}, { hint: plain(x(2001)) })], '/blocks/0/hint/text'],
  ['max_length', inInput({ max_length: 3000 }), inInput({ max_length: 3001 }), '/blocks/0/element/max_length'],
  ['min_length', inInput({ min_length: 0 }), inInput({ min_length: -1 }), '/blocks/0/element/min_length'],
  ['files', inInput({ type: 'file_input', max_files: 10 }), inInput({ type: 'file_input', max_files: 11 }), '/blocks/0/element/max_files'],
  [
    'rich text lines',
    inInput({ type: 'rich_text_input', max_lines: 100 }),
    inInput({ type: 'rich_text_input', max_lines: 101 }),
    '/blocks/0/element/max_lines',
  ],
  ['100 rows', [table(100, 1)], [table(101, 1)], '/blocks/0/rows'],
  ['20 columns', [table(1, 20)], [table(1, 21)], '/blocks/0/rows/0'],
  ['table characters', [table(1, 2, x(5000))], [table(1, 2, x(5001))], '/blocks'],
  ['one table', [table(1, 1)], [table(1, 1), table(1, 1)], '/blocks'],
  ['201 data rows', [dataTable(201, 1)], [dataTable(202, 1)], '/blocks/0/rows'],
  ['2 data rows', [dataTable(2, 1)], [dataTable(1, 1)], '/blocks/0/rows'],
  ['20 data columns', [dataTable(2, 20)], [dataTable(2, 21)], '/blocks/0/rows/0'],
  ['data table characters', [dataTable(2, 1, x(10_000))], [dataTable(2, 1, x(10_001))], '/blocks'],
  ['data table page', [dataTable(2, 1, 'c', { page_size: 100 })], [dataTable(2, 1, 'c', { page_size: 101 })], '/blocks/0/page_size'],
  ['12 segments', [pie(12)], [pie(13)], '/blocks/0/chart/segments'],
  ['12 series', [bars(12, 2)], [bars(13, 2)], '/blocks/0/chart/series'],
  ['20 points', [bars(1, 20)], [bars(1, 21)], '/blocks/0/chart/axis_config/categories'],
  ['chart title', [pie(1, { title: x(50) })], [pie(1, { title: x(51) })], '/blocks/0/title'],
  ['2 charts', [pie(1), pie(1)], [pie(1), pie(1), pie(1)], '/blocks'],
  [
    'markdown characters',
    [
      { type: 'markdown', text: x(6000) },
      { type: 'markdown', text: x(6000) },
    ],
    [
      { type: 'markdown', text: x(6000) },
      { type: 'markdown', text: x(6001) },
    ],
    '/blocks',
  ],
  ['5 context actions', contextActions(5), contextActions(6), '/blocks/0/elements'],
  ['card title', [card({ title: mrkdwn(x(150)) })], [card({ title: mrkdwn(x(151)) })], '/blocks/0/title/text'],
  ['card body', [card({ body: mrkdwn(x(200)) })], [card({ body: mrkdwn(x(201)) })], '/blocks/0/body/text'],
  [
    '3 card buttons',
    [card({ actions: times(3, (i) => button('b', `a${i}`)) })],
    [card({ actions: times(4, (i) => button('b', `a${i}`)) })],
    '/blocks/0/actions',
  ],
  [
    '10 cards',
    [{ type: 'carousel', elements: times(10, () => card()) }],
    [{ type: 'carousel', elements: times(11, () => card()) }],
    '/blocks/0/elements',
  ],
  [
    '10 children',
    [container(times(10, () => ({ type: 'divider' })))],
    [container(times(11, () => ({ type: 'divider' })))],
    '/blocks/0/child_blocks',
  ],
  ['card subtitle', [card({ subtitle: mrkdwn(x(150)) })], [card({ subtitle: mrkdwn(x(151)) })], '/blocks/0/subtitle/text'],
  ['card subtext', [card({ subtext: mrkdwn(x(200)) })], [card({ subtext: mrkdwn(x(201)) })], '/blocks/0/subtext/text'],
  [
    'container subtitle',
    [{ ...container([section()]), subtitle: mrkdwn(x(150)) }],
    [{ ...container([section()]), subtitle: mrkdwn(x(151)) }],
    '/blocks/0/subtitle/text',
  ],
  ['all characters of a table', [cells('table', 5000, 5000)], [cells('table', 5000, 5001)], '/blocks'],
  ['all characters of a data table', [cells('data_table', 10_000, 10_000)], [cells('data_table', 10_000, 10_001)], '/blocks'],
  [
    'characters of all data tables',
    [cells('data_table', 1, 1), cells('data_table', 1, 19_997)],
    [cells('data_table', 1, 1), cells('data_table', 1, 19_998)],
    '/blocks',
  ],
  ['chart label', [slices('x'.repeat(20))], [slices('x'.repeat(21))], '/blocks/0/chart/segments/0/label'],
  ['chart axis', [axis(50)], [axis(51)], '/blocks/0/chart/axis_config/x_label'],
  [
    'overflow url',
    one({ type: 'overflow', options: [option(1, { url: x(3000) })] }),
    one({ type: 'overflow', options: [option(1, { url: x(3001) })] }),
    '/blocks/0/elements/0/options/0/url',
  ],
  ['video title', [video({ title: plain(x(199)) })], [video({ title: plain(x(200)) })], '/blocks/0/title/text'],
  ['video author', [video({ author_name: x(49) })], [video({ author_name: x(50) })], '/blocks/0/author_name'],
  ['video description', [video({ description: plain(x(200)) })], [video({ description: plain(x(201)) })], '/blocks/0/description/text'],
  ['container title', [container([section()], x(150))], [container([section()], x(151))], '/blocks/0/title/text'],
];

function contextActions(count: number): Body[] {
  return [
    {
      type: 'context_actions',
      elements: times(count, (i) => ({ type: 'icon_button', icon: 'trash', text: plain('Delete'), action_id: `a${i}` })),
    },
  ];
}
function card(more: Body = {}): Body {
  return { type: 'card', title: mrkdwn('Title'), ...more };
}
function cells(type: string, first: number, second: number): Body {
  return { type, ...(type === 'data_table' ? { caption: 'Items' } : {}), rows: [[cell(x(first))], [cell(x(second))]] };
}
function slices(label: string): Body {
  return pie(1, { chart: { type: 'pie', segments: [{ label, value: 1 }] } });
}
function axis(length: number): Body {
  return bars(1, 1, { axis_config: { categories: ['c0'], x_label: x(length) } });
}
function video(more: Body): Body {
  return { type: 'video', video_url: 'https://x/v', thumbnail_url: 'https://x/t.png', alt_text: 'A film', title: plain('Film'), ...more };
}
function container(child_blocks: Body[], title = 'Group'): Body {
  return { type: 'container', title: plain(title), child_blocks };
}

describe('each limit of a message', () => {
  test.each(MESSAGE_LIMITS)('%s: at the limit it passes, one above it is refused', (_name, good, bad, path) => {
    expect(judgeMessage({ text: 't', blocks: good })).toEqual([]);
    const problems = judgeMessage({ text: 't', blocks: bad });
    expect(problems.map((problem) => problem.path)).toContain(path);
    expect(problems[0]?.code).toBe('invalid_blocks');
  });

  test('the message text, the sum of block text and nothing at all have codes of their own', () => {
    const code = (payload: Body) => judgeMessage(payload).map((problem) => problem.code);
    expect(code({ text: x(40_000) })).toEqual([]);
    expect(code({ text: x(40_001) })).toEqual(['msg_too_long']);
    const full = times(4, () => section(x(3000)));
    expect(code({ text: 't', blocks: [...full, section(x(1200))] })).toEqual([]);
    expect(code({ text: 't', blocks: [...full, section(x(1201))] })).toEqual(['msg_blocks_too_long']);
    expect(code({})).toEqual(['no_text']);
    expect(code({ text: '' })).toEqual(['no_text']);
    expect(code({ text: 't', blocks: 'no json' })).toEqual(['invalid_blocks_format']);
    const attachments = (count: number) => ({ text: 't', attachments: times(count, () => ({ text: 'a' })) });
    expect(code(attachments(100))).toEqual([]);
    expect(code(attachments(101))).toEqual(['too_many_attachments']);
    expect(code({ text: 't', attachments: [{ blocks: [section('')] }] })).toEqual(['invalid_blocks']);
    expect(code({ blocks: [section()] })).toEqual([]);
  });
});

describe('what Slack refuses in blocks', () => {
  const bad: readonly (readonly [string, Body[], string])[] = [
    ['an unknown block', [{ type: 'headline' }], '/blocks/0/type'],
    ['no type', [{}], '/blocks/0/type'],
    ['a file block', [{ type: 'file', external_id: 'x', source: 'remote' }], '/blocks/0/type'],
    ['an alert in a message', [{ type: 'alert', text: plain('a') }], '/blocks/0/type'],
    ['empty text', [section('')], '/blocks/0/text/text'],
    ['an empty section', [{ type: 'section' }], '/blocks/0'],
    ['a header in mrkdwn', [{ type: 'header', text: mrkdwn('h') }], '/blocks/0/text/type'],
    ['an unknown field', [section('a', { colour: 'red' })], '/blocks/0'],
    ['emoji on mrkdwn', [{ type: 'section', text: { ...mrkdwn('a'), emoji: true } }], '/blocks/0/text'],
    ['a block_id twice', [section('a', { block_id: 'x' }), section('b', { block_id: 'x' })], '/blocks/1/block_id'],
    ['an action_id twice in a block', [actions(button('a', 'x'), button('b', 'x'))], '/blocks/0/elements/1/action_id'],
    ['a datetimepicker beside a section', [section('a', { accessory: { type: 'datetimepicker' } })], '/blocks/0/accessory/type'],
    ['a text input among actions', one({ type: 'plain_text_input' }), '/blocks/0/elements/0/type'],
    ['a button in an input', inInput({ type: 'button', text: plain('b') }), '/blocks/0/element/type'],
    ['an empty actions block', [actions()], '/blocks/0/elements'],
    [
      'options and groups',
      one({ type: 'static_select', options: [option(1)], option_groups: [{ label: plain('g'), options: [option(1)] }] }),
      '/blocks/0/elements/0',
    ],
    ['no options', one({ type: 'static_select' }), '/blocks/0/elements/0'],
    ['an empty list of options', one({ type: 'static_select', options: [] }), '/blocks/0/elements/0/options'],
    [
      'an initial option that is not offered',
      one({ type: 'static_select', options: [option(1)], initial_option: option(2) }),
      '/blocks/0/elements/0',
    ],
    [
      'a url on a select’s option',
      one({ type: 'static_select', options: [option(1, { url: 'https://x' })] }),
      '/blocks/0/elements/0/options/0',
    ],
    ['a bad date', one({ type: 'datepicker', initial_date: '2026-13-01' }), '/blocks/0/elements/0/initial_date'],
    ['a bad time', one({ type: 'timepicker', initial_time: '24:00' }), '/blocks/0/elements/0/initial_time'],
    [
      'milliseconds in a datetimepicker',
      one({ type: 'datetimepicker', initial_date_time: 1_700_000_000_000 }),
      '/blocks/0/elements/0/initial_date_time',
    ],
    ['an empty conversation filter', one({ type: 'conversations_select', filter: {} }), '/blocks/0/elements/0/filter'],
    [
      'a response url outside modals',
      one({ type: 'conversations_select', response_url_enabled: true }),
      '/blocks/0/elements/0/response_url_enabled',
    ],
    ['numbers as numbers', inInput({ type: 'number_input', is_decimal_allowed: true, min_value: 1 }), '/blocks/0/element/min_value'],
    ['a number input that does not say decimals', inInput({ type: 'number_input' }), '/blocks/0/element'],
    ['min above max', inInput({ min_length: 5, max_length: 4 }), '/blocks/0/element/min_length'],
    ['a style that does not exist', one(button('b', 'a', { style: 'green' })), '/blocks/0/elements/0/style'],
    ['an image without source', [{ type: 'image', alt_text: 'a' }], '/blocks/0'],
    ['an image with two sources', [image({ slack_file: { id: 'F1' } })], '/blocks/0'],
    ['an empty table cell', [table(1, 1, '')], '/blocks/0/rows/0/0/text'],
    ['columns of a table', [{ ...table(1, 1), columns: [] }], '/blocks/0'],
    ['a data table without caption', [{ ...dataTable(2, 1), caption: undefined }], '/blocks/0'],
    ['uneven rows', [{ ...dataTable(2, 1), rows: [[cell()], [cell(), cell()]] }], '/blocks/0/rows/1'],
    ['a rich header cell', [{ ...dataTable(2, 1), rows: [[rich('h')], [cell()]] }], '/blocks/0/rows/0/0/type'],
    ['a chart title as text object', [pie(1, { title: plain('Mix') })], '/blocks/0/title'],
    ['a slice of nothing', [pie(1, { chart: { type: 'pie', segments: [{ label: 'a', value: 0 }] } })], '/blocks/0/chart/segments/0/value'],
    ['a missing point', [bars(1, 2, { axis_config: { categories: ['c0', 'c1', 'c2'] } })], '/blocks/0/chart/series/0/data'],
    ['categories twice', [bars(1, 2, { axis_config: { categories: ['c0', 'c0'] } })], '/blocks/0/chart/axis_config/categories'],
    ['a container in a container', [container([container([section()])])], '/blocks/0/child_blocks/0/type'],
    ['an input in a container', [container([input('b', 'l')])], '/blocks/0/child_blocks/0/type'],
    ['an empty card', [{ type: 'card' }], '/blocks/0'],
    ['an unknown rich text element', [{ type: 'rich_text', elements: [{ type: 'paragraph' }] }], '/blocks/0/elements/0/type'],
  ];
  test.each(bad)('%s', (_name, blocks, path) => {
    const problems = judgeMessage({ text: 't', blocks });
    expect(problems.map((problem) => problem.path)).toContain(path);
    expect(problems.every((problem) => problem.code === 'invalid_blocks')).toBe(true);
  });

  test('problems are written as Slack writes them', () => {
    const [problem] = judgeMessage({ text: 't', blocks: [section(x(3001))] });
    expect(problem && problemLine(problem)).toBe('[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]');
  });

  test('the same action_id in two blocks is fine', () => {
    expect(judgeMessage({ text: 't', blocks: [...one(button('a', 'x')), ...one(button('b', 'x'))] })).toEqual([]);
  });

  test('whatever it is given, it answers and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(Array.isArray(judgeMessage({ text: 't', blocks: [anything] }))).toBe(true);
        expect(Array.isArray(judgeMessage(anything))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('a section passes exactly when its text has 1 to 3000 characters', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3300 }), (length) => {
        expect(judgeMessage({ text: 't', blocks: [section(x(length))] }).length === 0).toBe(length >= 1 && length <= 3000);
      }),
    );
  });
});

describe('views', () => {
  const limits: readonly (readonly [string, Body, Body, string])[] = [
    ['100 blocks', modal(times(100, () => section())), modal(times(101, () => section())), '/view/blocks'],
    ['title', modal([section()], { title: plain(x(24)) }), modal([section()], { title: plain(x(25)) }), '/view/title/text'],
    ['submit', modal([section()], { submit: plain(x(24)) }), modal([section()], { submit: plain(x(25)) }), '/view/submit/text'],
    ['close', modal([section()], { close: plain(x(24)) }), modal([section()], { close: plain(x(25)) }), '/view/close/text'],
    [
      'private_metadata',
      modal([section()], { private_metadata: x(3000) }),
      modal([section()], { private_metadata: x(3001) }),
      '/view/private_metadata',
    ],
    ['callback_id', modal([section()], { callback_id: x(255) }), modal([section()], { callback_id: x(256) }), '/view/callback_id'],
    ['external_id', modal([section()], { external_id: x(255) }), modal([section()], { external_id: x(256) }), '/view/external_id'],
    ['alert', modal([{ type: 'alert', text: plain(x(200)) }]), modal([{ type: 'alert', text: plain(x(201)) }]), '/view/blocks/0/text/text'],
  ];
  test.each(limits)('%s: at the limit it passes, one above it is refused', (_name, good, bad, path) => {
    expect(judgeView(good)).toEqual([]);
    const [problem] = judgeView(bad);
    expect(problem).toMatchObject({ code: 'invalid_arguments', path });
  });

  test.each([
    ['no submit with inputs', { ...modal([input('a', 'A')]), submit: undefined }, '/view'],
    ['no title', { ...modal([section()]), title: undefined }, '/view'],
    ['no blocks', { ...modal([]), blocks: undefined }, '/view'],
    ['a title in mrkdwn', modal([section()], { title: mrkdwn('t') }), '/view/title/type'],
    ['a table', modal([table(1, 1)]), '/view/blocks/0/type'],
    ['a chart', modal([pie(1)]), '/view/blocks/0/type'],
    ['another type', { type: 'sheet', blocks: [] }, '/view/type'],
    ['a home with a title', { type: 'home', title: plain('t'), blocks: [] }, '/view'],
    ['an alert on the home', { type: 'home', blocks: [{ type: 'alert', text: plain('a') }] }, '/view/blocks/0/type'],
    [
      'two fields in focus',
      modal([input('a', 'A', { focus_on_load: true }), input('b', 'B', { focus_on_load: true })]),
      '/view/blocks/1/element/focus_on_load',
    ],
  ])('%s is refused', (_name, view, path) => {
    expect(judgeView(view).map((problem) => problem.path)).toContain(path);
  });

  test('250 KB is the end', () => {
    const sized = (bytes: number) => {
      const view = modal(
        times(90, () => section(x(2700))),
        { private_metadata: '' },
      );
      return { ...view, private_metadata: x(bytes - Buffer.byteLength(JSON.stringify(view))) };
    };
    const code = (bytes: number) => judgeView(sized(bytes)).map((problem) => problem.code);
    expect(code(250_000)).not.toContain('view_too_large');
    expect(code(250_001)).toContain('view_too_large');
  });
});

describe('answers', () => {
  const blocks = [input('a', 'A'), section('b', { block_id: 'b' })];
  test.each([
    [{ response_action: 'clear' }, 0],
    [{ response_action: 'errors', errors: { a: 'No' } }, 0],
    [{ response_action: 'errors', errors: { b: 'No' } }, 1],
    [{ response_action: 'errors', errors: {} }, 1],
    [{ response_action: 'errors', errors: { a: '' } }, 1],
    [{ response_action: 'update', view: modal([section()]) }, 0],
    [{ response_action: 'push', view: modal([section('')]) }, 1],
    [{ response_action: 'shout' }, 1],
    [{}, 1],
  ])('%j has %i problems', (answer, count) => {
    expect(judgeSubmissionAnswer(answer, blocks)).toHaveLength(count);
  });

  test('options: 100 at most, one of options and option_groups', () => {
    expect(judgeOptions({ options: times(100, option) })).toEqual([]);
    expect(judgeOptions({ options: [] })).toEqual([]);
    expect(judgeOptions({ options: times(101, option) })).toHaveLength(1);
    expect(judgeOptions({})).toHaveLength(1);
  });
});
