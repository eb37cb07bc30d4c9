import type { types } from '@slack/bolt';
import type { FormView } from '../../chat/form.ts';
import { LIMITS } from '../base/limits.ts';
import { drawField } from './field.ts';
import { fitBlocks } from './fit-blocks.ts';
import { measure } from './measure.ts';
import { plainText } from './text-object.ts';

/**
 * A form as a modal. All that travels with it is the id of its draft; what the form is about stays in the database, where nobody
 * can change it on the way.
 *
 * @param accounts Slack user ids by member id, for the people that are filled in
 * @throws Error when there are more fields than a view has blocks: a mistake of ours
 */
export function drawForm(view: FormView, accounts: ReadonlyMap<string, string>): types.ModalView {
  const menus = view.fields.filter(({ field }) => field.type === 'choice' || field.type === 'choices').length;
  const context = { accounts, optionBytes: Math.floor(LIMITS.view.optionBytes / Math.max(1, menus)) };
  const fields = view.fields.flatMap((field) => drawField(field, context));
  const left = LIMITS.view.blocks - fields.length;
  if (left < 0 || (left === 0 && view.intro.length > 0))
    throw new Error(`The form “${view.form}” has more fields than a Slack view takes.`);
  const chars = Math.max(LIMITS.text, LIMITS.message.budget - measure(fields));
  const hasInput = fields.some((block) => block.type === 'input');
  const body = [...(view.intro.length > 0 ? fitBlocks(view.intro, { blocks: left, chars }, 'view') : []), ...fields];
  return {
    type: 'modal',
    callback_id: view.form,
    private_metadata: JSON.stringify({ draft: view.draftId }),
    title: plainText(view.title, LIMITS.view.title),
    ...(hasInput ? { submit: plainText(view.submit, LIMITS.view.button) } : {}),
    close: plainText('Cancel', LIMITS.view.button),
    blocks: body,
  };
}
