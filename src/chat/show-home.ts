import type { Access } from './handler.ts';
import type { Outcome } from './outcome.ts';
import type { ActionRequest, HomeRequest } from './request.ts';
import { type Requesting, readContext } from './requesting.ts';
import { stamp } from './stamp.ts';

/** Shows the bot's own page, and writes to whoever opens it first when there is something to say once that the page does not say. */
export async function showHomePage<A extends Access>(requesting: Requesting<A>, request: HomeRequest | ActionRequest): Promise<Outcome> {
  const { catalogue, ports, identity, named, log } = requesting;
  named('home');
  if (!catalogue.home) return { type: 'nothing' };
  const { blocks, letter } = await catalogue.home(readContext(requesting));
  if (letter && request.type === 'home' && !request.asMessage) {
    const written = await ports.writeOnce(
      identity.organization.id,
      request.sender,
      { subject: letter.subject, blocks: stamp(letter.blocks, ports.newId) },
      identity.now,
    );
    if (written) ports.committed();
  }
  log('home', false);
  return { type: 'home', blocks: stamp(blocks, ports.newId) };
}
