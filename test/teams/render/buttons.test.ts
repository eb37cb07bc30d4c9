import { describe, expect, it } from 'vitest';
import { type Button, buttons, entry, list } from '../../../src/chat/block.ts';
import { LOCAL_CLIENT, TEAMS_CLIENT } from '../../../src/teams/base/capabilities.ts';
import type { ActionSet, CardAction } from '../../../src/teams/render/adaptive-card.ts';
import { drawMessage } from '../../../src/teams/render/message.ts';
import { drawResult } from '../../../src/teams/render/result.ts';

const pull: Button = { label: 'Pull it', action: 'pull.take', data: { itemId: 'i1' }, nonce: 'n1', style: 'primary', hint: 'Pull PAY-12' };
const ask: Button = { label: 'Block', action: 'pull.askBlock', data: { itemId: 'i1' }, nonce: 'n2', opens: 'form', style: 'danger' };

function actionsOf(body: readonly { readonly type: string }[]): CardAction[] {
  return body.flatMap((one) => (one.type === 'ActionSet' ? (one as ActionSet).actions : []));
}

describe('a button', () => {
  it('is a universal action with the same words for clients that do not know it', () => {
    const [drawn] = actionsOf(drawMessage([buttons(pull)], TEAMS_CLIENT).card.body);
    const shared = {
      title: 'Pull it',
      style: 'positive',
      tooltip: 'Pull PAY-12',
      data: { act: 'pull.take', data: { itemId: 'i1' }, nonce: 'n1' },
    };
    expect(drawn).toEqual({ type: 'Action.Execute', verb: 'act', ...shared, fallback: { type: 'Action.Submit', ...shared } });
  });

  it('asks for a dialog when its answer is a form and the client has dialogs', () => {
    const carried = { act: 'pull.askBlock', data: { itemId: 'i1' }, nonce: 'n2' };
    const [inTeams] = actionsOf(drawMessage([buttons(ask)], TEAMS_CLIENT).card.body);
    expect(inTeams).toEqual({
      type: 'Action.Submit',
      title: 'Block',
      style: 'destructive',
      data: { ...carried, msteams: { type: 'task/fetch' } },
    });
    const [elsewhere] = actionsOf(drawMessage([buttons(ask)], LOCAL_CLIENT).card.body);
    expect(elsewhere).toMatchObject({ type: 'Action.Execute', data: carried });
    const [inDialog] = actionsOf(drawResult([buttons(ask)], TEAMS_CLIENT).body);
    expect(inDialog).toEqual({ type: 'Action.Submit', title: 'Block', style: 'destructive', data: carried });
  });

  it('refuses to carry texts', () => {
    expect(() => drawMessage([buttons({ ...pull, data: { text: 'x'.repeat(3_000) } })], TEAMS_CLIENT)).toThrow(/too long/);
  });
});

describe('a row of buttons', () => {
  const rows = (labels: readonly string[]) =>
    drawMessage([buttons(...labels.map((label) => ({ ...pull, label })))], TEAMS_CLIENT).card.body.map(
      (one) => (one as ActionSet).actions.length,
    );

  it('ends after six, or when it gets wide', () => {
    expect(rows(['A', 'B', 'C', 'D', 'E', 'F', 'G'])).toEqual([6, 1]);
    expect(rows(['Link this channel elsewhere', 'Unlink this channel', 'Roles'])).toEqual([1, 2]);
    expect(rows(['x'.repeat(500), 'Short'])).toEqual([1, 1]);
  });
});

describe('a list', () => {
  it('has the button at the side of its entry', () => {
    const [row] = drawMessage([list([entry(['PAY-12'], pull)])], TEAMS_CLIENT).card.body;
    expect(row).toMatchObject({
      type: 'ColumnSet',
      columns: [
        { width: 'stretch', items: [{ type: 'RichTextBlock', inlines: [{ text: 'PAY-12' }] }] },
        { width: 'auto', items: [{ type: 'ActionSet', actions: [{ title: 'Pull it' }] }] },
      ],
    });
  });

  it('has marks where it has no buttons', () => {
    const texts = (ordered: boolean) =>
      JSON.stringify(drawMessage([list([entry(['one']), entry(['two'])], { ordered })], TEAMS_CLIENT).card);
    expect(texts(true)).toMatch(/"1\. ".*"2\. "/);
    expect(texts(false)).toMatch(/"• ".*"• "/);
  });
});
