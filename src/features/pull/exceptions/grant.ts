import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, note, paragraph } from '../../../chat/block.ts';
import type { TeamContext } from '../../../chat/context.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { type ReadReply, update, type WriteReply } from '../../../chat/reply.ts';
import { lastQuestion } from '../../../database/decisions/decision-log.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { logEvent } from '../../../database/events/events.ts';
import { lockStreams } from '../../../database/items/stream-locks.ts';
import { listTeams } from '../../../database/organization/streams.ts';
import { addException, endException, findException, type WipException } from '../../../database/organization/wip-exceptions.ts';
import { EXCEPTION_DAYS, lastDay, workingDaysEnd } from '../../../model/calendar/working-days.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { unknownTeam } from '../../kit/finding/unknown.ts';
import { exceptionForm, letItEnd } from '../../kit/offers/exceptions.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { untilDay } from '../../kit/words/room-words.ts';
import { saidNow } from '../next/full.ts';

/** The form for an exception; where one is in force already, what it allows and until when. */
export async function openException(context: Read, team: TeamContext): Promise<FormReply | ReadReply> {
  await requireRight(context, 'except', { teamId: team.id });
  const running = await findException(context.db, team.id, context.now);
  if (running) return update(inForce(context, team, running));
  const until = untilDay(workingDaysEnd(context.now, EXCEPTION_DAYS, context.organization.zone), saidNow(context));
  return showForm(
    exceptionForm,
    { teamId: team.id },
    {
      intro: [paragraph(`${team.name} may go over its limit until ${until}. It ends by itself; nothing in progress is taken away then.`)],
      values: { extra: '1' },
    },
  );
}

/**
 * Grants a team an exception from its own limit: announced in its channel, a decision with its reason, over by itself after
 * three working days. Under the team's lock, which every pull takes.
 *
 * @throws Refusal not_allowed for whoever is not of the team; conflict while another one is in force
 */
export async function grant(context: Write, team: TeamContext, reason: string, extra: number): Promise<WriteReply> {
  if (reason === '') throw new Refusal('invalid_input', 'An exception needs its reason.', 'Type /flow exception and a few words.');
  await requireRight(context, 'except', { teamId: team.id });
  await lockStreams(context.db, [], team.id);
  const running = await findException(context.db, team.id, context.now);
  if (running) {
    throw new Refusal(
      'conflict',
      `${team.name} has an exception already: ${running.extra} more until ${untilDay(running.until, saidNow(context))}.`,
      'When it is over, you may make another.',
    );
  }
  const { wipLimit } = await limitOf(context, team);
  const { zone } = context.organization;
  const until = workingDaysEnd(context.now, EXCEPTION_DAYS, zone);
  const made = await addException(context.db, team.id, { extra, from: context.now, until });
  await logEvent(
    context.db,
    { type: 'team', id: team.id },
    'exception_granted',
    { exceptionId: made.id, extra, until: until.toISOString(), reason },
    changeOf(context),
  );
  const key = await writeDecision(
    context.db,
    {
      act: 'wip_exception',
      subject: { type: 'team', id: team.id },
      question: `May ${team.name} go over its limit of ${wipLimit}?`,
      choice: `${extra} more, until ${untilDay(until, saidNow(context))}`,
      reason,
      reviewOn: lastDay(until, zone),
    },
    changeOf(context),
  );
  const day = untilDay(until, saidNow(context));
  return update(
    [
      paragraph(`${team.name} may have ${wipLimit + extra} in progress until ${day}; its limit stays ${wipLimit}. The channel knows.`),
      note(`Noted as ${key}.`),
      buttons(button('Next', runCommand, { text: 'next' }, { style: 'primary' }), button('End it now', letItEnd, { teamId: team.id })),
    ],
    {
      announcements: [
        {
          teamId: team.id,
          subject: subjectOf(made),
          mode: 'post',
          blocks: [
            paragraph(`${team.name} may have ${wipLimit + extra} in progress until ${day}, over its limit of ${wipLimit}: ${reason}`),
          ],
        },
      ],
    },
  );
}

/** Ends a team's exception before its time. Nothing in progress is taken away. */
export async function end(context: Write, team: TeamContext): Promise<WriteReply> {
  await requireRight(context, 'except', { teamId: team.id });
  await lockStreams(context.db, [], team.id);
  const running = await findException(context.db, team.id, context.now);
  if (!running)
    throw new Refusal('conflict', `${team.name} has no exception now; its limit holds.`, '/flow board shows what is in progress.');
  const { wipLimit } = await limitOf(context, team);
  await endException(context.db, running, context.now);
  await logEvent(context.db, { type: 'team', id: team.id }, 'exception_ended', { exceptionId: running.id }, changeOf(context));
  const subject = { type: 'team', id: team.id } as const;
  await writeDecision(
    context.db,
    {
      act: 'wip_exception',
      subject,
      // What was asked then is answered anew, so that the log says which holds.
      question: (await lastQuestion(context.db, 'wip_exception', subject)) ?? `May ${team.name} go over its limit of ${wipLimit}?`,
      choice: `No longer: its limit of ${wipLimit} holds again`,
    },
    changeOf(context),
  );
  const words = `${team.name} needs no exception any more: its limit of ${wipLimit} holds again.`;
  return update([paragraph(`${words} What is in progress stays.`)], {
    announcements: [{ teamId: team.id, subject: subjectOf(running), mode: 'edit', blocks: [paragraph(words)] }],
  });
}

function inForce(context: Read, team: TeamContext, { extra, until }: WipException): Block[] {
  return [
    paragraph(
      `${team.name} may have ${extra} more than its limit in progress, until ${untilDay(until, saidNow(context))}. It ends by itself.`,
    ),
    buttons(button('Board', runCommand, { text: 'board' }), button('End it now', letItEnd, { teamId: team.id })),
  ];
}

async function limitOf(context: Write, team: TeamContext): Promise<{ readonly wipLimit: number }> {
  const found = (await listTeams(context.db)).find((one) => one.id === team.id);
  if (!found) throw unknownTeam();
  return found;
}

function subjectOf({ id }: WipException): string {
  return `exception:${id}`;
}
