import { type FormReply, showForm } from '../../../chat/form.ts';
import { findStream, listStreams, listTeams } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { goneStream } from '../../kit/finding/gone-stream.ts';
import { keyedOptions } from '../../kit/finding/keyed-options.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { linkForm, organizationForm, rolesForm, streamForm, teamForm } from './forms.ts';
import { rolesShown, streamShown, teamShown } from './shown.ts';
import { DEFAULT_STAGES, formatStages } from './stages.ts';
import { readSetup } from './store.ts';
import { likelyZone } from './zones.ts';

/** Name and zone; nothing is filled in before the first time. */
export async function openOrganization(context: Read): Promise<FormReply> {
  const { name, zone, ready } = context.organization;
  return showForm(organizationForm, {}, { values: ready || isNamed(name) ? { name, zone } : { zone: likelyZone() } });
}

// What a workspace is called until somebody names it; an import may have named it already.
function isNamed(name: string): boolean {
  return name !== 'New organization';
}

export async function openStream(context: Read, streamId: string | undefined): Promise<FormReply> {
  if (streamId === undefined)
    return showForm(streamForm, {}, { values: { doneMeans: 'released', stages: DEFAULT_STAGES, ownerId: context.asker.memberId } });
  const stream = await findStream(context.db, streamId);
  if (!stream) throw goneStream('/flow setup');
  const { name, key, ownerId, doneMeans, wipLimit } = stream;
  return showForm(
    streamForm,
    { streamId, shown: streamShown(stream) },
    {
      values: { name, key, ownerId, doneMeans, stages: formatStages(stream.stages), wipLimit: wipLimit === null ? null : String(wipLimit) },
    },
  );
}

export async function openTeam(context: Read, teamId: string | undefined): Promise<FormReply> {
  const streams = await listStreams(context.db);
  if (streams.length === 0)
    throw new Refusal('not_found', say`There is no {value stream} yet for {a team} to pull from.`, say`Add {a stream} first.`);
  const options = { streamIds: keyedOptions(streams) };
  const [only] = streams;
  if (teamId === undefined)
    return showForm(teamForm, {}, { options, values: { streamIds: streams.length === 1 && only ? [only.id] : [] } });
  const team = (await listTeams(context.db)).find((one) => one.id === teamId);
  if (!team) throw goneTeam();
  return showForm(
    teamForm,
    { teamId, shown: teamShown(team) },
    {
      options,
      values: {
        name: team.name,
        wipLimit: String(team.wipLimit),
        streamIds: team.streams.map((one) => one.id),
        memberIds: team.members.map((one) => one.id),
      },
    },
  );
}

export async function openLink(context: Read): Promise<FormReply> {
  refuseDirect(context);
  const [streams, teams] = [await listStreams(context.db), await listTeams(context.db)];
  const { place } = context;
  const portfolio = isAllowed(context, 'bindPortfolio', {});
  if (streams.length === 0 && !portfolio)
    throw new Refusal(
      'not_found',
      'There is nothing yet to link this channel to.',
      say`An admin adds {a stream} and {a team}: /flow setup.`,
    );
  const current = place.team ? `team:${place.team.id}` : place.streamId ? `stream:${place.streamId}` : place.portfolio ? 'portfolio' : null;
  return showForm(
    linkForm,
    {},
    {
      values: { target: current },
      options: {
        target: [
          ...teams.map((one) => ({ value: `team:${one.id}`, text: one.name, group: 'Teams' })),
          ...streams.map((one) => ({ value: `stream:${one.id}`, text: `${one.key} · ${one.name}`, group: 'Streams' })),
          ...(portfolio ? [{ value: 'portfolio', text: say`The {portfolio}`, group: 'Portfolio' }] : []),
        ],
      },
    },
  );
}

export async function openRoles(context: Read): Promise<FormReply> {
  const setup = await readSetup(context.db);
  const { admins, leaders } = setup;
  return showForm(
    rolesForm,
    { shown: rolesShown(setup) },
    { values: { adminIds: admins.map((one) => one.id), leaderIds: leaders.map((one) => one.id) } },
  );
}

/** @throws Refusal where only a channel will do */
export function refuseDirect(context: Read | Write): void {
  if (context.place.kind === 'direct')
    throw new Refusal(
      'invalid_input',
      say`A direct message is not a place of {a team}, {stream} or {portfolio}.`,
      'Type /flow in the channel that you want to link.',
    );
}

export function goneTeam(): Refusal {
  return new Refusal('not_found', say`That {team} is no longer here.`, 'Type /flow setup to see what there is.');
}
