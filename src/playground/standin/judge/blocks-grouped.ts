import { flag, list, maybe, oneOf, shape, someOf, string } from './checks.ts';
import { pictureShape } from './elements.ts';
import type { Check } from './judging.ts';
import { LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';
import { anyText, plainText } from './text.ts';

/** A container holds other blocks, never another container: https://docs.slack.dev/reference/block-kit/blocks/container-block */
export function containerOf(child: Check): Check {
  return shape(
    {
      type: oneOf('container'),
      block_id: maybe(string(LIMITS.id)),
      title: maybe(plainText(LIMITS.container.title)),
      rich_text_title: maybe(richText),
      subtitle: maybe(anyText(LIMITS.container.subtitle)),
      child_blocks: list(child, LIMITS.container.children),
      width: maybe(oneOf('narrow', 'standard', 'wide', 'full')),
      icon: maybe(pictureShape()),
      is_collapsible: maybe(flag),
      default_collapsed: maybe(flag),
      has_header_divider: maybe(flag),
    },
    someOf('title', 'rich_text_title'),
  );
}
