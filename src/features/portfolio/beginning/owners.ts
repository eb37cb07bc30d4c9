import { entry, type ListEntry, list, paragraph } from '../../../chat/block.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { errors, type ReadReply, update, type WriteReply } from '../../../chat/reply.ts';
import { changeEpic } from '../../../database/epics/epic-changes.ts';
import { findEpic } from '../../../database/epics/epics.ts';
import { findMember } from '../../../database/organization/people.ts';
import { isId } from '../../../model/text/id.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { OWNERS_AT_ONCE, ownersForm } from '../../kit/offers/beginning.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { named } from '../../kit/words/item-words.ts';
import { goOn } from './questions.ts';
import { readBeginning } from './store.ts';

type Place = keyof typeof ownersForm.fields;
const PLACES = Object.keys(ownersForm.fields) as Place[];

/** "Who looks after them?": a person for each running bet without an outcome and without an owner, a few at a time. */
export async function openOwners(context: Read): Promise<FormReply | ReadReply> {
  await requireRight(context, 'governPortfolio', {});
  const unowned = (await readBeginning(context.db)).open.filter((bet) => bet.ownerId === null);
  if (unowned.length === 0) return update([paragraph(say`Every running {bet} without an outcome has an owner.`)]);
  const asked = unowned.slice(0, OWNERS_AT_ONCE);
  const labels = Object.fromEntries(PLACES.map((place, n) => [place, asked[n] ? `${asked[n].key} · ${asked[n].title}` : '']));
  const more = unowned.length - asked.length;
  return showForm(
    ownersForm,
    { epicIds: asked.map((bet) => bet.id) },
    {
      labels,
      intro: [
        paragraph(`Then I can ask them what they hope for. Leave empty what you don't know.${more > 0 ? ` ${more} more come next.` : ''}`),
      ],
    },
  );
}

/** Names owners: of each bet that has none by now. */
export async function saveOwners(
  context: Write,
  values: Readonly<Record<Place, string | undefined>>,
  epicIds: readonly string[],
): Promise<WriteReply> {
  await requireRight(context, 'governPortfolio', {});
  const wrong: Record<string, string> = {};
  const wanted = PLACES.flatMap((place, n) => {
    const [epicId, ownerId] = [epicIds[n], values[place]];
    return epicId === undefined || ownerId === undefined ? [] : [{ place, epicId, ownerId }];
  });
  if (wanted.length === 0) return errors({ first: 'Name at least one, or close this.' });
  const said: ListEntry[] = [];
  for (const { place, epicId, ownerId } of wanted) {
    const person = isId(ownerId) ? await findMember(context.db, ownerId) : null;
    const epic = await findEpic(context.db, epicId);
    if (person === null) wrong[place] = "I don't know this person.";
    else if (epic?.state !== 'investing') wrong[place] = `${epic?.key ?? say`This {bet}`} isn't running any more. Leave it empty.`;
    else if (epic.ownerId !== null) wrong[place] = `${epic.ownerName} looks after ${epic.key} by now. Leave it empty.`;
    else {
      const after = await changeEpic(context.db, epic, { kind: 'edited', data: { ownerId: person.id } }, changeOf(context));
      said.push(entry([...named(after), `: ${person.name}`]));
    }
  }
  if (Object.keys(wrong).length > 0) return errors(wrong);
  return update([paragraph('Saved. They look after:'), list(said), ...(await goOn(context))]);
}
