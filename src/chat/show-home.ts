import type { Access } from './handler.ts';
import type { Outcome } from './outcome.ts';
import type { Sender } from './request.ts';
import { type Requesting, readContext } from './requesting.ts';
import { stamp } from './stamp.ts';

/** Shows the bot's own page, and writes to whoever comes first when there is something to say once. */
export async function showHomePage<A extends Access>(requesting: Requesting<A>, sender: Sender): Promise<Outcome> {
  const { catalogue, ports, identity, named, log } = requesting;
  named('home');
  if (!catalogue.home) return { type: 'nothing' };
  const { blocks, letter } = await catalogue.home(readContext(requesting));
  if (letter) {
    const written = await ports.writeOnce(
      identity.organization.id,
      sender,
      { subject: letter.subject, blocks: stamp(letter.blocks, ports.newId) },
      identity.now,
    );
    if (written) ports.committed();
  }
  log('home', false);
  return { type: 'home', blocks: stamp(blocks, ports.newId) };
}
