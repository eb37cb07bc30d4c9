import type { Feature } from '../chat/feature.ts';
import type { Access } from './access.ts';
import { antiBacklog } from './anti-backlog/commands.ts';
import { backlog } from './backlog/commands.ts';
import { blockers } from './blockers/commands.ts';
import { challenges } from './challenges/commands.ts';
import { corrections } from './corrections/commands.ts';
import { decisions } from './decisions/commands.ts';
import { dependencies } from './dependencies/commands.ts';
import { doors } from './doors/commands.ts';
import { exception } from './exception/commands.ts';
import { expediting } from './expedite/commands.ts';
import { externalDates } from './external-dates/commands.ts';
import { fill } from './fill/commands.ts';
import { further } from './further/commands.ts';
import { health } from './health/commands.ts';
import { learn } from './learn/commands.ts';
import { order } from './order/commands.ts';
import { outcomes } from './outcomes/commands.ts';
import { policy } from './policy/commands.ts';
import { bets } from './portfolio/bets/commands.ts';
import { portfolio } from './portfolio/commands.ts';
import { portfolioPolicy } from './portfolio/policy/commands.ts';
import { betReview } from './portfolio/review/commands.ts';
import { epicScores } from './portfolio/scoring/commands.ts';
import { portfolioStart } from './portfolio/start/commands.ts';
import { pull } from './pull/commands.ts';
import { reshape } from './reshape/commands.ts';
import { roadmap } from './roadmap/commands.ts';
import { scores } from './scores/commands.ts';
import { setup } from './setup/commands.ts';
import { start } from './start/commands.ts';
import { strategy } from './strategy/commands.ts';
import { tags } from './tags/commands.ts';
import { undo } from './undo/commands.ts';
import { unplanned } from './unplanned/commands.ts';
import { why } from './why/commands.ts';

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
