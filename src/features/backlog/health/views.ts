import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, facts, heading, note, paragraph } from '../../../chat/block.ts';
import type { StreamRow, TeamRow } from '../../../database/organization/streams.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { count } from '../../kit/words/item-words.ts';
import { plannedLine } from '../../kit/words/reserve-words.ts';
import { proposeParking } from './contracts.ts';
import { sizeLine, sizeOf } from './size-words.ts';
import { type Health, STALE_DAYS } from './store.ts';

/** `/flow health`: the state of a stream's backlog in figures, each with what it is measured against (rows C7, C16, C18, C21–C23). */
export function healthView(stream: StreamRow, health: Health, teams: readonly TeamRow[]): Block[] {
  const waiting = health.refining + health.ready;
  const open = waiting + health.inProgress;
  const fact = (label: string, value: string) => ({ label, value: [value] });
  const size = sizeOf(stream, health);
  const planned = stream.policy.slack ? teams.flatMap(plannedLine) : [];
  return [
    heading(`${stream.name}: health`),
    facts(
      fact('Items', `${health.refining} refining, ${health.ready} ready, ${health.inProgress} in progress`),
      fact('Ready work', sizeLine(stream, health)),
      fact(
        'Age in the backlog',
        health.medianAge === null
          ? 'nothing is waiting'
          : `half up to ${count(health.medianAge, 'day')}, 85 % up to ${count(health.p85Age ?? 0, 'day')}`,
      ),
      fact('Blocked', part(health.blocked, open)),
      fact('Untouched', `${part(health.stale, waiting)}, for ${STALE_DAYS} days or more`),
      fact('Without an outcome', part(health.withoutOutcome, open)),
      fact(
        'Back and forth',
        health.yoyos === 0
          ? 'none came back twice'
          : `${count(health.yoyos, say`{item}`, say`{items}`)} came back from delivery twice or more`,
      ),
      fact('Technical share', technical(stream, health)),
      ...(planned.length > 0 ? [fact('Slack capacity', `${planned.join(', ')}; the rest is for the unplanned`)] : []),
    ),
    ...question(stream, health, size.type),
    note('Days are whole calendar days, the first one counted. Finished work: 12 weeks up to yesterday.'),
    buttons(
      size.type === 'over' && button('What could be parked?', proposeParking, { streamId: stream.id }, { style: 'primary' }),
      size.type !== 'over' && health.refining > 0 && button('Refine', runCommand, { text: `ready ${stream.key}` }),
      health.blocked > 0 && size.type !== 'over' && size.type !== 'starving' && button('Blockers', runCommand, { text: 'blockers' }),
      button('Backlog', runCommand, { text: `backlog ${stream.key}` }),
      button('Policy', runCommand, { text: `policy ${stream.key}` }),
    ),
  ];
}

// One question, for what matters most.
function question(stream: StreamRow, health: Health, size: string): Block[] {
  if (size === 'starving') return [paragraph(`${stream.name} has little ready work ahead. What is nearest to being ready?`)];
  if (size === 'over') return [paragraph('More is ready than will be pulled soon. What could wait elsewhere, with its reason?')];
  return health.blocked > 0 ? [paragraph('What would free what is blocked?')] : [];
}

/** "3 of 12 (25 %)"; "none of 12". */
function part(some: number, all: number): string {
  if (all === 0) return 'nothing is open';
  return some === 0 ? `none of ${all}` : `${some} of ${all} (${Math.round((100 * some) / all)} %)`;
}

function technical(stream: StreamRow, { technical: some, finished }: Health): string {
  const wanted = stream.policy.technicalShare === null ? 'no policy' : `the policy is about ${stream.policy.technicalShare} %`;
  if (finished === 0) return `cannot compute, because nothing was finished here in 12 weeks; ${wanted}`;
  return `${Math.round((100 * some) / finished)} % of ${count(finished, say`finished {item}`, say`finished {items}`)} were debt or enablers; ${wanted}`;
}
