import { runCommand } from '../../../chat/action.ts';
import { type Button, button } from '../../../chat/block.ts';

type Style = Pick<Button, 'style'>;

/** *Open*, beside the line that names the thing. */
export function openButton(key: string, style: Style = {}): Button {
  return button('Open', runCommand, { text: `show ${key}` }, { ...style, hint: `Open ${key}` });
}

/** *Open E-7*, where nothing beside it says what would open. */
export function openByKey(key: string, style: Style = {}): Button {
  return button(`Open ${key}`, runCommand, { text: `show ${key}` }, style);
}
