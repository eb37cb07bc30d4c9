import { flag, list, matching, maybe, oneOf, shape, someOf, string } from './checks.ts';
import { elementOf, pictureShape } from './elements.ts';
import { isObject } from './json.ts';
import { type Check, report } from './judging.ts';
import { LIMITS } from './limits.ts';
import { anyText, plainText } from './text.ts';

const block_id = maybe(string(LIMITS.id));
const contextText = anyText();
const picture = pictureShape();
const HTTPS = matching(/^https:\/\//, 'must be an https URL');

const contextElement: Check = (value, path, judging) => {
  const isPicture = isObject(value) && value.type === 'image';
  (isPicture ? picture : contextText)(value, path, judging);
};

/** A file input cannot dispatch actions while a person still uploads. */
const noDispatchOfFiles: Check = (value, path, judging) => {
  if (isObject(value) && value.dispatch_action === true && isObject(value.element) && value.element.type === 'file_input') {
    report(judging, `${path}/dispatch_action`, 'is not allowed with file_input');
  }
};

/** Blocks that exist on every surface, and the modal's alert: https://docs.slack.dev/reference/block-kit/blocks */
export const plainBlocks: Readonly<Record<string, Check>> = {
  header: shape({ type: oneOf('header'), block_id, text: plainText(LIMITS.header) }),
  divider: shape({ type: oneOf('divider'), block_id }),
  section: shape(
    {
      type: oneOf('section'),
      block_id,
      text: maybe(anyText()),
      fields: maybe(list(anyText(LIMITS.section.field), LIMITS.section.fields)),
      accessory: maybe(elementOf('section')),
      expand: maybe(flag),
    },
    someOf('text', 'fields'),
  ),
  context: shape({ type: oneOf('context'), block_id, elements: list(contextElement, LIMITS.context.elements) }),
  actions: shape({ type: oneOf('actions'), block_id, elements: list(elementOf('actions'), LIMITS.actions.elements) }),
  input: shape(
    {
      type: oneOf('input'),
      block_id,
      label: plainText(LIMITS.input.label),
      hint: maybe(plainText(LIMITS.input.hint)),
      element: elementOf('input'),
      optional: maybe(flag),
      dispatch_action: maybe(flag),
    },
    noDispatchOfFiles,
  ),
  image: pictureShape({ block_id, title: maybe(plainText(LIMITS.image.title)) }),
  video: shape({
    type: oneOf('video'),
    block_id,
    video_url: HTTPS,
    thumbnail_url: string(LIMITS.image.url),
    alt_text: string(LIMITS.image.alt),
    title: plainText(LIMITS.video.title),
    title_url: maybe(HTTPS),
    author_name: maybe(string(LIMITS.video.author)),
    provider_name: maybe(string(LIMITS.id)),
    provider_icon_url: maybe(string(LIMITS.image.url)),
    description: maybe(plainText(LIMITS.video.description)),
  }),
  alert: shape({
    type: oneOf('alert'),
    block_id,
    text: anyText(LIMITS.alert.text),
    level: maybe(oneOf('default', 'info', 'warning', 'error', 'success')),
  }),
};
