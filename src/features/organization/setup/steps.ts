import { type Block, button, buttons, paragraph } from '../../../chat/block.ts';
import type { StreamRow } from '../../../database/organization/streams.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { setUp } from '../../kit/offers/setup.ts';
import type { SetupRead } from './store.ts';

/** What an admin is asked next, one question at a time (VOICE, "the first ten minutes"). */
export type Step = 'stream' | 'bets' | 'test' | 'ready';

/**
 * Derived from what is there and what was answered, so that a sequence broken off goes on where it stopped. An organization
 * whose channels are linked has seen messages arrive and is not asked about them.
 */
export function stepOf(streams: readonly StreamRow[], setup: Pick<SetupRead, 'leaders' | 'places' | 'said'>): Step {
  if (streams.length === 0) return 'stream';
  if (setup.leaders.length === 0 && !setup.said.includes('roles') && !setup.said.includes('roles left open')) return 'bets';
  if (setup.places.length === 0 && !setup.said.includes('test arrived')) return 'test';
  return 'ready';
}

/** The question of a step, with its answers. `within`: it stands in the overview, which needs no button to itself. */
export function stepBlocks(step: Step, within = false): Block[] {
  const primary = { style: 'primary' } as const;
  const overview = !within && button('Overview', setUp.overview, {});
  switch (step) {
    case 'stream':
      return [
        paragraph(say`Next: your first {value stream}, a lasting flow of value to a customer. It gets a backlog of its own.`),
        buttons(button(say`Add {a stream}`, setUp.stream, {}, primary), overview),
      ];
    case 'bets':
      return [
        paragraph(say`Who decides on {bets}? Leaders start and stop investments. The order of a backlog stays with its {stream}'s owner.`),
        buttons(
          button('I do', setUp.lead, {}, primary),
          button('Choose people', setUp.roles, {}),
          button('Decide later', setUp.leadLater, {}),
        ),
      ];
    case 'test':
      return [
        paragraph('Next: see whether my messages arrive here.'),
        buttons(button('Send a test message', setUp.test, {}, primary), overview),
      ];
    case 'ready':
      return [
        paragraph(say`Ready. Tell your {teams}: type /flow in your channel.`),
        buttons(button(say`Link {a team} here`, setUp.myTeam, {}, primary), overview),
      ];
    default: {
      const unknown: never = step;
      return unknown;
    }
  }
}
