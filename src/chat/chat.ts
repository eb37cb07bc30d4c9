import { Refusal } from '../model/refusal.ts';
import { may, type Right } from '../model/rights.ts';
import { runCommand } from './action.ts';
import type { Catalogue } from './catalogue.ts';
import type { Context } from './context.ts';
import { type FormView, parseForm, viewForm } from './form.ts';
import type { Access, Handler, WriteHandler } from './handler.ts';
import type { Outcome } from './outcome.ts';
import type { ChatPorts, Identity } from './ports.ts';
import { brokenBlocks, refusalBlocks, refusalText } from './refuse.ts';
import { message, type Reply, type WriteReply } from './reply.ts';
import type { ActionRequest, CommandRequest, Request, SubmitRequest } from './request.ts';
import { resolveWords } from './resolve.ts';
import { stamp } from './stamp.ts';

/** Answers requests of every platform. Never throws: what goes wrong becomes words for the person and a line in the log. */
export type Chat = (request: Request) => Promise<Outcome>;

interface Found<A extends Access> {
  readonly name: string;
  readonly right: Right;
  readonly beforeSetup: boolean;
  readonly handler: () => Handler<A>;
}

/** Puts the features behind one door. The only place where a request is traced from words to reply. */
export function createChat<A extends Access>(catalogue: Catalogue<A>, ports: ChatPorts<A>): Chat {
  return async (request) => {
    const requestId = ports.newId().slice(-8);
    const started = performance.now();
    let organizationId: string | undefined;
    let handler: string = request.type;
    const log = (result: string, replayed: boolean, error?: unknown) => {
      const entry = { requestId, kind: request.type, handler, result, ms: Math.round(performance.now() - started), replayed };
      ports.log(organizationId === undefined ? entry : { ...entry, organizationId }, error);
    };
    try {
      const identity = await ports.identify(request.sender);
      organizationId = identity.organization.id;
      const trace = { requestId, named: (name: string) => (handler = name), log };
      return request.type === 'submit'
        ? await submit(catalogue, ports, request, identity, trace)
        : await answer(catalogue, ports, request, identity, trace);
    } catch (error) {
      if (error instanceof Refusal) {
        log(error.code, false);
        return { type: 'message', blocks: refusalBlocks(error), replayed: false };
      }
      log('broken', false, error);
      return { type: 'message', blocks: brokenBlocks(requestId), replayed: false };
    }
  };
}

interface Trace {
  readonly requestId: string;
  readonly named: (name: string) => void;
  readonly log: (result: string, replayed: boolean) => void;
}

async function answer<A extends Access>(
  catalogue: Catalogue<A>,
  ports: ChatPorts<A>,
  request: CommandRequest | ActionRequest,
  identity: Identity,
  trace: Trace,
): Promise<Outcome> {
  const found = request.type === 'command' ? findCommand(catalogue, request.text) : findAction(catalogue, request);
  trace.named(found.name);
  const gated = identity.organization.ready || found.beforeSetup ? found : findCommand(catalogue, '');
  await requireRole(ports, gated.right, identity);
  const handler = gated.handler();
  const context = contextOf(identity, trace.requestId);
  if (handler.mode === 'read') {
    const reply = await handler.run({ ...context, db: ports.reader(identity.organization.id) });
    trace.log(reply.type, false);
    return show(catalogue, ports, reply, false, identity, request);
  }
  const key = request.type === 'command' ? `command:${request.deliveryId}` : `action:${request.nonce}:${identity.asker.memberId}`;
  const { reply, replayed } = await runWrite(ports, handler, context, key);
  trace.log(reply.type, replayed);
  return show(catalogue, ports, reply, replayed, identity, request);
}

async function submit<A extends Access>(
  catalogue: Catalogue<A>,
  ports: ChatPorts<A>,
  request: SubmitRequest,
  identity: Identity,
  trace: Trace,
): Promise<Outcome> {
  const { organization, asker, now } = identity;
  const draft = await ports.loadDraft(organization.id, asker.memberId, request.draftId, now);
  const form = draft && catalogue.forms.get(draft.reply.form);
  if (!draft || !form)
    throw new Refusal('stale', 'This form is more than a day old, so I no longer know what it was for.', 'Open it again from the start.');
  trace.named(form.contract.name);

  const again = (errors: Readonly<Record<string, string>>): Outcome => {
    trace.log('errors', false);
    return { type: 'errors', errors, view: viewForm(form.contract, { ...draft.reply, values: request.values }, request.draftId, errors) };
  };
  const parsed = parseForm(form.contract, request.values, draft.reply.options);
  if (!parsed.ok) return again(parsed.errors);
  const data = form.contract.data.parse(draft.reply.data);
  const place = await placeOf(ports, identity, draft.sender);
  try {
    if (organization.ready || !form.beforeSetup) await requireRole(ports, form.right, identity);
    const handler = form.handle(parsed.values, data);
    const { reply, replayed } = await runWrite(
      ports,
      handler,
      contextOf({ ...identity, place }, trace.requestId),
      `form:${request.draftId}`,
    );
    if (reply.type === 'errors') return again(reply.errors);
    trace.log(reply.type, replayed);
    const outcome = { type: reply.type, blocks: reply.blocks, replayed };
    return draft.returnTo === undefined ? outcome : { ...outcome, returnTo: draft.returnTo };
  } catch (error) {
    // The form stays open with what the person typed; a refusal stands at its first field.
    if (!(error instanceof Refusal)) throw error;
    return again({ [Object.keys(form.contract.fields)[0] ?? '']: refusalText(error) });
  }
}

// The form was opened somewhere; what it does happens there, with the place as it is now.
async function placeOf<A extends Access>(ports: ChatPorts<A>, identity: Identity, opened: Request['sender']): Promise<Identity['place']> {
  if (opened.place.externalId === identity.place.externalId) return identity.place;
  return (await ports.identify(opened)).place;
}

function contextOf(identity: Identity, requestId: string): Omit<Context<never>, 'db'> {
  return { requestId, now: identity.now, organization: identity.organization, asker: identity.asker, place: identity.place };
}

function findCommand<A extends Access>(catalogue: Catalogue<A>, text: string): Found<A> {
  const resolved = resolveWords(catalogue, text);
  return {
    name: resolved.name,
    right: resolved.command?.right ?? 'read',
    beforeSetup: resolved.command?.beforeSetup ?? false,
    handler: resolved.handler,
  };
}

function findAction<A extends Access>(catalogue: Catalogue<A>, request: ActionRequest): Found<A> {
  if (request.action === runCommand.name) {
    const { text } = readData(runCommand.data, request.data);
    return findCommand(catalogue, text);
  }
  const action = catalogue.actions.get(request.action);
  if (!action) throw new Refusal('stale', 'That button belongs to an older version of me.', 'Type /flow to see where things stand.');
  const data = readData(action.contract.data, request.data);
  return { name: request.action, right: action.right, beforeSetup: action.beforeSetup ?? false, handler: () => action.handle(data) };
}

function readData<Data>(schema: { safeParse: (raw: unknown) => { success: true; data: Data } | { success: false } }, raw: unknown): Data {
  const parsed = schema.safeParse(raw);
  if (!parsed.success)
    throw new Refusal('stale', 'That button belongs to an older version of me.', 'Type /flow to see where things stand.');
  return parsed.data;
}

// Rights that need no stream or team are checked here; the others where the thing is loaded. Before setup is finished
// there are no roles: whoever finishes it becomes the first admin.
async function requireRole<A extends Access>(ports: ChatPorts<A>, right: Right, identity: Identity): Promise<void> {
  if (right !== 'administer' || !identity.organization.ready || may(right, identity.asker.roles)) return;
  const names = (await ports.adminNames(identity.organization.id)).slice(0, 3).join(', ');
  throw new Refusal('not_allowed', `Only admins may change how Millrace is set up: ${names || 'nobody yet'}.`, 'Ask one of them.');
}

async function runWrite<A extends Access>(
  ports: ChatPorts<A>,
  handler: WriteHandler<A>,
  context: Omit<Context<never>, 'db'>,
  key: string,
): Promise<{ reply: WriteReply; replayed: boolean }> {
  const { organization, now } = context;
  let announced = false;
  try {
    const done = await ports.transact(organization.id, key, now, async (db) => {
      announced = false;
      const reply = await handler.run({ ...context, db });
      if (reply.type === 'errors') return reply;
      if (reply.announcements?.length) {
        announced = true;
        await ports.announce(
          db,
          reply.announcements.map((one) => ({ ...one, blocks: stamp(one.blocks, ports.newId) })),
          now,
        );
      }
      return { type: reply.type, blocks: stamp(reply.blocks, ports.newId) };
    });
    if (announced && !done.replayed) ports.committed();
    return done;
  } catch (error) {
    // A form's refusal leaves no row, so that the corrected form can be sent again; neither does "busy".
    if (!(error instanceof Refusal) || error.code === 'busy' || key.startsWith('form:')) throw error;
    const reply = message(stamp(refusalBlocks(error), ports.newId));
    await ports.remember(organization.id, key, now, reply);
    return { reply, replayed: false };
  }
}

async function show<A extends Access>(
  catalogue: Catalogue<A>,
  ports: ChatPorts<A>,
  reply: Reply,
  replayed: boolean,
  identity: Identity,
  request: CommandRequest | ActionRequest,
): Promise<Outcome> {
  switch (reply.type) {
    case 'message':
    case 'update':
      return { type: reply.type, blocks: replayed ? reply.blocks : stamp(reply.blocks, ports.newId), replayed };
    case 'form':
      return { type: 'form', view: await openForm(catalogue, ports, reply, identity, request) };
    case 'errors':
      throw new Error('Only a form may answer with errors.');
    default: {
      const unknown: never = reply;
      return unknown;
    }
  }
}

async function openForm<A extends Access>(
  catalogue: Catalogue<A>,
  ports: ChatPorts<A>,
  reply: Extract<Reply, { type: 'form' }>,
  identity: Identity,
  request: CommandRequest | ActionRequest,
): Promise<FormView> {
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
  return viewForm(form.contract, { ...reply, intro: stamp(reply.intro, ports.newId) }, id);
}
