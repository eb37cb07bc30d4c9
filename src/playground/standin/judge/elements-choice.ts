import { exactlyOne, flag, integer, list, matching, maybe, oneOf, shape, someOf, string } from './checks.ts';
import { isObject } from './json.ts';
import { type Check, report } from './judging.ts';
import { LIMITS } from './limits.ts';
import { confirmation, initialIsOffered, option, optionGroups } from './options.ts';
import { plainText } from './text.ts';

const base = { action_id: maybe(string(LIMITS.id)), confirm: maybe(confirmation), focus_on_load: maybe(flag) };
const placeholder = { placeholder: maybe(plainText(LIMITS.placeholder)) };
const several = { max_selected_items: maybe(integer(1)) };
const staticOptions = { options: maybe(list(option.plain, LIMITS.select.options)), option_groups: maybe(optionGroups) };
const userId = matching(/^[UW][A-Z0-9]+$/, 'must be a user id');
const channelId = matching(/^[CG][A-Z0-9]+$/, 'must be a channel id');
const conversationId = matching(/^[CDGUW][A-Z0-9]+$/, 'must be a conversation id');
const filter = shape(
  {
    include: maybe(list(oneOf('im', 'mpim', 'private', 'public'), 4)),
    exclude_external_shared_channels: maybe(flag),
    exclude_bot_users: maybe(flag),
  },
  someOf('include', 'exclude_bot_users', 'exclude_external_shared_channels'),
);

/** Slack draws the response_url switch only in a modal's inputs, and refuses it elsewhere. */
const onlyInModals: Check = (value, path, judging) => {
  if (isObject(value) && value.response_url_enabled === true && judging.surface !== 'modal') {
    report(judging, `${path}/response_url_enabled`, 'is only allowed in modals');
  }
};

/** Elements with which a person picks: https://docs.slack.dev/reference/block-kit/block-elements/ */
export const choiceElements: Readonly<Record<string, Check>> = {
  overflow: shape({
    type: oneOf('overflow'),
    action_id: base.action_id,
    options: list(option.overflow, LIMITS.overflow.options),
    confirm: base.confirm,
  }),
  static_select: shape(
    { type: oneOf('static_select'), ...base, ...placeholder, ...staticOptions, initial_option: maybe(option.plain) },
    exactlyOne('options', 'option_groups'),
    initialIsOffered,
  ),
  multi_static_select: shape(
    {
      type: oneOf('multi_static_select'),
      ...base,
      ...placeholder,
      ...several,
      ...staticOptions,
      initial_options: maybe(list(option.plain, LIMITS.select.options)),
    },
    exactlyOne('options', 'option_groups'),
    initialIsOffered,
  ),
  external_select: shape({
    type: oneOf('external_select'),
    ...base,
    ...placeholder,
    initial_option: maybe(option.plain),
    min_query_length: maybe(integer(0)),
  }),
  multi_external_select: shape({
    type: oneOf('multi_external_select'),
    ...base,
    ...placeholder,
    ...several,
    initial_options: maybe(list(option.plain, LIMITS.select.options)),
    min_query_length: maybe(integer(0)),
  }),
  users_select: shape({ type: oneOf('users_select'), ...base, ...placeholder, initial_user: maybe(userId) }),
  multi_users_select: shape({
    type: oneOf('multi_users_select'),
    ...base,
    ...placeholder,
    ...several,
    initial_users: maybe(list(userId, 1000)),
  }),
  channels_select: shape(
    { type: oneOf('channels_select'), ...base, ...placeholder, initial_channel: maybe(channelId), response_url_enabled: maybe(flag) },
    onlyInModals,
  ),
  multi_channels_select: shape({
    type: oneOf('multi_channels_select'),
    ...base,
    ...placeholder,
    ...several,
    initial_channels: maybe(list(channelId, 1000)),
  }),
  conversations_select: shape(
    {
      type: oneOf('conversations_select'),
      ...base,
      ...placeholder,
      initial_conversation: maybe(conversationId),
      default_to_current_conversation: maybe(flag),
      filter: maybe(filter),
      response_url_enabled: maybe(flag),
    },
    onlyInModals,
  ),
  multi_conversations_select: shape({
    type: oneOf('multi_conversations_select'),
    ...base,
    ...placeholder,
    ...several,
    initial_conversations: maybe(list(conversationId, 1000)),
    default_to_current_conversation: maybe(flag),
    filter: maybe(filter),
  }),
  checkboxes: shape(
    {
      type: oneOf('checkboxes'),
      ...base,
      options: list(option.rich, LIMITS.choice.options),
      initial_options: maybe(list(option.rich, LIMITS.choice.options)),
    },
    initialIsOffered,
  ),
  radio_buttons: shape(
    { type: oneOf('radio_buttons'), ...base, options: list(option.rich, LIMITS.choice.options), initial_option: maybe(option.rich) },
    initialIsOffered,
  ),
  datepicker: shape({
    type: oneOf('datepicker'),
    ...base,
    ...placeholder,
    initial_date: maybe(matching(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a date as YYYY-MM-DD')),
  }),
  timepicker: shape({
    type: oneOf('timepicker'),
    ...base,
    ...placeholder,
    initial_time: maybe(matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time as HH:mm')),
    timezone: maybe(string(LIMITS.id)),
  }),
  datetimepicker: shape({ type: oneOf('datetimepicker'), ...base, initial_date_time: maybe(integer(1_000_000_000, 9_999_999_999)) }),
};
