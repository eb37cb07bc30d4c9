import { paragraph } from '../../chat/block.ts';
import { errors, update, type WriteReply } from '../../chat/reply.ts';
import { logEvent } from '../../database/events.ts';
import { lockStreams } from '../../database/stream-locks.ts';
import { findStream, listStreams, listTeams, type TeamRow } from '../../database/streams.ts';
import { parseStreamKey } from '../../model/key.ts';
import { Refusal } from '../../model/refusal.ts';
import { may } from '../../model/rights.ts';
import { changeOf, type Write } from '../access.ts';
import { requireRight } from '../allowed.ts';
import { count } from '../item-words.ts';
import { portfolioHere } from '../portfolio/here.ts';
import { nextQuestion } from '../portfolio/start/questions.ts';
import { linkedBlocks } from './linked.ts';
import { goneStream, goneTeam, refuseDirect } from './open-forms.ts';
import { overviewBlocks } from './overview.ts';
import { requireReleasable } from './releasable.ts';
import { requireUnchanged, rolesShown, streamShown, teamShown } from './shown.ts';
import { parseStages } from './stages.ts';
import { stepBlocks, stepOf } from './steps.ts';
import * as store from './store.ts';
import { testReply } from './test-message.ts';

// Every step answers with the next one, and with the overview once there is none or the asker is admin no more; it replaces the
// message the form was opened from.
async function done(context: Write, said: string): Promise<WriteReply> {
  const step = stepOf(await listStreams(context.db), await store.readSetup(context.db));
  if (step === 'ready' || !context.asker.roles.admin) return update([paragraph(said), ...(await overviewBlocks(context))]);
  // Sent by itself once; after that the person asks for it.
  const fresh = step === 'test' && (await store.readTest(context.db, context.place)) === null;
  return fresh ? testReply(context, [paragraph(said)]) : update([paragraph(said), ...stepBlocks(step)]);
}

/** The first to name the organization finishes setup and becomes its admin. */
export async function saveOrganization(context: Write, name: string, zone: string): Promise<WriteReply> {
  const first = !context.organization.ready;
  const changed = await store.nameOrganization(context.db, context.asker.memberId, name, zone, context.now, first);
  if (!changed) throw new Refusal('conflict', 'Somebody else finished the setup a moment ago.', 'Type /flow setup to see it.');
  await logEvent(
    context.db,
    { type: 'organization', id: context.organization.id },
    first ? 'set up' : 'renamed',
    { name, zone },
    changeOf(context),
  );
  const organization = { ...context.organization, name, zone, ready: true };
  const asker = first ? { ...context.asker, roles: { ...context.asker.roles, admin: true } } : context.asker;
  return done({ ...context, organization, asker }, first ? `${name} is set up, and you are its admin.` : 'Saved.');
}

export interface StreamValues {
  readonly name: string;
  readonly key: string;
  readonly ownerId: string | undefined;
  readonly doneMeans: string;
  readonly stages: string;
  readonly wipLimit: number | undefined;
}

export async function saveStream(
  context: Write,
  values: StreamValues,
  { streamId, shown }: { readonly streamId?: string | undefined; readonly shown?: string | undefined },
): Promise<WriteReply> {
  const key = parseStreamKey(values.key);
  if (!key) return errors({ key: 'A key is 2 to 6 letters from A to Z, such as PAY.' });
  const stages = tryRead(() => parseStages(values.stages));
  if ('wrong' in stages) return errors({ stages: stages.wrong });
  const ownerId = values.ownerId ?? null;
  if (ownerId !== null && (await store.knownMembers(context.db, [ownerId])).length === 0)
    return errors({ ownerId: "I don't know this person." });
  const draft = { name: values.name, key, ownerId, doneMeans: values.doneMeans, wipLimit: values.wipLimit ?? null };

  if (streamId === undefined) {
    const id = await store.insertStream(context.db, draft, stages.value, context.now);
    if (id === null) return errors({ key: `${key} is taken by another stream.` });
    await logEvent(context.db, { type: 'stream', id }, 'added', { ...draft, stages: stages.value }, changeOf(context));
    return done(context, `${values.name} is there, with an empty backlog.`);
  }
  await lockStreams(context.db, [streamId]);
  const stream = await findStream(context.db, streamId);
  if (!stream) throw goneStream();
  requireUnchanged(shown, streamShown(stream), 'stream', '/flow setup');
  if (stream.key !== key) return errors({ key: `The key stays ${stream.key}, because its items carry it.` });
  const kept = new Set(stages.value.map((stage) => stage.name.toLowerCase()));
  const used = [...(await store.stagesInUse(context.db, streamId))].find(([name]) => !kept.has(name));
  if (used) return errors({ stages: `“${used[0]}” has ${count(used[1], 'item')} in it. Move them on first, then take the stage away.` });
  await store.updateStream(context.db, streamId, draft);
  await store.writeStages(context.db, streamId, stages.value);
  await logEvent(context.db, { type: 'stream', id: streamId }, 'changed', { ...draft, stages: stages.value }, changeOf(context));
  return done(context, 'Saved.');
}

export interface TeamValues {
  readonly name: string;
  readonly wipLimit: number;
  readonly streamIds: readonly string[];
  readonly memberIds: readonly string[];
}

export async function saveTeam(
  context: Write,
  values: TeamValues,
  { teamId, shown }: { readonly teamId?: string | undefined; readonly shown?: string | undefined },
): Promise<WriteReply> {
  const streams = await listStreams(context.db);
  if (values.streamIds.some((id) => !streams.some((one) => one.id === id)))
    return errors({ streamIds: 'One of these streams is no longer here. Pick again.' });
  const members = await store.knownMembers(context.db, values.memberIds);
  if (members.length !== values.memberIds.length) return errors({ memberIds: "I don't know one of these people." });
  const before = teamId === undefined ? undefined : await lockedTeam(context, teamId);
  if (before) requireUnchanged(shown, teamShown(before), 'team', '/flow setup');
  const id = await store.saveTeam(context.db, teamId, values, context.now);
  if (id === null) return errors({ name: 'Another team has this name.' });
  await logEvent(context.db, { type: 'team', id }, teamId === undefined ? 'added' : 'changed', { ...values }, changeOf(context));
  return done(context, saidOfTeam(values, before?.wipLimit));
}

async function lockedTeam(context: Write, teamId: string): Promise<TeamRow> {
  await store.lockForSetup(context.db, { teamId });
  const team = (await listTeams(context.db)).find((one) => one.id === teamId);
  if (!team) throw goneTeam();
  return team;
}

function saidOfTeam(values: TeamValues, limitBefore: number | undefined): string {
  if (limitBefore === undefined) return `${values.name} is there.`;
  return values.wipLimit < limitBefore ? 'Saved. What is in progress stays, even over a lower limit.' : 'Saved.';
}

/** Links the place where the form was opened. */
export async function saveLink(context: Write, target: string): Promise<WriteReply> {
  const [kind, id = ''] = target.split(':');
  const { place } = context;
  if (target === 'portfolio') return linkPortfolio(context);
  if (kind === 'stream') {
    const stream = (await listStreams(context.db)).find((one) => one.id === id);
    if (!stream) throw goneStream();
    if (!context.asker.roles.owns.includes(stream.id)) await requireRight(context, 'administer', {});
    await requireReleasable(context);
    await store.linkPlace(context.db, place, { streamId: stream.id }, context.now);
    await logEvent(context.db, { type: 'stream', id: stream.id }, 'linked', { place: place.externalId }, changeOf(context));
    return update([paragraph(`This channel is about ${stream.name} now. /flow shows its backlog.`)]);
  }
  return linkTeam(context, id);
}

/** Links the place to the portfolio: by leaders and admins. A leader is asked the first question there. */
export async function linkPortfolio(context: Write): Promise<WriteReply> {
  refuseDirect(context);
  await requireRight(context, 'bindPortfolio', {});
  if (context.place.portfolio) return update([paragraph("This channel is the portfolio's already."), ...(await portfolioHere(context))]);
  await requireReleasable(context);
  await store.linkPlace(context.db, context.place, 'portfolio', context.now);
  const { id } = context.organization;
  await logEvent(context.db, { type: 'organization', id }, 'portfolio linked', { place: context.place.externalId }, changeOf(context));
  const question = await nextQuestion(context);
  const here = question.length > 0 ? question : await portfolioHere(context);
  return update([paragraph('This channel is about the portfolio now. /flow shows what runs and what could be next.'), ...here]);
}

/** Links the place to a team: by its people, an admin, or the first to come when nobody is in it yet. */
export async function linkTeam(context: Write, teamId: string): Promise<WriteReply> {
  refuseDirect(context);
  const { place } = context;
  const team = (await listTeams(context.db)).find((one) => one.id === teamId);
  if (!team) throw goneTeam();
  // A team that nobody is in yet belongs to whoever links it first; its people come with the channel.
  const joins = team.members.length === 0;
  if (!joins && !may('bind', context.asker.roles, { teamId: team.id })) {
    const people = team.members.slice(0, 3).map((one) => one.name);
    throw new Refusal(
      'not_allowed',
      `This is for the people of ${team.name} (such as ${people.join(', ')}) and admins.`,
      'Ask one of them, or found a team of your own: /flow setup link.',
    );
  }
  await requireReleasable(context);
  await store.linkPlace(context.db, place, { teamId: team.id }, context.now);
  if (joins) await store.addToTeam(context.db, team.id, [context.asker.memberId]);
  await logEvent(context.db, { type: 'team', id: team.id }, 'linked', { place: place.externalId }, changeOf(context));
  return update(
    await linkedBlocks(
      context,
      team.name,
      team.streams.map((one) => one.id),
    ),
  );
}

export async function removeLink(context: Write): Promise<WriteReply> {
  const { place } = context;
  await requireReleasable(context);
  if (!(await store.unlinkPlace(context.db, place))) return update([paragraph("This channel isn't linked to anything.")]);
  if (place.portfolio) {
    const { id } = context.organization;
    await logEvent(context.db, { type: 'organization', id }, 'portfolio unlinked', { place: place.externalId }, changeOf(context));
  }
  if (place.team)
    await logEvent(context.db, { type: 'team', id: place.team.id }, 'unlinked', { place: place.externalId }, changeOf(context));
  return update([paragraph("This channel isn't linked any more. Nothing else was changed.")]);
}

export async function saveRoles(
  context: Write,
  adminIds: readonly string[],
  leaderIds: readonly string[],
  shown: string | undefined,
): Promise<WriteReply> {
  await store.lockForSetup(context.db, 'organization');
  requireUnchanged(shown, rolesShown(await store.readSetup(context.db)), 'roles', '/flow setup roles');
  if (adminIds.length === 0) return errors({ adminIds: 'Somebody has to be admin. Name at least one person.' });
  const wanted = [...new Set([...adminIds, ...leaderIds])];
  if ((await store.knownMembers(context.db, wanted)).length !== wanted.length)
    return errors({ adminIds: "I don't know one of these people." });
  await store.writeRoles(context.db, adminIds, leaderIds);
  await logEvent(context.db, { type: 'organization', id: context.organization.id }, 'roles', { adminIds, leaderIds }, changeOf(context));
  const admin = adminIds.includes(context.asker.memberId);
  return done({ ...context, asker: { ...context.asker, roles: { ...context.asker.roles, admin } } }, 'Saved.');
}

/** "Who decides on bets?": the asker, or nobody yet. */
export async function answerBets(context: Write, mine: boolean): Promise<WriteReply> {
  const subject = { type: 'organization', id: context.organization.id } as const;
  if (mine) await store.addLeader(context.db, context.asker.memberId);
  await logEvent(
    context.db,
    subject,
    mine ? 'roles' : 'roles left open',
    mine ? { addedLeaderId: context.asker.memberId } : {},
    changeOf(context),
  );
  return done(context, mine ? 'You decide on bets.' : 'Left open. /flow setup roles names leaders at any time.');
}

function tryRead<Value>(run: () => Value): { readonly value: Value } | { readonly wrong: string } {
  try {
    return { value: run() };
  } catch (error) {
    if (error instanceof Refusal) return { wrong: error.message };
    throw error;
  }
}
