import type { Message, View } from '../../wire/protocol.ts';
import { isObject, isString, type Json, objects } from '../judge/json.ts';
import { elementsOf, labelOf, optionsOf } from './elements.ts';

/** Everything a person can read in a message or view, one block per line; buttons as `[Label]`, required fields with `*`. */
export function flatText(shown: Message | View): string {
  const blocks = shown.blocks.map(blockText).filter((line) => line !== '');
  if ('title' in shown) return [shown.title, ...blocks, ...Object.values(shown.errors)].filter((line) => line !== '').join('\n');
  return blocks.length > 0 ? blocks.join('\n') : shown.text;
}

export interface ShownButton {
  readonly label: string;
  readonly actionId: string;
  readonly blockId: string;
  readonly value?: string;
  readonly url?: string;
  readonly style?: string;
}

export function buttonsOf(shown: Message | View): ShownButton[] {
  return elementsOf(shown.blocks).flatMap(({ block, element }) => {
    if (element.type !== 'button') return [];
    const { value, url, style } = element;
    return {
      label: labelOf(element.text),
      actionId: String(element.action_id),
      blockId: String(block.block_id),
      ...(isString(value) ? { value } : {}),
      ...(isString(url) ? { url } : {}),
      ...(isString(style) ? { style } : {}),
    };
  });
}

function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}

function blockText(block: Json): string {
  const words = labelOf(block.text);
  switch (block.type) {
    case 'section':
      return lines(words, ...objects(block.fields).map(labelOf), isObject(block.accessory) ? elementText(block.accessory) : '');
    case 'context':
    case 'actions':
    case 'context_actions':
      return objects(block.elements).map(elementText).join(' ');
    case 'input':
      return lines(
        `${labelOf(block.label)}${block.optional === true ? '' : '*'}`,
        labelOf(block.hint),
        isObject(block.element) ? elementText(block.element) : '',
      );
    case 'image':
      return lines(labelOf(block.title), String(block.alt_text));
    case 'rich_text':
      return richText(block);
    case 'table':
    case 'data_table':
      return lines(labelOf(block.caption), ...rows(block));
    case 'data_visualization':
      return lines(labelOf(block.title), chartText(block.chart));
    case 'card':
      return lines(
        ...['title', 'subtitle', 'body', 'subtext'].map((name) => labelOf(block[name])),
        ...objects(block.actions).map(elementText),
      );
    case 'carousel':
      return objects(block.elements).map(blockText).join('\n');
    case 'container':
      return lines(labelOf(block.title), labelOf(block.subtitle), ...objects(block.child_blocks).map(blockText));
    default:
      return lines(labelOf(block.title), words);
  }
}

function elementText(element: Json): string {
  switch (element.type) {
    case 'plain_text':
    case 'mrkdwn':
      return labelOf(element);
    case 'image':
      return String(element.alt_text);
    case 'button':
    case 'workflow_button':
    case 'icon_button':
      return `[${labelOf(element.text)}]`;
    case 'feedback_buttons':
      return objects([element.positive_button, element.negative_button])
        .map((button) => `[${labelOf(button.text)}]`)
        .join(' ');
    default: {
      const choices = optionsOf(element).map((option) => labelOf(option.text));
      const initial = isString(element.initial_value) ? element.initial_value : '';
      return lines(labelOf(element.placeholder), initial, choices.length > 0 ? `(${choices.join(' / ')})` : '');
    }
  }
}

function rows(block: Json): string[] {
  const all = Array.isArray(block.rows) ? block.rows : [];
  return all.map((row) =>
    objects(row)
      .map((cell) => (cell.type === 'rich_text' ? richText(cell) : labelOf(cell)))
      .join(' | '),
  );
}

function chartText(chart: unknown): string {
  if (!isObject(chart)) return '';
  const points = (list: unknown) =>
    objects(list)
      .map((point) => `${point.label}: ${point.value}`)
      .join(', ');
  return lines(points(chart.segments), ...objects(chart.series).map((one) => `${one.name}: ${points(one.data)}`));
}

function richText(value: Json): string {
  switch (value.type) {
    case 'rich_text':
    case 'rich_text_list':
      return objects(value.elements).map(richText).join('\n');
    case 'user':
      return `<@${value.user_id}>`;
    case 'channel':
      return `<#${value.channel_id}>`;
    case 'broadcast':
      return `<!${value.range}>`;
    case 'link':
      return isString(value.text) && value.text !== '' ? value.text : String(value.url);
    case 'emoji':
      return `:${value.name}:`;
    case 'date':
      return isString(value.fallback) ? value.fallback : String(value.timestamp);
    case 'text':
      return labelOf(value);
    default:
      return objects(value.elements).map(richText).join('');
  }
}
