import { byType, exactlyOne, list, matching, maybe, type Optional, oneOf, shape, string } from './checks.ts';
import { choiceElements } from './elements-choice.ts';
import { inputElements } from './elements-input.ts';
import { type Check, report } from './judging.ts';
import { ELEMENTS, LIMITS } from './limits.ts';
import { confirmation } from './options.ts';
import { plainText } from './text.ts';

const IMAGE_SOURCES = {
  image_url: maybe(string(LIMITS.image.url)),
  slack_file: maybe(shape({ id: maybe(string(LIMITS.id)), url: maybe(string(LIMITS.image.url)) }, exactlyOne('id', 'url'))),
};

/** The picture fields that the image block and the image element share. */
export function pictureShape(more: Readonly<Record<string, Check | Optional>> = {}): Check {
  return shape(
    { type: oneOf('image'), alt_text: string(LIMITS.image.alt), ...IMAGE_SOURCES, ...more },
    exactlyOne('image_url', 'slack_file'),
  );
}

const actionId = maybe(string(LIMITS.id));
const style = maybe(oneOf('primary', 'danger'));
const accessibility = maybe(string(LIMITS.button.accessibility));

const feedback = shape({ text: plainText(LIMITS.button.text), accessibility_label: accessibility, value: string(LIMITS.button.value) });

const buttonElements: Readonly<Record<string, Check>> = {
  button: shape({
    type: oneOf('button'),
    action_id: actionId,
    text: plainText(LIMITS.button.text),
    value: maybe(string(LIMITS.button.value)),
    url: maybe(string(LIMITS.button.url)),
    style,
    confirm: maybe(confirmation),
    accessibility_label: accessibility,
  }),
  workflow_button: shape({
    type: oneOf('workflow_button'),
    action_id: actionId,
    text: plainText(LIMITS.button.text),
    workflow: shape({
      trigger: shape({
        url: string(LIMITS.button.url),
        customizable_input_parameters: maybe(list(shape({ name: string(LIMITS.id), value: string(LIMITS.text) }), 100)),
      }),
    }),
    style,
    confirm: maybe(confirmation),
    accessibility_label: accessibility,
  }),
  feedback_buttons: shape({ type: oneOf('feedback_buttons'), action_id: actionId, positive_button: feedback, negative_button: feedback }),
  icon_button: shape({
    type: oneOf('icon_button'),
    action_id: actionId,
    icon: oneOf('trash'),
    text: plainText(LIMITS.button.text),
    value: maybe(string(LIMITS.button.value)),
    confirm: maybe(confirmation),
    accessibility_label: accessibility,
    visible_to_user_ids: maybe(list(matching(/^[UW]/, 'must be a user id'), 100)),
  }),
  image: pictureShape(),
};

const everyElement = byType({ ...buttonElements, ...choiceElements, ...inputElements });

/**
 * One element inside a block of this type: its kind must be allowed there, its action id new in the block
 * (Slack: `action_id` already exists), and the view may focus one element at most.
 */
export function elementOf(blockType: string): Check {
  return (value, path, judging) => {
    const element = (typeof value === 'object' && value !== null ? value : {}) as {
      type?: unknown;
      action_id?: unknown;
      focus_on_load?: unknown;
    };
    if (typeof element.type === 'string' && !(ELEMENTS[blockType] ?? []).includes(element.type)) {
      return report(judging, `${path}/type`, `unsupported type: ${element.type}`);
    }
    everyElement(value, path, judging);
    if (typeof element.action_id === 'string') {
      if (judging.actionIds.has(element.action_id))
        report(judging, `${path}/action_id`, `\`action_id\` "${element.action_id}" already exists`);
      judging.actionIds.add(element.action_id);
    }
    if (element.focus_on_load === true) {
      judging.focused += 1;
      if (judging.focused > 1) report(judging, `${path}/focus_on_load`, 'only one element may be focused on load');
    }
  };
}
