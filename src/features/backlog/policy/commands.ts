import { command, type Feature } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { update } from '../../../chat/reply.ts';
import { anyText } from '../../../chat/words.ts';
import { asPolicy } from '../../../model/item/readiness.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read } from '../../kit/access.ts';
import { namedStream } from '../../kit/finding/named-stream.ts';
import { onRead, onSubmit } from '../../kit/on.ts';
import { editLimits, editReadiness, limitsForm, readinessForm } from './contracts.ts';
import { openLimits, openReadiness } from './open-policy.ts';
import { savePolicy } from './save-policy.ts';
import { policyBlocks } from './show-policy.ts';

/** What a stream's owner has set: when an item is ready, limits and shares (rows C5, C6, C18, C19, C21, C22, C23). */
export const policy: Feature<Access> = {
  name: 'policy',
  commands: [
    command({
      name: 'policy',
      also: ['govern'],
      group: 'backlog',
      summary: say`{A stream}'s rules: when {an item} is ready, limits and shares. Its owner changes them.`,
      usage: '/flow policy [STREAM]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => read(async (context: Read) => update(await policyBlocks(context, (await namedStream(context, text)).stream))),
    }),
  ],
  actions: [
    onRead(editReadiness, 'govern', (context, { streamId }) => openReadiness(context, streamId)),
    onRead(editLimits, 'govern', (context, { streamId }) => openLimits(context, streamId)),
  ],
  forms: [
    onSubmit(readinessForm, 'govern', (context, { checks, needsEvidence, reason }, { streamId, was }) =>
      savePolicy(context, { streamId, was, wanted: { checks: asPolicy(checks), needsEvidence }, reason }),
    ),
    onSubmit(limitsForm, 'govern', (context, { slack, technicalShare, reason, ...limits }, { streamId, was }) => {
      const wanted = { ...limits, technicalShare: technicalShare ?? null, slack: slack !== 'off', slackEnforced: slack === 'kept' };
      return savePolicy(context, { streamId, was, wanted, reason });
    }),
  ],
};
