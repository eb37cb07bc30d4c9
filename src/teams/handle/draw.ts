import type { Option } from '../../chat/field.ts';
import type { FormView, ShownField } from '../../chat/form.ts';
import type { Turn } from '../parse/turn.ts';
import type { AdaptiveCard } from '../render/adaptive-card.ts';
import { drawForm } from '../render/form.ts';
import type { Deps } from './deps.ts';

/** A form as a card: with the accounts of the people in it, or for a client that cannot look things up, with what there is to choose. */
export async function formCard(deps: Deps, turn: Turn, view: FormView, surface: 'chat' | 'dialog'): Promise<AdaptiveCard> {
  const { caps, people } = deps;
  const { workspaceId } = turn.sender;
  const asksPeople = view.fields.some(({ field }) => field.type === 'person' || field.type === 'people');
  const accounts = await people.accountsOf(workspaceId, membersIn(view.fields));
  const known = asksPeople && !caps.peoplePicker ? await people.everybody(workspaceId) : [];
  return drawForm(view, { surface, accounts, people: known, offered: caps.typeahead ? {} : await likely(deps, turn, view) }, caps);
}

async function likely({ chat }: Deps, { sender }: Turn, view: FormView): Promise<Record<string, readonly Option[]>> {
  const found = view.fields
    .filter(({ field }) => field.type === 'lookup' || field.type === 'lookups')
    .map(async ({ name }): Promise<[string, readonly Option[]]> => {
      const outcome = await chat({ type: 'lookup', sender, form: view.form, field: name, query: '' });
      return [name, outcome.type === 'options' ? outcome.options : []];
    });
  return Object.fromEntries(await Promise.all(found));
}

function membersIn(fields: readonly ShownField[]): string[] {
  const ids = fields.flatMap(({ field, value }): readonly string[] => {
    if (field.type !== 'person' && field.type !== 'people') return [];
    return typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  });
  return [...new Set(ids)];
}
