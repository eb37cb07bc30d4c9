import type { Container, Person } from '../../wire/protocol.ts';
import { visibleMessages } from '../world/messages.ts';
import { sees } from '../world/people.ts';
import type { StoredMessage, StoredView, World } from '../world/world.ts';

/** The message or view a person acts on, if they can see it. */
export function originOf(world: World, person: Person, container: Container): StoredMessage | StoredView | undefined {
  if (container.type === 'view') {
    const view = world.views.get(container.viewId);
    return view?.personId === person.id ? view : undefined;
  }
  const channel = world.channels.get(container.channel);
  if (!channel || !sees(channel, person.id)) return undefined;
  return visibleMessages(world, channel.id, person.id).find((message) => message.ts === container.ts);
}

export function isView(origin: StoredMessage | StoredView): origin is StoredView {
  return 'personId' in origin;
}
