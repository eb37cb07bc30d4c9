import { type Block, button, buttons, paragraph } from '../../../chat/block.ts';
import { type Notice, update, type WriteReply } from '../../../chat/reply.ts';
import { logEvent } from '../../../database/events/events.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { setUp } from '../../kit/offers/setup.ts';
import { stepBlocks } from './steps.ts';
import { readTest } from './store.ts';

// What Slack calls it when the bot is not there; other platforms add theirs.
const NOT_THERE = new Set(['not_in_channel', 'channel_not_found', 'no_permission', 'restricted_action', 'not_installed']);

/** Sends a message to the place and asks whether it arrived. */
export function testReply(context: Write, said: readonly Block[]): WriteReply {
  const { place } = context;
  if (place.externalId === '') {
    return update([...said, paragraph('Type /flow setup test in a channel: I send a test message there.')]);
  }
  const test: Notice = {
    place: { platform: place.platform, externalId: place.externalId },
    // A subject of its own each time: a later test is a new message, not an edit of one that may not be there.
    subject: `test:${context.requestId}`,
    mode: 'post',
    blocks: [paragraph(`A test message, asked for by ${context.asker.name}. Nothing to do.`)],
  };
  return update([...said, paragraph('I sent a test message. Did it arrive?'), answers('Yes', 'No')], { announcements: [test] });
}

function answers(yes: string, no: string): Block {
  return buttons(button(yes, setUp.arrived, {}, { style: 'primary' }), button(no, setUp.missing, {}));
}

/** "Yes": that question is done with. */
export async function arrived(context: Write): Promise<WriteReply> {
  const place = context.place.externalId;
  await logEvent(context.db, { type: 'organization', id: context.organization.id }, 'test arrived', { place }, changeOf(context));
  return update(stepBlocks('ready'));
}

/** "No": what became of it as far as I know, and what to check. */
export async function missingBlocks(context: Read): Promise<Block[]> {
  const test = await readTest(context.db, context.place);
  const again = button('Send again', setUp.test, {}, { style: 'primary' });
  const row = buttons(again, button('It is there', setUp.arrived, {}), button('Overview', setUp.overview, {}));
  if (test === null) return [paragraph('I sent none to this channel yet.'), row];
  switch (test.state) {
    case 'due':
    case 'sending':
      return [paragraph('It is still on its way. Give it a few seconds.'), row];
    case 'sent':
      return [
        paragraph('It was taken here a moment ago. Scroll to the newest message of this channel: it stands there for everybody.'),
        row,
      ];
    case 'failed':
      return [
        paragraph(
          NOT_THERE.has(test.error ?? '')
            ? "I'm not in this channel. Type /invite, pick me, and I send it again."
            : `It was refused (${test.error ?? 'no reason given'}). Type /invite and pick me, or ask whoever installed me whether I may post here.`,
        ),
        row,
      ];
    default:
      return [paragraph('Nobody can tell whether it arrived: the connection broke off. Send it again.'), row];
  }
}
