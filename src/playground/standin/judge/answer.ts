import { exactlyOne, list, maybe, oneOf, shape, string } from './checks.ts';
import { isObject, objects } from './json.ts';
import { type Problem, report, startJudging } from './judging.ts';
import { LIMITS } from './limits.ts';
import { option, optionGroups } from './options.ts';
import { judgeView } from './view.ts';

const optionsAnswer = shape(
  { options: maybe(list(option.plain, LIMITS.select.options, 0)), option_groups: maybe(optionGroups) },
  exactlyOne('options', 'option_groups'),
);

/** What Slack would refuse about the answer to a `block_suggestion`. */
export function judgeOptions(answer: unknown): Problem[] {
  const judging = startJudging('modal');
  optionsAnswer(answer, '', judging);
  return judging.problems;
}

/**
 * What Slack would refuse about the answer to a `view_submission` of a view with these blocks: an unknown `response_action`,
 * a bad view, or `errors` for block ids that are no input of that view. https://docs.slack.dev/surfaces/modals
 */
export function judgeSubmissionAnswer(answer: unknown, submittedBlocks: unknown): Problem[] {
  const judging = startJudging('modal');
  if (!isObject(answer)) {
    report(judging, '', 'must be a valid object');
    return judging.problems;
  }
  oneOf('clear', 'update', 'push', 'errors')(answer.response_action, '/response_action', judging);
  if (answer.response_action === 'update' || answer.response_action === 'push') judging.problems.push(...judgeView(answer.view));
  if (answer.response_action === 'errors') {
    if (!isObject(answer.errors) || Object.keys(answer.errors).length === 0) report(judging, '/errors', 'must be a valid object');
    else {
      const inputs = new Set(objects(submittedBlocks).flatMap((block) => (block.type === 'input' ? [block.block_id] : [])));
      for (const [blockId, words] of Object.entries(answer.errors)) {
        if (!inputs.has(blockId)) report(judging, `/errors/${blockId}`, 'is not the block_id of an input block in this view');
        string(LIMITS.text)(words, `/errors/${blockId}`, judging);
      }
    }
  }
  return judging.problems;
}
