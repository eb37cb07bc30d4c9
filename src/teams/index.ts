export type { Reference, References, Teams, TeamsOptions } from './base/options.ts';
export { createTeams } from './create-teams.ts';
