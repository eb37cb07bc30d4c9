import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, facts, heading, note } from '../../../chat/block.ts';
import { lastPolicyChange } from '../../../database/organization/policies.ts';
import { listTeams, type StreamRow } from '../../../database/organization/streams.ts';
import { localDate } from '../../../model/calendar/days.ts';
import { sayDate } from '../../../model/calendar/say-date.ts';
import { shortChecks, slackWord } from '../../../model/policy/policy-changes.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { governs } from '../../kit/rights/require-govern.ts';
import { plannedLine } from '../../kit/words/reserve-words.ts';
import { weeksWindow } from '../../kit/words/window-words.ts';
import { editLimits, editReadiness } from './contracts.ts';

const SLACK = { off: 'off', shown: 'shown, nobody is stopped', kept: 'kept: planned pulls stop before it' } as const;

/** `/flow policy`: what the stream's owner has set, in words that anybody may read. */
export async function policyBlocks(context: Read | Write, stream: StreamRow): Promise<Block[]> {
  const { policy } = stream;
  const teams = (await listTeams(context.db)).filter((team) => team.streams.some((one) => one.id === stream.id));
  const planned = policy.slack ? teams.flatMap((team) => plannedLine(team)) : [];
  const owns = governs(context, stream.id);
  const fact = (label: string, value: string) => ({ label, value: [value] });
  return [
    heading(`${stream.name}: policy`),
    facts(
      fact('Ready needs', shortChecks(policy.checks)),
      fact(
        'Parked ideas',
        policy.needsEvidence ? 'a feature comes back with evidence, or a waiver with its reason' : 'a feature comes back as it is',
      ),
      fact('Right size', `${weeksWindow(policy.sprintDays)} weeks of ready work: 3 to 6 sprints of ${policy.sprintDays} days`),
      fact('Order', policy.scored ? 'explained by scores' : "the owner's, without scores"),
      fact('Pulled in any order', policy.freeTop === 1 ? say`only the top ready {item}` : say`the top ${policy.freeTop} ready {items}`),
      fact('Expedited at once', policy.expediteLimit === 0 ? 'nothing' : `up to ${policy.expediteLimit}`),
      fact('Technical share', policy.technicalShare === null ? 'no policy' : `about ${policy.technicalShare} % of what is finished`),
      fact('Slack capacity', [SLACK[slackWord(policy)], ...planned].join('. ')),
    ),
    note(await lastLine(context, stream)),
    buttons(
      owns &&
        button(
          'Readiness',
          editReadiness,
          { streamId: stream.id },
          { style: 'primary', hint: say`When {an item} of ${stream.name} is ready` },
        ),
      owns && button('Limits and shares', editLimits, { streamId: stream.id }, { hint: `Limits and shares of ${stream.name}` }),
      button('Health', runCommand, { text: `health ${stream.key}` }),
      button('Tags', runCommand, { text: `tags ${stream.key}` }),
    ),
  ];
}

async function lastLine(context: Read | Write, stream: StreamRow): Promise<string> {
  const last = await lastPolicyChange(context.db, stream.id);
  const owner = stream.ownerName ? `${stream.ownerName} decides.` : 'It has no owner yet: an admin names one with /flow setup.';
  if (!last) return `As it was at the start. ${owner}`;
  const { zone } = context.organization;
  const day = sayDate(localDate(last.at, zone), localDate(context.now, zone));
  return `Last change (${last.key}, ${day}, ${last.by ?? 'somebody'}): ${last.choice}.${last.reason ? ` “${last.reason.replace(/[.]$/u, '')}”.` : ''} ${owner}`;
}
