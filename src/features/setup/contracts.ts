import { z } from 'zod';
import { action } from '../../chat/action.ts';

/** The buttons of setup, apart from their handlers, so that other features can offer them. */
export const setUp = {
  overview: action('setup.overview', {}),
  organization: action('setup.organization', {}),
  stream: action('setup.stream', { streamId: z.uuid().optional() }),
  team: action('setup.team', { teamId: z.uuid().optional() }),
  linkPlace: action('setup.link', {}),
  unlinkPlace: action('setup.unlink', {}),
  roles: action('setup.roles', {}),
};
