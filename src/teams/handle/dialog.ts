import { z } from 'zod';
import type { Block } from '../../chat/block.ts';
import type { Outcome } from '../../chat/outcome.ts';
import { LATE, within } from '../../edge/within.ts';
import { describeError } from '../base/describe-error.ts';
import { withPlace } from '../base/seal.ts';
import { readReturnTo } from '../parse/return-to.ts';
import type { Turn } from '../parse/turn.ts';
import type { AdaptiveCard } from '../render/adaptive-card.ts';
import { messageOf } from '../render/outgoing.ts';
import { drawResult } from '../render/result.ts';
import { type Asked, ask } from './ask.ts';
import { broken } from './broken.ts';
import type { Deps } from './deps.ts';
import { formCard } from './draw.ts';
import { momentBlocks } from './moment.ts';
import { drawSafely, replace, showByMessages } from './show.ts';
import { tell } from './tell.ts';

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots */
export type DialogAnswer = { readonly task: Continue } | undefined;

interface Continue {
  readonly type: 'continue';
  readonly value: { readonly title: string; readonly height: string; readonly width: string; readonly card: Attached };
}

interface Attached {
  readonly contentType: string;
  readonly content: AdaptiveCard;
}

const NAME = 'Millrace';
const schema = z.object({ data: z.unknown() });

/** Answers a button that opens a dialog. What is not ready in time follows in the chat. Never throws. */
export async function onDialogFetch(deps: Deps, turn: Turn, value: unknown): Promise<DialogAnswer> {
  const work = ask(deps, turn, schema.safeParse(value).data?.data);
  const first = await within(work, deps.timing.answer);
  if (first !== LATE) return dialog(deps, turn, first);
  void deps.inFlight.track(work.then((asked) => showByMessages(deps, turn, asked)));
  return result(deps, momentBlocks);
}

/**
 * Answers what was sent from a dialog: the form again with what was wrong, or the end of the dialog with the result where the form was
 * opened. Where that cannot be reached the result stands in the dialog: it is shown in one place and never in none. Never throws.
 *
 * @param stay show every result in the dialog (it was opened over a message where the bot may not be)
 */
export async function onDialogSubmit(deps: Deps, turn: Turn, value: unknown, stay = false): Promise<DialogAnswer> {
  const work = ask(deps, turn, schema.safeParse(value).data?.data);
  const first = await within(work, deps.timing.answer);
  if (first === LATE) {
    void deps.inFlight.track(work.then((asked) => showByMessages(deps, turn, { ...asked, ofForm: false })));
    return result(deps, momentBlocks);
  }
  const { outcome, sealed, ofForm } = first;
  // A secret is safe in the dialog, which one person sees, and nowhere else for sure.
  const secret = 'secret' in outcome && outcome.secret === true;
  if (stay || !ofForm || secret || (outcome.type !== 'message' && outcome.type !== 'update')) return dialog(deps, turn, first);
  if (outcome.replayed) return undefined;
  const delivery = within(deps.inFlight.track(delivered(deps, turn, outcome, sealed)), deps.timing.tell);
  // Late is not none: then it stands in both places.
  return (await delivery) === true ? undefined : dialog(deps, turn, first);
}

async function delivered(
  deps: Deps,
  turn: Turn,
  outcome: Extract<Outcome, { type: 'message' | 'update' }>,
  sealed: string | undefined,
): Promise<boolean> {
  const to = readReturnTo(outcome.returnTo);
  if (to === null) return false;
  try {
    const from: Turn = { ...turn, conversationId: to.conversationId, pressedIn: to.activityId };
    const message = messageOf(outcome.blocks, deps.caps);
    if (outcome.type === 'update' && (await replace(deps, from, message, sealed))) return true;
    return (await tell(deps, from, message, sealed)) !== null;
  } catch (error) {
    deps.log.error(describeError(error), 'The result of a dialog could not be drawn');
    return false;
  }
}

/** An answer as a dialog. */
export async function dialog(deps: Deps, turn: Turn, { outcome, sealed, ofForm }: Asked): Promise<DialogAnswer> {
  try {
    switch (outcome.type) {
      case 'form':
      case 'errors':
        return show(outcome.view.title, await formCard(deps, turn, outcome.view, 'dialog'), sealed);
      case 'update':
        // A button that did something: the message it stood in tells so, too.
        if (outcome.wrote && !ofForm) {
          const message = await drawSafely(deps, turn, outcome);
          if (message !== null) void deps.inFlight.track(replace(deps, turn, message, sealed));
        }
        return result(deps, outcome.blocks, sealed);
      case 'message':
      case 'home':
        return result(deps, outcome.blocks, sealed);
      default:
        return undefined;
    }
  } catch (error) {
    return result(deps, broken(error, 'dialog', deps.log).blocks);
  }
}

function result({ caps }: Deps, blocks: readonly Block[], sealed?: string): DialogAnswer {
  return show(NAME, drawResult(blocks, caps), sealed);
}

function show(title: string, content: AdaptiveCard, sealed: string | undefined): DialogAnswer {
  const card: Attached = {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: sealed === undefined ? content : withPlace(content, sealed),
  };
  return { task: { type: 'continue', value: { title, height: 'medium', width: 'medium', card } } };
}
