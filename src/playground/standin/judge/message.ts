import { blockList } from './blocks.ts';
import { isObject, isString } from './json.ts';
import { type Problem, report, startJudging } from './judging.ts';
import { LIMITS } from './limits.ts';
import { judgeTotals } from './totals.ts';

/**
 * What Slack would refuse about a message: the arguments of chat.postMessage, chat.update, chat.postEphemeral, the body of a slash
 * command's answer or a response_url post. An empty list means Slack takes it.
 * https://docs.slack.dev/reference/methods/chat.postMessage
 */
export function judgeMessage(payload: unknown): Problem[] {
  const judging = startJudging('message');
  if (!isObject(payload)) {
    report(judging, '', 'must be a valid object', 'invalid_payload');
    return judging.problems;
  }
  const { text, blocks, attachments } = payload;
  if (text !== undefined && text !== null && !isString(text)) report(judging, '/text', 'must be a string', 'invalid_arguments');
  if (isString(text) && text.length > LIMITS.message.text)
    report(judging, '/text', `must be less than ${LIMITS.message.text + 1} characters`, 'msg_too_long');
  const all: unknown[] = [];
  if (blocks !== undefined && blocks !== null) {
    if (Array.isArray(blocks)) {
      blockList(blocks, '/blocks', judging);
      all.push(...blocks);
    } else report(judging, '/blocks', 'must be an array', 'invalid_blocks_format');
  }
  if (attachments !== undefined && attachments !== null) {
    if (!Array.isArray(attachments)) report(judging, '/attachments', 'must be an array', 'invalid_attachments');
    else {
      if (attachments.length > LIMITS.message.attachments)
        report(judging, '/attachments', `no more than ${LIMITS.message.attachments} items allowed`, 'too_many_attachments');
      attachments.forEach((attachment, index) => {
        if (!isObject(attachment) || attachment.blocks === undefined) return;
        blockList(attachment.blocks, `/attachments/${index}/blocks`, judging);
        if (Array.isArray(attachment.blocks)) all.push(...attachment.blocks);
      });
    }
  }
  judgeTotals(all, '/blocks', judging);
  const nothing = !(isString(text) && text !== '') && all.length === 0 && !(Array.isArray(attachments) && attachments.length > 0);
  if (nothing && judging.problems.length === 0) report(judging, '/text', 'missing required field: text', 'no_text');
  return judging.problems;
}
