import type { Feature } from '../chat/feature.ts';
import { antiBacklog } from './anti-backlog/park/commands.ts';
import { challenges } from './backlog/challenges/commands.ts';
import { externalDates } from './backlog/dates/commands.ts';
import { dependencies } from './backlog/dependencies/commands.ts';
import { further } from './backlog/further/commands.ts';
import { health } from './backlog/health/commands.ts';
import { backlog } from './backlog/items/commands.ts';
import { order } from './backlog/order/commands.ts';
import { policy } from './backlog/policy/commands.ts';
import { reshape } from './backlog/reshape/commands.ts';
import { scores } from './backlog/scores/commands.ts';
import { tags } from './backlog/tags/commands.ts';
import { decisions } from './governance/decisions/commands.ts';
import type { Access } from './kit/access.ts';
import { doors } from './organization/accounts/commands.ts';
import { fill } from './organization/fill/commands.ts';
import { start } from './organization/home/commands.ts';
import { setup } from './organization/setup/commands.ts';
import { portfolioStart } from './portfolio/beginning/commands.ts';
import { bets } from './portfolio/bets/commands.ts';
import { portfolio } from './portfolio/epics/commands.ts';
import { portfolioPolicy } from './portfolio/limits/commands.ts';
import { outcomes } from './portfolio/outcomes/commands.ts';
import { betReview } from './portfolio/review/commands.ts';
import { epicScores } from './portfolio/scoring/commands.ts';
import { blockers } from './pull/blockers/commands.ts';
import { corrections } from './pull/corrections/commands.ts';
import { exception } from './pull/exceptions/commands.ts';
import { expediting } from './pull/expedite/commands.ts';
import { learn } from './pull/learn/commands.ts';
import { pull } from './pull/take/commands.ts';
import { undo } from './pull/undo/commands.ts';
import { unplanned } from './pull/unplanned/commands.ts';
import { roadmap } from './strategy/roadmap/commands.ts';
import { strategy } from './strategy/themes/commands.ts';
import { why } from './strategy/why/commands.ts';

const own: readonly Feature<Access>[] = [
  pull,
  blockers,
  corrections,
  unplanned,
  expediting,
  exception,
  learn,
  undo,
  backlog,
  order,
  scores,
  dependencies,
  externalDates,
  challenges,
  further,
  reshape,
  tags,
  policy,
  health,
  fill,
  portfolio,
  portfolioStart,
  outcomes,
  bets,
  epicScores,
  portfolioPolicy,
  betReview,
  antiBacklog,
  decisions,
  strategy,
  roadmap,
  why,
  setup,
  doors,
];

/** Everything people can do. Adding a feature is a folder and a line here. */
export const features: readonly Feature<Access>[] = [...own, start(own)];
