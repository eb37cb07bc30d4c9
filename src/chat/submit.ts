import { Refusal } from '../model/rights/refusal.ts';
import { parseForm, viewForm } from './form.ts';
import type { Access } from './handler.ts';
import type { Outcome } from './outcome.ts';
import { refusalText } from './refuse.ts';
import type { SubmitRequest } from './request.ts';
import { inPlaceOf, type Requesting, requireRole } from './requesting.ts';
import { runWrite } from './run-write.ts';
import { watchedFields } from './typing.ts';

/** Answers a submitted form: what was wrong, by field and with the person's values, or what came of it. */
export async function submit<A extends Access>(requesting: Requesting<A>, request: SubmitRequest): Promise<Outcome> {
  const { catalogue, ports, identity, named, log } = requesting;
  const { organization, asker, now } = identity;
  const draft = await ports.loadDraft(organization.id, asker.memberId, request.draftId, now);
  const form = draft && catalogue.forms.get(draft.reply.form);
  if (!draft || !form)
    throw new Refusal(
      'stale',
      'This form is more than a day old, or its workspace joined another organization meanwhile, so I no longer know what it was for.',
      'Open it again from the start, or type /flow to see where you are.',
    );
  named(form.contract.name);

  const again = (errors: Readonly<Record<string, string>>): Outcome => {
    log('errors', false);
    const shown = { ...draft.reply, values: request.values, options: { ...draft.reply.options, ...request.chosen } };
    const view = viewForm(form.contract, shown, request.draftId, errors, watchedFields(catalogue, form.contract.name));
    return { type: 'errors', errors, view };
  };
  const parsed = parseForm(form.contract, request.values, draft.reply);
  if (!parsed.ok) return again(parsed.errors);
  // The form was opened by an earlier version of us, which carried something else in it.
  const data = form.contract.data.safeParse(draft.reply.data);
  if (!data.success)
    throw new Refusal(
      'stale',
      'This form is from before I was updated, so I no longer know what it was for.',
      'Open it again from the start.',
    );
  const there = await inPlaceOf(requesting, draft.sender);
  try {
    if (organization.ready || !form.beforeSetup) await requireRole(form.right, requesting);
    const { reply, replayed, secret } = await runWrite(there, form.handle(parsed.values, data.data), `form:${request.draftId}`);
    if (reply.type === 'errors') return again(reply.errors);
    log(reply.type, replayed);
    const outcome = { type: reply.type, blocks: reply.blocks, replayed, ...(secret ? { secret } : {}) };
    return draft.returnTo === undefined ? outcome : { ...outcome, returnTo: draft.returnTo };
  } catch (error) {
    // The form stays open with what the person typed; a refusal stands at its first field.
    if (!(error instanceof Refusal)) throw error;
    return again({ [Object.keys(form.contract.fields)[0] ?? '']: refusalText(error) });
  }
}
