import type { ActionContract } from '../../../chat/action.ts';
import { type Button, button } from '../../../chat/block.ts';

/** *And 12 more*, where a list was cut; nothing where none is left. */
export function moreButton<Data extends Readonly<Record<string, unknown>>>(
  left: number,
  action: ActionContract<Data>,
  data: NoInfer<Data>,
  options: Pick<Button, 'hint'> = {},
): Button | false {
  return left > 0 && button(`And ${left} more`, action, data, options);
}
