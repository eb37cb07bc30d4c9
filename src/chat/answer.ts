import { Refusal } from '../model/rights/refusal.ts';
import { find, findCommand } from './find.ts';
import { viewForm } from './form.ts';
import type { Access, WriteHandler } from './handler.ts';
import type { Outcome } from './outcome.ts';
import type { Reply } from './reply.ts';
import type { ActionRequest, CommandRequest, ShortcutRequest } from './request.ts';
import { type Requesting, readContext, requireRole } from './requesting.ts';
import { runWrite } from './run-write.ts';
import { stamp } from './stamp.ts';
import { suspendedView } from './suspended.ts';
import { watchedFields } from './typing.ts';

type Answerable = CommandRequest | ActionRequest | ShortcutRequest;

/** Answers words, a button or a handed message. Until setup is finished, nearly everything is answered with the way there. */
export async function answer<A extends Access>(requesting: Requesting<A>, request: Answerable): Promise<Outcome> {
  const { catalogue, identity, named, log } = requesting;
  const found = find(catalogue, request);
  named(found.name);
  const gated = identity.organization.ready || found.beforeSetup ? found : findCommand(catalogue, '');
  await requireRole(gated.right, requesting);
  const handler = gated.handler();
  if (handler.mode === 'read') {
    const reply = await handler.run(readContext(requesting));
    log(reply.type, false);
    return told(requesting, request, await show(requesting, request, reply, false));
  }
  const { reply, replayed, secret } = await write(requesting, handler, request);
  log(reply.type, replayed);
  const outcome = told(requesting, request, await show(requesting, request, reply, replayed));
  if (outcome.type === 'message' && secret) return { ...outcome, secret };
  return outcome.type === 'update' ? { ...outcome, wrote: true } : outcome;
}

/** Runs under a key of its own, or under that of the same words typed before, if nobody could tell whether those were carried out. */
async function write<A extends Access>(
  requesting: Requesting<A>,
  handler: WriteHandler<A>,
  request: Answerable,
): ReturnType<typeof runWrite<A>> {
  const own = keyOf(requesting, request);
  if (request.type !== 'command') return runWrite(requesting, handler, own, pressOf(requesting, request));
  const { identity, sameAgain } = requesting;
  const key = sameAgain.keyOf(identity, request, own);
  try {
    const done = await runWrite(requesting, handler, key);
    sameAgain.settled(identity, request);
    return done;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'unconfirmed') sameAgain.unknown(identity, request, key);
    throw error;
  }
}

function keyOf<A extends Access>({ identity }: Requesting<A>, request: Answerable): string {
  return request.type === 'action' ? `action:${request.nonce}:${identity.asker.memberId}` : `${request.type}:${request.deliveryId}`;
}

// Two presses of one drawn button are one act, once it is done. Until then each may find things otherwise.
function pressOf<A extends Access>({ identity }: Requesting<A>, request: Answerable): string | undefined {
  return request.type === 'action' ? `press:${request.deliveryId}:${identity.asker.memberId}` : undefined;
}

/** An admin's words are answered with what only an admin can mend first: a platform does not take our token. */
function told<A extends Access>({ identity }: Requesting<A>, request: Answerable, outcome: Outcome): Outcome {
  const { suspended = [] } = identity.organization;
  if (request.type !== 'command' || !identity.asker.roles.admin) return outcome;
  if (outcome.type !== 'message' && outcome.type !== 'update') return outcome;
  return { ...outcome, blocks: [...suspended.flatMap(({ platform, code }) => suspendedView(platform, code)), ...outcome.blocks] };
}

async function show<A extends Access>(
  requesting: Requesting<A>,
  request: Answerable,
  reply: Exclude<Reply, { type: 'home' }>,
  replayed: boolean,
): Promise<Outcome> {
  switch (reply.type) {
    case 'form':
      return openForm(requesting, request, reply);
    case 'errors':
      throw new Error('Only a form may be answered with errors.');
    case 'message':
    case 'update':
      return { type: reply.type, blocks: stamp(reply.blocks, requesting.ports.newId), replayed };
    default: {
      const unknown: never = reply;
      return unknown;
    }
  }
}

async function openForm<A extends Access>(
  { catalogue, ports, identity }: Requesting<A>,
  request: Answerable,
  reply: Extract<Reply, { type: 'form' }>,
): Promise<Outcome> {
  const form = catalogue.forms.get(reply.form);
  if (!form) throw new Error(`No feature answers the form “${reply.form}”.`);
  const id = ports.newId();
  const draft = { reply, sender: request.sender };
  await ports.saveDraft(
    identity.organization.id,
    identity.asker.memberId,
    id,
    request.returnTo === undefined ? draft : { ...draft, returnTo: request.returnTo },
    identity.now,
  );
  const intro = stamp(reply.intro, ports.newId);
  return { type: 'form', view: viewForm(form.contract, { ...reply, intro }, id, {}, watchedFields(catalogue, reply.form)) };
}
