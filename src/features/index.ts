import { commandsOf, type Feature } from '../chat/feature.ts';
import { park } from './anti-backlog/park/commands.ts';
import { revive } from './anti-backlog/revive/commands.ts';
import { search } from './anti-backlog/search/commands.ts';
import { support } from './anti-backlog/support/commands.ts';
import { challenges } from './backlog/challenges/commands.ts';
import { dates } from './backlog/dates/commands.ts';
import { dependencies } from './backlog/dependencies/commands.ts';
import { health } from './backlog/health/commands.ts';
import { items } from './backlog/items/commands.ts';
import { further } from './backlog/items/further.ts';
import { order } from './backlog/order/commands.ts';
import { policy } from './backlog/policy/commands.ts';
import { reshape } from './backlog/reshape/commands.ts';
import { scores } from './backlog/scores/commands.ts';
import { tags } from './backlog/tags/commands.ts';
import { decisions } from './governance/decisions/commands.ts';
import { who } from './governance/who/commands.ts';
import type { Access } from './kit/access.ts';
import { doors } from './organization/accounts/commands.ts';
import { fill } from './organization/fill/commands.ts';
import { help } from './organization/help/commands.ts';
import { home } from './organization/home/commands.ts';
import { setup } from './organization/setup/commands.ts';
import { beginning } from './portfolio/beginning/commands.ts';
import { bets } from './portfolio/bets/commands.ts';
import { epics } from './portfolio/epics/commands.ts';
import { limits } from './portfolio/limits/commands.ts';
import { outcomes } from './portfolio/outcomes/commands.ts';
import { overview } from './portfolio/overview/commands.ts';
import { review } from './portfolio/review/commands.ts';
import { scoring } from './portfolio/scoring/commands.ts';
import { blockers } from './pull/blockers/commands.ts';
import { board } from './pull/board/commands.ts';
import { corrections } from './pull/corrections/commands.ts';
import { deliver } from './pull/deliver/commands.ts';
import { exceptions } from './pull/exceptions/commands.ts';
import { expediting } from './pull/expedite/commands.ts';
import { learn } from './pull/learn/commands.ts';
import { next } from './pull/next/commands.ts';
import { take } from './pull/take/commands.ts';
import { undo } from './pull/undo/commands.ts';
import { unplanned } from './pull/unplanned/commands.ts';
import { goals } from './strategy/goals/commands.ts';
import { roadmap } from './strategy/roadmap/commands.ts';
import { themes } from './strategy/themes/commands.ts';
import { why } from './strategy/why/commands.ts';

type Room = readonly Feature<Access>[];

// Help, who and Home tell of all commands, their own among them: they ask once the list is whole.
const commands = () => commandsOf(features);

const strategyRoom: Room = [themes, goals, roadmap, why];
const portfolioRoom: Room = [epics, overview, bets, scoring, limits, review, outcomes, beginning];
const backlogRoom: Room = [items, order, scores, dependencies, dates, challenges, tags, reshape, policy, health, further];
const pullRoom: Room = [next, take, board, deliver, learn, blockers, expediting, exceptions, unplanned, corrections, undo];
const antiBacklogRoom: Room = [park, revive, search, support];
const governanceRoom: Room = [decisions, who(commands)];
const organizationRoom: Room = [setup, doors, fill, home(commands), help(commands)];

/** Everything people can do, room by room along the flow. Adding a feature is a folder and a line here. */
export const features: Room = [
  ...strategyRoom,
  ...portfolioRoom,
  ...backlogRoom,
  ...pullRoom,
  ...antiBacklogRoom,
  ...governanceRoom,
  ...organizationRoom,
];
