import { paragraph } from '../../chat/block.ts';
import type { Outcome } from '../../chat/outcome.ts';
import type { Sender } from '../../chat/request.ts';
import { type Pressed, readPressed } from '../parse/carried.ts';
import { writeReturnTo } from '../parse/return-to.ts';
import type { Turn } from '../parse/turn.ts';
import { peopleIn, readValues } from '../parse/values.ts';
import { broken } from './broken.ts';
import type { Deps } from './deps.ts';

/** What a button asked for, and what the answer's own buttons must carry on. */
export interface Asked {
  readonly outcome: Outcome;
  /** The place that the pressed button carried (seal.ts). */
  readonly sealed: string | undefined;
  /** A form was sent or put away: the answer stands in its place. */
  readonly ofForm: boolean;
}

/**
 * Asks chat what a pressed button asks for. Never throws.
 *
 * @param data what the client sent of the button and of the inputs beside it
 */
export async function ask(deps: Deps, turn: Turn, data: unknown): Promise<Asked> {
  const pressed = readPressed(data);
  if (!pressed) return { outcome: said('That button belongs to another version of me.'), sealed: undefined, ofForm: false };
  const { carried } = pressed;
  const ofForm = !('act' in carried);
  try {
    if ('cancel' in carried) return { outcome: said('Put away. Nothing was changed.'), sealed: undefined, ofForm };
    if ('submit' in carried) return { outcome: await submit(deps, turn, carried, pressed.inputs), sealed: undefined, ofForm };
    const { sender, sealed } = whence(deps, turn, carried.at);
    const outcome = await deps.chat({
      type: 'action',
      sender,
      deliveryId: turn.deliveryId,
      returnTo: writeReturnTo({
        serviceUrl: turn.serviceUrl,
        conversationId: turn.conversationId,
        ...(turn.pressedIn === undefined ? {} : { activityId: turn.pressedIn }),
      }),
      action: carried.act,
      data: carried.data,
      // A button without a nonce was drawn outside of chat; each press is then an act of its own.
      nonce: carried.nonce ?? turn.deliveryId,
    });
    return { outcome, sealed, ofForm };
  } catch (error) {
    return { outcome: broken(error, 'button', deps.log), sealed: undefined, ofForm };
  }
}

async function submit(
  deps: Deps,
  turn: Turn,
  { submit: form, draft, asks }: Extract<Pressed['carried'], { submit: string }>,
  inputs: Pressed['inputs'],
): Promise<Outcome> {
  const fields = deps.fieldsOf(form) ?? {};
  // Teams' own picker names accounts of the directory; a menu drawn by us names members.
  const people = peopleIn(fields, inputs).map((one) => one.toLowerCase());
  const found = async () =>
    people.length === 0 ? new Map<string, string>() : deps.people.membersOf(turn.sender, people, deps.namesIn(turn));
  const members = deps.caps.peoplePicker ? await found() : null;
  const { values, chosen } = readValues(fields, inputs, members, asks);
  return deps.chat({ type: 'submit', sender: turn.sender, deliveryId: turn.deliveryId, draftId: draft, values, chosen });
}

// In the direct chat an answer may still be about the channel in which it was asked.
function whence(
  { seal }: Deps,
  { sender, direct }: Turn,
  at: string | undefined,
): { readonly sender: Sender; readonly sealed: string | undefined } {
  const place = direct && at !== undefined ? seal.open(at, sender.userId) : null;
  return place === null ? { sender, sealed: undefined } : { sender: { ...sender, place }, sealed: at };
}

function said(text: string): Outcome {
  return { type: 'message', blocks: [paragraph(text)], replayed: false };
}
