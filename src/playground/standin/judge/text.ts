import { byType, flag, maybe, oneOf, shape, string } from './checks.ts';
import type { Check } from './judging.ts';
import { LIMITS } from './limits.ts';

/** Text objects: https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export function plainText(max: number = LIMITS.text): Check {
  return byType({ plain_text: shape({ type: oneOf('plain_text'), text: string(max), emoji: maybe(flag) }) });
}

export function mrkdwn(max: number = LIMITS.text): Check {
  return byType({ mrkdwn: shape({ type: oneOf('mrkdwn'), text: string(max), verbatim: maybe(flag) }) });
}

export function anyText(max: number = LIMITS.text): Check {
  return byType({
    plain_text: shape({ type: oneOf('plain_text'), text: string(max), emoji: maybe(flag) }),
    mrkdwn: shape({ type: oneOf('mrkdwn'), text: string(max), verbatim: maybe(flag) }),
  });
}
