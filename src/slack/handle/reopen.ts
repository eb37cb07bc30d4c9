import { runCommand } from '../../chat/action.ts';
import { type Block, type Button, button, buttons, paragraph } from '../../chat/block.ts';
import type { ActionRequest, CommandRequest, ShortcutRequest } from '../../chat/request.ts';
import type { Opened } from './open-form.ts';

const LONGEST_LINE = 500;

/** The form did not open: says so, with a button whose press brings a new trigger and does the same again. */
export function reopenBlocks(request: CommandRequest | ActionRequest | ShortcutRequest, opened: Exclude<Opened, 'opened'>): Block[] {
  const said = opened === 'expired' ? 'That took too long for Slack to open the form.' : 'Slack didn’t open the form.';
  const again = againButton(request);
  if (again) return [paragraph(said), buttons(again)];
  return [paragraph(`${said} Please ${request.type === 'shortcut' ? 'pick it from the message’s menu' : 'type the command'} again.`)];
}

function againButton(request: CommandRequest | ActionRequest | ShortcutRequest): Button | null {
  // A handed message is not kept, so only its menu can hand it over again.
  if (request.type === 'shortcut') return null;
  const label = 'Open it';
  if (request.type === 'command') {
    if (request.text.length > LONGEST_LINE) return null;
    return { ...button(label, runCommand, { text: request.text }, { style: 'primary' }), nonce: request.deliveryId };
  }
  return { label, action: request.action, data: request.data as Button['data'], style: 'primary', nonce: request.nonce };
}
