import type { Person } from '../../wire/protocol.ts';
import { sendEvent } from '../world/dispatch.ts';
import { tsNow } from '../world/messages.ts';
import { directWith } from '../world/people.ts';
import { viewJson } from '../world/views.ts';
import type { World } from '../world/world.ts';
import { eventJson } from './event.ts';
import { alerted, failureOf, type Outcome } from './outcome.ts';

/** A person opens the app's Home tab; the event comes on every open. https://docs.slack.dev/reference/events/app_home_opened */
export async function openHome(world: World, person: Person): Promise<Outcome> {
  const view = world.views.get(world.homes.get(person.id) ?? '');
  const event = {
    type: 'app_home_opened',
    user: person.id,
    channel: directWith(world, person).id,
    tab: 'home',
    event_ts: tsNow(world),
    ...(view ? { view: viewJson(world, view) } : {}),
  };
  const answer = await sendEvent(world, 'app_home_opened', eventJson(world, event));
  const failure = failureOf(answer);
  return failure ? alerted(world, `The Home tab ${failure}.`, answer) : { ok: true, answer };
}
