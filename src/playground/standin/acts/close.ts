import type { Person } from '../../wire/protocol.ts';
import { sendInteraction } from '../world/dispatch.ts';
import { envelope } from '../world/payloads.ts';
import { closeAll, closeView, viewJson } from '../world/views.ts';
import type { World } from '../world/world.ts';
import { type Outcome, stopped } from './outcome.ts';
import { topView } from './submit.ts';

/** A person closes the modal on top. The bot hears of it only with `notify_on_close`; whatever it answers changes nothing. */
export async function close(world: World, person: Person, viewId: string): Promise<Outcome> {
  const view = topView(world, person, viewId);
  if (!view) return stopped('That form is no longer open.');
  const cleared = view.payload.clear_on_close === true;
  if (cleared) closeAll(world, person.id);
  else closeView(world, view);
  if (view.payload.notify_on_close !== true) return { ok: true };
  const payload = { ...envelope(world, 'view_closed', person), view: viewJson(world, view), is_cleared: cleared };
  return { ok: true, answer: await sendInteraction(world, payload) };
}
