import { Refusal } from '../model/rights/refusal.ts';
import type { Right } from '../model/rights/rights.ts';
import { runCommand } from './action.ts';
import type { Catalogue } from './catalogue.ts';
import type { Access, Handler } from './handler.ts';
import type { ActionRequest, CommandRequest, ShortcutRequest } from './request.ts';
import { resolveWords } from './resolve.ts';

/** What answers a request, before anything is read. */
export interface Found<A extends Access> {
  /** For the log. */
  readonly name: string;
  readonly right: Right;
  readonly beforeSetup: boolean;
  readonly handler: () => Handler<A>;
}

/**
 * Finds who answers.
 *
 * @throws Refusal stale for a button or shortcut that this version does not know; unknown_command later, from the handler
 */
export function find<A extends Access>(catalogue: Catalogue<A>, request: CommandRequest | ActionRequest | ShortcutRequest): Found<A> {
  switch (request.type) {
    case 'command':
      return findCommand(catalogue, request.text);
    case 'action':
      return findAction(catalogue, request);
    case 'shortcut':
      return findShortcut(catalogue, request);
    default: {
      const unknown: never = request;
      return unknown;
    }
  }
}

export function findCommand<A extends Access>(catalogue: Catalogue<A>, text: string): Found<A> {
  const resolved = resolveWords(catalogue, text);
  return {
    name: resolved.name,
    right: resolved.command?.right ?? 'read',
    beforeSetup: resolved.command?.beforeSetup ?? false,
    handler: resolved.handler,
  };
}

function findAction<A extends Access>(catalogue: Catalogue<A>, request: ActionRequest): Found<A> {
  if (request.action === runCommand.name) {
    const { text } = readData(runCommand.data, request.data);
    return findCommand(catalogue, text);
  }
  const action = catalogue.actions.get(request.action);
  if (!action) throw staleButton();
  const data = readData(action.contract.data, request.data);
  return { name: request.action, right: action.right, beforeSetup: action.beforeSetup ?? false, handler: () => action.handle(data) };
}

function findShortcut<A extends Access>(catalogue: Catalogue<A>, request: ShortcutRequest): Found<A> {
  const shortcut = catalogue.shortcuts.get(request.name);
  if (!shortcut)
    throw new Refusal('stale', 'That menu entry belongs to another version of me.', 'Type /flow help to see what I can do now.');
  return { name: request.name, right: shortcut.right, beforeSetup: false, handler: () => shortcut.handle(request.message) };
}

function readData<Data>(schema: { safeParse: (raw: unknown) => { success: true; data: Data } | { success: false } }, raw: unknown): Data {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw staleButton();
  return parsed.data;
}

function staleButton(): Refusal {
  return new Refusal('stale', 'That button belongs to an older version of me.', 'Type /flow to see where things stand.');
}
