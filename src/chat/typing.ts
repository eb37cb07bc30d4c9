import type { Catalogue } from './catalogue.ts';
import { fieldOf, type Option } from './field.ts';
import { viewForm } from './form.ts';
import type { Access } from './handler.ts';
import type { Outcome } from './outcome.ts';
import type { LookupRequest, WatchRequest } from './request.ts';
import { inPlaceOf, type Requesting, readContext } from './requesting.ts';
import { stamp } from './stamp.ts';

/** More options than any platform shows. */
const MOST_OPTIONS = 100;
/** Nobody means more than this while typing; the rest of a pasted text is not looked for. */
const LONGEST_QUERY = 200;

/** The fields of a form about which something is said while they are typed. */
export function watchedFields<A extends Access>(catalogue: Catalogue<A>, form: string): ReadonlySet<string> {
  return new Set(catalogue.watches.get(form)?.keys() ?? []);
}

/** Finds options for the letters typed into a lookup. What is asked of an unknown field finds nothing. */
export async function findOptions<A extends Access>(requesting: Requesting<A>, request: LookupRequest): Promise<Outcome> {
  const { catalogue, identity, named, log } = requesting;
  const lookup = catalogue.lookups.get(sourceOf(catalogue, request) ?? '');
  const found: readonly Option[] =
    lookup && identity.organization.ready
      ? await lookup.run(readContext(requesting), [...request.query.trim()].slice(0, LONGEST_QUERY).join(''))
      : [];
  named(`lookup ${lookup?.name ?? 'unknown'}`);
  log('options', false);
  return { type: 'options', options: found.slice(0, MOST_OPTIONS) };
}

function sourceOf<A extends Access>(catalogue: Catalogue<A>, { form, field }: LookupRequest): string | undefined {
  const fields = catalogue.forms.get(form)?.contract.fields ?? {};
  const schema = Object.hasOwn(fields, field) ? fields[field] : undefined;
  const declared = schema && fieldOf(schema);
  return declared?.type === 'lookup' || declared?.type === 'lookups' ? declared.source : undefined;
}

/** Says what is to be said about a text while it is typed: the form with the blocks under its introduction, or nothing. */
export async function sayWhileTyping<A extends Access>(requesting: Requesting<A>, request: WatchRequest): Promise<Outcome> {
  const { catalogue, ports, identity, named, log } = requesting;
  const { organization, asker, now } = identity;
  const draft = await ports.loadDraft(organization.id, asker.memberId, request.draftId, now);
  const form = draft && catalogue.forms.get(draft.reply.form);
  const watch = form && catalogue.watches.get(form.contract.name)?.get(request.field);
  if (!watch) return { type: 'nothing' };
  named(`watch ${form.contract.name}`);
  const there = await inPlaceOf(requesting, draft.sender);
  const said = await watch.run(readContext(there), request.text, form.contract.data.parse(draft.reply.data));
  const intro = stamp([...draft.reply.intro, ...said], ports.newId);
  log('said', false);
  const view = viewForm(form.contract, { ...draft.reply, intro }, request.draftId, {}, watchedFields(catalogue, watch.form));
  return { type: 'said', view, silent: said.length === 0 };
}
