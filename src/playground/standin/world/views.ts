import { isString, type Json } from '../judge/json.ts';
import { LIMITS } from '../judge/limits.ts';
import { labelOf } from './elements.ts';
import { keepTyped, stateOf } from './form-state.ts';
import { newId } from './ids.ts';
import { withIds } from './with-ids.ts';
import { changed, type StoredView, type World } from './world.ts';

interface NewView {
  readonly personId: string;
  readonly payload: Json;
  readonly channel: string | null;
}

/** Puts a modal on top of the person's stack. `undefined` when three are open already: https://docs.slack.dev/surfaces/modals */
export function pushView(world: World, { personId, payload, channel }: NewView): StoredView | undefined {
  const stack = world.stacks.get(personId) ?? [];
  if (stack.length >= LIMITS.view.stack) return undefined;
  const id = newId('V');
  const view: StoredView = {
    id,
    type: 'modal',
    personId,
    channel,
    rootId: stack[0] ?? id,
    previousId: stack.at(-1) ?? null,
    typed: {},
    ...content(world, payload),
  };
  world.views.set(id, view);
  world.stacks.set(personId, [...stack, id]);
  return view;
}

export function publishHome(world: World, personId: string, payload: Json): StoredView {
  const old = world.views.get(world.homes.get(personId) ?? '');
  if (old) return replaceView(world, old, payload);
  const id = newId('V');
  const base = { id, type: 'home' as const, personId, channel: null, rootId: id, previousId: null, typed: {} };
  const view: StoredView = { ...base, ...content(world, payload) };
  world.views.set(id, view);
  world.homes.set(personId, id);
  return view;
}

/** Replaces a view's content. What was typed stays where block_id and action_id stay the same. */
export function replaceView(world: World, old: StoredView, payload: Json): StoredView {
  const now = content(world, payload);
  // A button that the new content lacks goes with the old one.
  const { submit: _submit, close: _close, ...kept } = old;
  const view: StoredView = { ...kept, ...now, typed: keepTyped(old.typed, now.blocks) };
  world.views.set(view.id, view);
  return view;
}

export function changeView(world: World, view: StoredView, change: Partial<Pick<StoredView, 'errors' | 'typed'>>): StoredView {
  const next = { ...view, ...change, changed: changed(world) };
  world.views.set(view.id, next);
  return next;
}

/** Closes this modal and those above it; the one below comes back. */
export function closeView(world: World, view: StoredView): void {
  const stack = world.stacks.get(view.personId) ?? [];
  const at = stack.indexOf(view.id);
  if (at < 0) return;
  for (const id of stack.slice(at)) world.views.delete(id);
  world.stacks.set(view.personId, stack.slice(0, at));
  changed(world);
}

export function closeAll(world: World, personId: string): void {
  for (const id of world.stacks.get(personId) ?? []) world.views.delete(id);
  world.stacks.delete(personId);
  changed(world);
}

export function openModals(world: World, personId: string): readonly StoredView[] {
  return (world.stacks.get(personId) ?? []).flatMap((id) => world.views.get(id) ?? []);
}

/** The view as Slack writes it into payloads and answers. */
export function viewJson(world: World, view: StoredView, withState = true): Json {
  const { payload } = view;
  const { team, bot } = world.settings;
  return {
    id: view.id,
    team_id: team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: payload.private_metadata ?? '',
    callback_id: payload.callback_id ?? '',
    state: { values: withState ? stateOf(view.blocks, view.typed, view.channel) : {} },
    hash: view.hash,
    title: payload.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: payload.clear_on_close === true,
    notify_on_close: payload.notify_on_close === true,
    close: payload.close ?? null,
    submit: payload.submit ?? null,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: bot.appId,
    external_id: payload.external_id ?? '',
    app_installed_team_id: team.id,
    bot_id: bot.botId,
  };
}

function content(world: World, payload: Json) {
  const version = changed(world);
  const submit = labelOf(payload.submit);
  const close = labelOf(payload.close);
  return {
    title: labelOf(payload.title),
    ...(submit === '' ? {} : { submit }),
    ...(close === '' ? {} : { close }),
    blocks: withIds(Array.isArray(payload.blocks) ? payload.blocks : []),
    errors: {},
    hash: `${Math.floor(world.settings.now() / 1000)}.${newId('').toLowerCase()}`,
    payload,
    raw: payload,
    changed: version,
  };
}

/** Is this external id taken by another open view? It is unique in a team. */
export function externalIdTaken(world: World, externalId: unknown, except?: string): boolean {
  if (!isString(externalId) || externalId === '') return false;
  return [...world.views.values()].some((view) => view.payload.external_id === externalId && view.id !== except);
}
