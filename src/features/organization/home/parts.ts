import type { StreamRow } from '../../../database/organization/streams.ts';
import type { Read } from '../../kit/access.ts';

/** What a person is here, after "You": "are in Checkout", "own Payments", "are a leader". Empty for whoever has no part yet. */
export function partsOf({ asker }: Read, streams: readonly StreamRow[]): string[] {
  const owned = streams.filter((one) => asker.roles.owns.includes(one.id)).map((one) => one.name);
  return [
    ...(asker.teams.length > 0 ? [`are in ${listed(asker.teams.map((team) => team.name))}`] : []),
    ...(owned.length > 0 ? [`own ${listed(owned)}`] : []),
    ...(asker.roles.leader ? ['are a leader'] : []),
    ...(asker.roles.admin ? ['are an admin'] : []),
  ];
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en').format(names);
}
