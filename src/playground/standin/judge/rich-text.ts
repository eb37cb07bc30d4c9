import { byType, flag, integer, list, maybe, oneOf, shape, string } from './checks.ts';
import type { Check } from './judging.ts';
import { LIMITS } from './limits.ts';

const MANY = 1000;
const style = maybe(
  shape({
    bold: maybe(flag),
    italic: maybe(flag),
    strike: maybe(flag),
    code: maybe(flag),
    underline: maybe(flag),
    highlight: maybe(flag),
    client_highlight: maybe(flag),
    unlink: maybe(flag),
  }),
);
const id = string(LIMITS.id);
const words = string(LIMITS.message.text);

const text = shape({ type: oneOf('text'), text: words, style });
const link = shape({ type: oneOf('link'), url: string(LIMITS.image.url), text: maybe(string(LIMITS.text, 0)), unsafe: maybe(flag), style });

const inline = byType({
  text,
  link,
  user: shape({ type: oneOf('user'), user_id: id, style }),
  usergroup: shape({ type: oneOf('usergroup'), usergroup_id: id, style }),
  channel: shape({ type: oneOf('channel'), channel_id: id, style }),
  team: shape({ type: oneOf('team'), team_id: id, style }),
  broadcast: shape({ type: oneOf('broadcast'), range: oneOf('here', 'channel', 'everyone'), style }),
  emoji: shape({ type: oneOf('emoji'), name: id, unicode: maybe(id), url: maybe(words), skin_tone: maybe(integer(1, 6)), style }),
  color: shape({ type: oneOf('color'), value: id, style }),
  date: shape({ type: oneOf('date'), timestamp: integer(0), format: id, url: maybe(words), fallback: maybe(words), style }),
});

const border = maybe(oneOf(0, 1));
const section = shape({ type: oneOf('rich_text_section'), elements: list(inline, MANY) });

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export const richText: Check = shape({
  type: oneOf('rich_text'),
  block_id: maybe(id),
  elements: list(
    byType({
      rich_text_section: section,
      rich_text_list: shape({
        type: oneOf('rich_text_list'),
        style: oneOf('bullet', 'ordered'),
        elements: list(section, MANY),
        indent: maybe(integer(0, 8)),
        offset: maybe(integer(0)),
        border,
      }),
      rich_text_quote: shape({ type: oneOf('rich_text_quote'), elements: list(inline, MANY), border }),
      rich_text_preformatted: shape({
        type: oneOf('rich_text_preformatted'),
        elements: list(byType({ text, link }), MANY),
        border,
        language: maybe(id),
      }),
    }),
    MANY,
  ),
});
