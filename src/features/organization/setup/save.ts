import { paragraph } from '../../../chat/block.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { logEvent } from '../../../database/events/events.ts';
import { lockStreams } from '../../../database/items/stream-locks.ts';
import { findStream, listStreams, listTeams, type TeamRow } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { parseStreamKey } from '../../../model/text/key.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { goneStream } from '../../kit/finding/gone-stream.ts';
import { count } from '../../kit/words/item-words.ts';
import { goneTeam } from './open-forms.ts';
import { overviewBlocks } from './overview.ts';
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
    if (id === null) return errors({ key: say`${key} is taken by another {stream}.` });
    await logEvent(context.db, { type: 'stream', id }, 'added', { ...draft, stages: stages.value }, changeOf(context));
    return done(context, `${values.name} is there, with an empty backlog.`);
  }
  await lockStreams(context.db, [streamId]);
  const stream = await findStream(context.db, streamId);
  if (!stream) throw goneStream('/flow setup');
  requireUnchanged(shown, streamShown(stream), 'stream', '/flow setup');
  if (stream.key !== key) return errors({ key: say`The key stays ${stream.key}, because its {items} carry it.` });
  const kept = new Set(stages.value.map((stage) => stage.name.toLowerCase()));
  const used = [...(await store.stagesInUse(context.db, streamId))].find(([name]) => !kept.has(name));
  if (used)
    return errors({
      stages: `“${used[0]}” has ${count(used[1], say`{item}`, say`{items}`)} in it. Move them on first, then take the stage away.`,
    });
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
    return errors({ streamIds: say`One of these {streams} is no longer here. Pick again.` });
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
  return done(context, mine ? say`You decide on {bets}.` : 'Left open. /flow setup roles names leaders at any time.');
}

function tryRead<Value>(run: () => Value): { readonly value: Value } | { readonly wrong: string } {
  try {
    return { value: run() };
  } catch (error) {
    if (error instanceof Refusal) return { wrong: error.message };
    throw error;
  }
}
