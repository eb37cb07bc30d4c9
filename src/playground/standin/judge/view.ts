import { blockList } from './blocks.ts';
import { flag, maybe, oneOf, shape, string } from './checks.ts';
import { isObject, objects } from './json.ts';
import { type Check, type Problem, report, startJudging } from './judging.ts';
import { LIMITS, type Surface } from './limits.ts';
import { plainText } from './text.ts';

const common = {
  blocks: blockList,
  private_metadata: maybe(string(LIMITS.view.privateMetadata, 0)),
  callback_id: maybe(string(LIMITS.view.callbackId, 0)),
  external_id: maybe(string(LIMITS.view.externalId, 0)),
};

/** A modal with inputs must say how to send them. */
const submitWithInputs: Check = (value, path, judging) => {
  const hasInput = isObject(value) && objects(value.blocks).some((block) => block.type === 'input');
  if (hasInput && isObject(value) && !value.submit) report(judging, path, 'missing required field: submit (required with input blocks)');
};

const modal = shape(
  {
    type: oneOf('modal'),
    ...common,
    title: plainText(LIMITS.view.title),
    submit: maybe(plainText(LIMITS.view.button)),
    close: maybe(plainText(LIMITS.view.button)),
    clear_on_close: maybe(flag),
    notify_on_close: maybe(flag),
    submit_disabled: maybe(flag),
  },
  submitWithInputs,
);

const home = shape({ type: oneOf('home'), ...common });

/**
 * What Slack would refuse about a view: views.open, push, update, publish and the `view` of a `response_action`.
 * An empty list means Slack takes it. https://docs.slack.dev/reference/views/modal-views
 */
export function judgeView(view: unknown): Problem[] {
  const surface: Surface = isObject(view) && view.type === 'home' ? 'home' : 'modal';
  const judging = startJudging(surface);
  if (!isObject(view)) report(judging, '/view', 'must be a valid object');
  else if (view.type !== 'modal' && view.type !== 'home') report(judging, '/view/type', `unsupported type: ${String(view.type)}`);
  else {
    const bytes = Buffer.byteLength(JSON.stringify(view));
    if (bytes > LIMITS.view.bytes) report(judging, '/view', `must be less than ${LIMITS.view.bytes + 1} bytes`, 'view_too_large');
    (surface === 'home' ? home : modal)(view, '/view', judging);
  }
  return judging.problems;
}
