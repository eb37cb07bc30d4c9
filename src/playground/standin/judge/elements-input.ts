import { flag, integer, list, matching, maybe, oneOf, shape, string } from './checks.ts';
import { isObject, isString } from './json.ts';
import { type Check, report } from './judging.ts';
import { LIMITS } from './limits.ts';
import { dispatchConfig } from './options.ts';
import { richText } from './rich-text.ts';
import { plainText } from './text.ts';

const base = {
  action_id: maybe(string(LIMITS.id)),
  placeholder: maybe(plainText(LIMITS.placeholder)),
  dispatch_action_config: maybe(dispatchConfig),
  focus_on_load: maybe(flag),
};
/** number_input takes its bounds as strings; a JSON number is refused. */
const numeral = matching(/^-?\d+(\.\d+)?$/, 'must be a number as a string');

const lengthsInOrder: Check = (value, path, judging) => {
  if (!isObject(value)) return;
  const { min_length: min, max_length: max, initial_value: initial } = value;
  if (typeof min === 'number' && typeof max === 'number' && min > max)
    report(judging, `${path}/min_length`, 'must be less than or equal to max_length');
  if (isString(initial) && typeof max === 'number' && initial.length > max)
    report(judging, `${path}/initial_value`, `must be less than ${max + 1} characters`);
};

/** Elements into which a person types: https://docs.slack.dev/reference/block-kit/block-elements/ */
export const inputElements: Readonly<Record<string, Check>> = {
  plain_text_input: shape(
    {
      type: oneOf('plain_text_input'),
      ...base,
      initial_value: maybe(string(LIMITS.textInput.length, 0)),
      multiline: maybe(flag),
      min_length: maybe(integer(0, LIMITS.textInput.length)),
      max_length: maybe(integer(1, LIMITS.textInput.length)),
    },
    lengthsInOrder,
  ),
  number_input: shape({
    type: oneOf('number_input'),
    ...base,
    is_decimal_allowed: flag,
    initial_value: maybe(numeral),
    min_value: maybe(numeral),
    max_value: maybe(numeral),
  }),
  email_text_input: shape({ type: oneOf('email_text_input'), ...base, initial_value: maybe(string(LIMITS.textInput.length)) }),
  url_text_input: shape({ type: oneOf('url_text_input'), ...base, initial_value: maybe(string(LIMITS.textInput.length)) }),
  rich_text_input: shape({
    type: oneOf('rich_text_input'),
    ...base,
    initial_value: maybe(richText),
    min_lines: maybe(integer(1, LIMITS.richTextInput.lines)),
    max_lines: maybe(integer(1, LIMITS.richTextInput.lines)),
  }),
  file_input: shape({
    type: oneOf('file_input'),
    action_id: base.action_id,
    filetypes: maybe(list(string(20), 100)),
    max_files: maybe(integer(1, LIMITS.fileInput.files)),
  }),
};
