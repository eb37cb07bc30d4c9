import { list, maybe, oneOf, shape, string } from './checks.ts';
import { isObject, objects } from './json.ts';
import { type Check, report } from './judging.ts';
import { LIMITS } from './limits.ts';
import { anyText, plainText } from './text.ts';

const TRIGGERS = ['on_enter_pressed', 'on_character_entered'];

/** Composition objects: https://docs.slack.dev/reference/block-kit/composition-objects/ */
const plainOption = shape({
  text: plainText(LIMITS.option.text),
  value: string(LIMITS.option.value),
  description: maybe(plainText(LIMITS.option.description)),
});

/** Checkboxes and radio buttons may hold mrkdwn. */
const richOption = shape({
  text: anyText(LIMITS.option.text),
  value: string(LIMITS.option.value),
  description: maybe(anyText(LIMITS.option.description)),
});

/** Only an overflow menu's option may be a link. */
const overflowOption = shape({
  text: plainText(LIMITS.option.text),
  value: maybe(string(LIMITS.option.value)),
  description: maybe(plainText(LIMITS.option.description)),
  url: maybe(string(LIMITS.option.url)),
});

export const option = { plain: plainOption, rich: richOption, overflow: overflowOption };

export const optionGroups: Check = list(
  shape({ label: plainText(LIMITS.select.groupLabel), options: list(plainOption, LIMITS.select.options) }),
  LIMITS.select.groups,
);

export const confirmation: Check = shape({
  title: maybe(plainText(LIMITS.confirm.title)),
  text: anyText(LIMITS.confirm.text),
  confirm: maybe(plainText(LIMITS.confirm.button)),
  deny: maybe(plainText(LIMITS.confirm.button)),
  style: maybe(oneOf('primary', 'danger')),
});

export const dispatchConfig: Check = shape({ trigger_actions_on: list(oneOf(...TRIGGERS), TRIGGERS.length) });

function sameOption(left: unknown, right: unknown): boolean {
  return isObject(left) && isObject(right) && left.value === right.value && JSON.stringify(left.text) === JSON.stringify(right.text);
}

/** An initial option must be one of the options, text and value alike; Slack refuses anything else. */
export const initialIsOffered: Check = (value, path, judging) => {
  if (!isObject(value)) return;
  const offered = [...objects(value.options), ...objects(value.option_groups).flatMap((group) => objects(group.options))];
  const initial = [...objects(value.initial_options), ...objects([value.initial_option])];
  for (const choice of initial) {
    if (!offered.some((entry) => sameOption(entry, choice))) report(judging, path, 'initial option must be one of the provided options');
  }
};
