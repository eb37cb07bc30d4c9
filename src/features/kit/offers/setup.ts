import { z } from 'zod';
import { action } from '../../../chat/action.ts';

/** The buttons of setup, apart from their handlers, so that other features can offer them. */
export const setUp = {
  overview: action('setup.overview', {}),
  organization: action('setup.organization', {}, 'form'),
  stream: action('setup.stream', { streamId: z.uuid().optional() }, 'form'),
  team: action('setup.team', { teamId: z.uuid().optional() }, 'form'),
  linkPlace: action('setup.link', {}, 'form'),
  /** "This channel is about the portfolio". */
  linkPortfolio: action('setup.linkPortfolio', {}),
  unlinkPlace: action('setup.unlink', {}),
  roles: action('setup.roles', {}, 'form'),
  /** "Who decides on bets?": the asker; or nobody yet. */
  lead: action('setup.lead', {}),
  leadLater: action('setup.leadLater', {}),
  /** A message to this channel, to see whether one arrives; and what became of it. */
  test: action('setup.test', {}),
  arrived: action('setup.arrived', {}),
  missing: action('setup.missing', {}),
  /** "This channel is my team's": asks which, or founds one. */
  myTeam: action('setup.myTeam', {}, 'form'),
  linkTeam: action('setup.linkTeam', { teamId: z.uuid() }),
  newTeam: action('setup.newTeam', {}, 'form'),
  /** "I am in this team": for whoever works in its channel. */
  join: action('setup.join', {}),
};
