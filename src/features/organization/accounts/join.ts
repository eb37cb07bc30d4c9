import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, note, paragraph } from '../../../chat/block.ts';
import { message, type WriteReply } from '../../../chat/reply.ts';
import { code as typing } from '../../../chat/span.ts';
import type { TenantTransaction } from '../../../database/connection/tenant.ts';
import { logEvent } from '../../../database/events/events.ts';
import { announce } from '../../../database/messages/outbox.ts';
import {
  countHoldings,
  type Holdings,
  listWorkspaces,
  lockToJoin,
  moveWorkspace,
  type WorkspaceRow,
} from '../../../database/organization/workspaces.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Write } from '../../kit/access.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { count } from '../../kit/words/item-words.ts';
import { hashOf } from './code.ts';
import { doors } from './contracts.ts';
import { type CodeRow, findWorkspaceCode, markWorkspaceCode, organizationName, ownPlace, readSetUp } from './store.ts';
import { readTriedCode, refuseCode } from './tries.ts';

/** `/flow setup connect CODE`: this workspace leads to the code's organization from now on. */
export async function joinOrganization(context: Write, typed: string): Promise<WriteReply> {
  const tried = await readTriedCode(context, typed);
  if ('said' in tried) return message(tried.said);
  const code = await findWorkspaceCode(context.db, hashOf('workspace', tried.code), context.now);
  const own = code?.organizationId === context.organization.id;
  // A repeat of what brought this workspace in, by somebody who has no rights here.
  if (own && code.typedPlatform === context.place.platform) return message(inside(context.organization.name));
  if (context.organization.ready) await requireRight(context, 'administer', {});
  if (own)
    return message([paragraph('This code is from here. Type it in the other chat app: ', typing('setup connect'), ' and the code.')]);
  if (code === undefined || code.typedTeam !== null) return message(await refuseCode(context, doors.enterCode));
  return message(await enter(context, code));
}

async function enter(context: Write, code: CodeRow): Promise<Block[]> {
  const { db, organization, asker, place, now } = context;
  // The one step from an organization into another: the code is its admin's word.
  const there: TenantTransaction = { organizationId: code.organizationId, sql: db.sql, writing: true };
  await lockToJoin(db.sql, organization.id, there.organizationId);
  const name = await organizationName(there);
  const workspace = await onlyWorkspace(context);
  if ((await listWorkspaces(there)).some((one) => one.platform === place.platform))
    throw new Refusal(
      'conflict',
      `${name} is reached from this chat app already, and takes one workspace of each.`,
      'Set this one up by itself: /flow setup.',
    );
  const { setUp, admin } = await readSetUp(db, asker.memberId);
  if (setUp && !admin) throw new Refusal('not_allowed', 'Somebody else set this workspace up a moment ago.', 'They can type the code.');
  refuseWork(await countHoldings(db), name);

  const change = { at: now, memberId: code.memberId };
  await markWorkspaceCode(db, code, workspace);
  await moveWorkspace(db.sql, workspace, organization.id, there.organizationId);
  await logEvent(there, { type: 'organization', id: there.organizationId }, 'workspace joined', { ...workspace, by: asker.name }, change);
  const theirs = await ownPlace(there, code.memberId, code.platform);
  if (theirs !== undefined) {
    const blocks = [
      paragraph(`${asker.name} used your code: a second chat app leads to ${name} now, and everybody there can read its work.`),
      note('People who are in both type /flow account, to be one person here and there.'),
    ];
    const subject = `workspace:${workspace.platform}:${workspace.externalId}`;
    announce(there, [{ place: { platform: code.platform, externalId: theirs }, subject, mode: 'post', blocks }], now);
  }
  return inside(name);
}

async function onlyWorkspace({ db, organization }: Write): Promise<WorkspaceRow> {
  const [only, ...others] = await listWorkspaces(db);
  if (only === undefined) throw new Refusal('busy', 'This workspace is joining an organization right now.', 'Try again in a moment.');
  if (others.length > 0)
    throw new Refusal('conflict', `${organization.name} is reached from two chat apps already, so it cannot join another organization.`);
  return only;
}

// What was made here could not come along, and must not be lost.
function refuseWork({ streams, teams, items, epics, ideas, decisions, themes, objectives }: Holdings, name: string): void {
  const held = [
    streams > 0 && count(streams, say`{stream}`, say`{streams}`),
    teams > 0 && count(teams, say`{team}`, say`{teams}`),
    items > 0 && count(items, say`{item}`, say`{items}`),
    epics > 0 && count(epics, say`{epic}`, say`{epics}`),
    ideas > 0 && count(ideas, 'parked idea'),
    decisions > 0 && count(decisions, 'decision'),
    themes > 0 && count(themes, say`{theme}`, say`{themes}`),
    objectives > 0 && count(objectives, say`{objective}`, say`{objectives}`),
  ].filter((one) => one !== false);
  if (held.length === 0) return;
  throw new Refusal(
    'conflict',
    `There is work here already: ${new Intl.ListFormat('en').format(held)}. Joining ${name} would leave it behind.`,
    'If nothing is there yet, go the other way: /flow setup connect gives a code here, to be typed there.',
  );
}

function inside(name: string): Block[] {
  return [
    paragraph(`This workspace is part of ${name} now.`),
    note(say`Roles and {teams} go by person. If you are there in the other chat app, too, say so: /flow account.`),
    buttons(
      button('Look around', runCommand, { text: '' }, { style: 'primary' }),
      button('I am in both', doors.personCode, {}),
      button('Setup', runCommand, { text: 'setup' }),
    ),
  ];
}
