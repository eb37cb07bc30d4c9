import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, chart, entry, facts, heading, list, note, paragraph, table } from '../../../chat/block.ts';
import { bold } from '../../../chat/span.ts';
import type { Tenant } from '../../../database/connection/tenant.ts';
import { readApprovedSizes } from '../../../database/epics/approvals.ts';
import { type Bets, readBets } from '../../../database/epics/bets.ts';
import { twelveWeeks, type Window, weeksOf } from '../../../model/calendar/calendar.ts';
import { localDate } from '../../../model/calendar/days.ts';
import { sayShortDate } from '../../../model/calendar/say-date.ts';
import { type Breach, breachesOf } from '../../../model/epic/guardrails.ts';
import { type MixRow, mixOf } from '../../../model/flow/mix.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { editPortfolio, editShares } from '../../kit/offers/limits.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { onDay, todayOf } from '../../kit/words/idea-words.ts';
import { count } from '../../kit/words/item-words.ts';
import { lastPortfolioChange, readFinished, readFlow, type StreamFlow } from './store.ts';

/** What is planned beside what is. */
interface Mix {
  readonly bets: Bets;
  readonly mix: readonly MixRow[];
  readonly finished: number;
}

/** `/flow portfolio flow`: limits and shares, planned beside actual, and what came and went in each stream (rows B7, B8, B10, B14, B15). */
export async function flowBlocks(context: Read | Write): Promise<Block[]> {
  const read = await readMix(context);
  const { bets, mix } = read;
  const window = twelveWeeks(context.now, context.organization.zone);
  const weeks = weeksOf(window, context.organization.zone);
  const flow = await readFlow(context.db, window, weeks);
  const govern = isAllowed(context, 'governPortfolio', {});
  const { streams } = bets.policy;
  const nameOf = (id: string) => streams.find((one) => one.id === id)?.name ?? '';
  return [
    heading(say`{Portfolio}: limits, shares and flow`),
    ...limitFacts(bets),
    table(
      'Planned and actual shares, over 12 weeks',
      [
        { label: say`{Stream}` },
        ...['Planned', say`Running {bets}`, 'Finished work', say`{Bets} at once`].map((label) => ({ label, align: 'right' as const })),
      ],
      mix.map((row) => {
        const own = streams.find((one) => one.id === row.id)?.betLimit ?? null;
        return [nameOf(row.id), percent(row.planned), percent(row.running), percent(row.finished), own === null ? 'any' : String(own)];
      }),
    ),
    paragraph(horizonLine(bets)),
    ...flowChart(context, weeks, flow),
    paragraph(bold(say`By {stream}`), ', the last 12 weeks up to yesterday, by weeks from Monday to Sunday'),
    list(flow.map((stream) => entry([`${nameOf(stream.id)}: ${weekWords(stream)}`]))),
    ...breachBlocks(await readBreaches(context.db, read), bets),
    note(await lastLine(context)),
    buttons(
      govern && button('Limits', editPortfolio, {}, { style: 'primary', hint: say`Limits of the {portfolio}` }),
      govern && button('Shares', editShares, {}, { hint: say`Funding shares of the {streams}` }),
      button('Portfolio', runCommand, { text: 'portfolio' }),
    ),
  ];
}

function weekWords({ arrivals, departures, wip, inProgress }: StreamFlow): string {
  if ([...arrivals, ...departures, ...wip, inProgress].every((one) => one === 0)) return 'nothing came, was finished or is in progress';
  return `came ${sum(arrivals)} (${arrivals.join(' ')}), finished ${sum(departures)} (${departures.join(' ')}), in progress ${inProgress} (at the ends of weeks ${wip.join(' ')})`;
}

/** Demand, throughput and load of all streams together, by week: the picture over the figures below it. */
function flowChart({ organization }: Read | Write, weeks: readonly Window[], flow: readonly StreamFlow[]): Block[] {
  if (flow.length === 0) return [];
  const names = weeks.map((week) => sayShortDate(localDate(week.from, organization.zone)));
  const total = (of: 'arrivals' | 'departures' | 'wip') => weeks.map((_, week) => sum(flow.map((one) => one[of][week] ?? 0)));
  if ([...total('arrivals'), ...total('departures'), ...total('wip')].every((one) => one === 0)) return [];
  return [
    chart('line', 'Came, finished, in progress', names, [
      { name: 'Came', values: total('arrivals') },
      { name: 'Finished', values: total('departures') },
      { name: 'In progress', values: total('wip') },
    ]),
  ];
}

/** What passes a guardrail now, as blocks; nothing where all keep within (row B15). */
export async function breachesNow(context: Read | Write): Promise<Block[]> {
  const read = await readMix(context);
  return breachBlocks(await readBreaches(context.db, read), read.bets);
}

async function readMix({ db, now, organization }: Read | Write): Promise<Mix> {
  const bets = await readBets(db, now);
  const items = await readFinished(db, twelveWeeks(now, organization.zone));
  const inputs = bets.policy.streams.map(({ id, fundingShare }) => ({
    id,
    planned: fundingShare,
    bets: bets.running.filter((one) => one.streamId === id).length,
    items: items.get(id) ?? 0,
  }));
  return { bets, mix: mixOf(inputs), finished: sum(inputs.map((one) => one.items)) };
}

async function readBreaches(tenant: Tenant, { bets, mix, finished }: Mix): Promise<Breach[]> {
  const approved = await readApprovedSizes(tenant);
  const running = bets.running.map((one) => ({ ...one, approved: (one.size ?? 0) <= (approved.get(one.id) ?? 0) }));
  return breachesOf(running, bets.limits, bets.policy.largestSize, mix, finished);
}

function limitFacts({ policy, running, limits }: Bets): Block[] {
  const by = { either: 'a score, or its case in a line', score: 'a score', case: 'its case in a line' } as const;
  return [
    facts(
      {
        label: say`{Bets} at once`,
        value: [`${running.length} of ${limits.portfolio}${policy.betLimit === null ? ' (what runs today; nobody set it yet)' : ''}`],
      },
      { label: say`{A bet} is justified by`, value: [by[policy.investBy]] },
      { label: 'Largest size without approval', value: [policy.largestSize === null ? 'any' : String(policy.largestSize)] },
    ),
  ];
}

function horizonLine({ policy, running }: Bets): string {
  const short = running.filter((one) => one.horizon === 'short').length;
  const long = running.filter((one) => one.horizon === 'long').length;
  const unsaid = running.length - short - long;
  const said = short + long;
  const actual =
    said === 0 ? say`not said of any running {bet}` : say`${Math.round((100 * short) / said)} % of running {bets} (${short} of ${said})`;
  return `Short-term return: planned ${percent(policy.shortShare)}, ${actual}${unsaid > 0 && said > 0 ? `; of ${unsaid} nobody said` : ''}.`;
}

function breachBlocks(breaches: readonly Breach[], { policy }: Bets): Block[] {
  if (breaches.length === 0) return [];
  const nameOf = (id: string | null) => (id === null ? say`The {portfolio}` : (policy.streams.find((one) => one.id === id)?.name ?? ''));
  const said = (breach: Breach): string => {
    switch (breach.type) {
      case 'limit':
        return say`${nameOf(breach.streamId)}: ${breach.running} {bets} run, and the limit is ${breach.limit}. Which could wait?`;
      case 'size':
        return say`${breach.key} has size ${breach.size}; above ${breach.largest} the {portfolio} approves it. Could it be smaller?`;
      case 'share':
        return `${nameOf(breach.streamId)}: planned ${breach.planned} %, finished work ${Math.round(breach.finished)} %. What is behind it?`;
      default: {
        const unknown: never = breach;
        return unknown;
      }
    }
  };
  return [paragraph(bold('Beyond a guardrail'), `: ${count(breaches.length, 'thing')}`), list(breaches.map((one) => entry([said(one)])))];
}

async function lastLine(context: Read | Write): Promise<string> {
  const last = await lastPortfolioChange(context.db);
  if (!last) return 'As it was at the start. Leaders decide.';
  const reason = last.reason ? ` “${last.reason}”.` : '';
  return `Last change (${last.key}, ${onDay(last.at, todayOf(context))}, ${last.by ?? 'somebody'}): ${last.choice}.${reason} Leaders decide.`;
}

function percent(value: number | null): string {
  return value === null ? 'not known' : `${Math.round(value)} %`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
