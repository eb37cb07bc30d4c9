export { createTeams } from './create-teams.ts';
export type { Reference, References, Teams, TeamsOptions } from './options.ts';
