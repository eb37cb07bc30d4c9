import type { FormView } from '../../chat/form.ts';
import { shorten } from '../../chat/shown/legible.ts';
import { shares } from '../../chat/shown/shares.ts';
import type { CardCapabilities } from '../base/capabilities.ts';
import { LIMITS } from '../base/limits.ts';
import type { AdaptiveCard, CardElement } from './adaptive-card.ts';
import { card } from './card.ts';
import { drawError } from './error.ts';
import { drawField } from './field.ts';
import { fitBlocks } from './fit-blocks.ts';
import type { FormContext } from './form-context.ts';
import { drawEnds } from './form-ends.ts';
import { drawHeading } from './heading.ts';
import { size } from './size.ts';

/** Bytes that an introduction keeps at least, when there are that many. */
const INTRO = 1_500;

/**
 * A form as a card, in a chat or in a dialog, which shows the title itself. All that travels with it is the id of its draft; what the
 * form is about stays in the database, where nobody can change it on the way. When not all fits, long values, options and the
 * introduction give way, each to its fair share.
 *
 * @throws Error when the bare fields do not fit: a mistake of ours
 */
export function drawForm(view: FormView, context: FormContext, caps: CardCapabilities): AdaptiveCard {
  const around = { form: view.form, context, caps };
  const title = context.surface === 'chat' ? drawHeading(shorten(view.title, LIMITS.form.title), Number.POSITIVE_INFINITY) : [];
  const asked = view.fields.map((field) => {
    const [whole, cut] = [drawField(field, around, Number.POSITIVE_INFINITY), drawField(field, around, 0)];
    const least = Math.min(size(whole), size(cut));
    return { field, least, extra: size(whole) - least, isInput: whole.some((one) => 'id' in one) };
  });
  const ends = drawEnds(
    view,
    context.surface,
    asked.filter(({ isInput }) => isInput).map(({ field }) => field.name),
  );
  const frame = card([...title, ...formErrors(view, context)], caps, ends);

  const bare = LIMITS.card.bytes - size(frame) - asked.reduce((sum, { least }) => sum + least, 0);
  if (bare < 0) throw new Error(`The form “${view.form}” has more fields than a card holds.`);
  const at = { caps, surface: context.surface, inForm: true };
  const intro = fitBlocks(view.intro, bare, at);
  const introLeast = Math.min(INTRO, size(intro), bare);
  const [introExtra = 0, ...extras] = shares([size(intro) - introLeast, ...asked.map(({ extra }) => extra)], bare - introLeast);
  const body: CardElement[] = [
    ...frame.body,
    ...fitBlocks(view.intro, introLeast + introExtra, at),
    ...asked.flatMap(({ field, least }, index) => drawField(field, around, least + (extras[index] ?? 0))),
  ];
  return { ...frame, body };
}

/** What is wrong with no field of its own. */
function formErrors(view: FormView, { errors = {} }: FormContext): CardElement[] {
  const names = new Set(view.fields.map((field) => field.name));
  return Object.entries(errors)
    .filter(([name]) => !names.has(name))
    .map(([, text]) => drawError(text));
}
