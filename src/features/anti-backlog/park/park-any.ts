import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, type WriteReply } from '../../../chat/reply.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Write } from '../../kit/access.ts';
import { parkAnyForm } from '../../kit/offers/parking.ts';
import { findByKey, unknownThing } from '../ideas/subject.ts';
import { parkSubject } from './park.ts';
import { parkIdea } from './park-idea.ts';

/** `/flow park`: an idea in a few words, or an item or epic found by typing. */
export function openParkAny(): FormReply {
  return showForm(parkAnyForm, {});
}

/** Parks the one or the other. What is under way is parked from its own form, which says what that stops. */
export async function parkAny(context: Write, { title, thing, ...why }: FormValues<typeof parkAnyForm.fields>): Promise<WriteReply> {
  if (thing === undefined)
    return title === undefined
      ? errors({ title: 'An idea in a few words, or something that is here.' })
      : parkIdea(context, { title, ...why }, '');
  const subject = await findByKey(context.db, thing);
  if (!subject) return errors({ thing: unknownThing(thing).message });
  if (subject.kind === 'idea') return errors({ thing: say`${subject.row.key} is in the anti-backlog. Pick {an item} or {an epic}.` });
  if (title !== undefined) return errors({ title: `Either an idea or ${subject.row.key}: leave one of them empty.` });
  const { key, state, id, version } = subject.row;
  if (state === 'delivery' || state === 'investing')
    return errors({
      thing: `${key} is ${state === 'delivery' ? 'in progress' : say`a running {bet}`}. /flow park ${key} says what parking stops.`,
    });
  return parkSubject(context, { kind: subject.kind, id, version }, why);
}
