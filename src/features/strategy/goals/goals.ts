import { paragraph } from '../../../chat/block.ts';
import type { Option } from '../../../chat/field.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, type UpdateReply, update, type WriteReply } from '../../../chat/reply.ts';
import { bold } from '../../../chat/span.ts';
import {
  addKeyResult,
  addObjective,
  changeKeyResult,
  changeObjective,
  findKeyResult,
  findObjective,
  isObjectiveNamed,
  type KeyResultRow,
  listKeyResults,
  lockObjective,
  type ObjectiveRow,
} from '../../../database/strategy/goals.ts';
import { findTheme, listThemes } from '../../../database/strategy/themes.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import type { KeyResultFields, ObjectiveFields } from '../../../model/strategy/goal-event.ts';
import { isId } from '../../../model/text/id.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { keyedOptions } from '../../kit/finding/keyed-options.ts';
import { changed } from '../../kit/finding/unknown.ts';
import { typedKey, type Which } from '../../kit/finding/which.ts';
import { changedMeanwhile } from '../../kit/forms/changed-meanwhile.ts';
import { editForm, type Judged } from '../../kit/forms/edit-form.ts';
import { loadOpened, type OpenedSteps } from '../../kit/forms/load-opened.ts';
import { keyResultForm, measureForm, objectiveForm } from '../../kit/offers/strategy.ts';
import { isAllowed, requireRight } from '../../kit/rights/allowed.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { count } from '../../kit/words/item-words.ts';
import { standing, withUnit } from '../../kit/words/strategy-words.ts';
import { unknownKeyResult, unknownObjective } from './unknown.ts';
import { keyResultCard, type MayGoals, objectiveCard } from './views.ts';

/** So many are shown and offered; more would be no focus. */
export const MOST_SHOWN = 50;

/** An objective with its key results. */
export async function showObjective(context: Read | Write, id: string): Promise<UpdateReply> {
  return update(await cardOfObjective(context, await loadObjective(context, id)));
}

/** `/flow K-2` */
export async function showKeyResult(context: Read | Write, key: string): Promise<UpdateReply> {
  return update(cardOf(context, await load(context, { key })));
}

/** Opens the form of an objective, a new one or with what it says. */
export async function openObjective(context: Read, objectiveId: string | null): Promise<FormReply> {
  const objective = objectiveId === null ? null : await loadObjective(context, objectiveId);
  await requireRight(context, 'steer', {});
  if (objective) refuseRetired(objective.title, objective.state);
  const offered = await themeOptions(context);
  const { themeId = null, themeKey = null, themeName = null } = objective ?? {};
  // What it names already stays to be picked, also when it is no longer active.
  const named =
    themeId !== null && offered.every((one) => one.value !== themeId) ? [{ value: themeId, text: `${themeKey} · ${themeName}` }] : [];
  return showForm(
    objectiveForm,
    { objectiveId, revision: objective?.revision ?? 0 },
    {
      intro: [paragraph(say`What is to be reached, in words. Its {key results} say how you would know.`)],
      values: { title: objective?.title ?? '', themeId },
      options: { themeId: [...offered, ...named] },
    },
  );
}

/** Active themes and drafts as a menu. */
async function themeOptions(context: Read): Promise<Option[]> {
  const themes = await listThemes(context.db, ['active', 'draft'], MOST_SHOWN);
  return keyedOptions(themes);
}

/** States an objective, or changes what it says. */
export async function saveObjective(
  context: Write,
  values: FormValues<typeof objectiveForm.fields>,
  { objectiveId, revision }: { readonly objectiveId: string | null; readonly revision: number },
): Promise<WriteReply> {
  const judge = async (): Promise<Judged<ObjectiveFields>> => {
    const wanted = { title: values.title, themeId: values.themeId ?? null };
    if (wanted.themeId !== null && !(isId(wanted.themeId) && (await findTheme(context.db, { id: wanted.themeId }))))
      return { errors: { themeId: say`That {theme} is no longer here. Pick another, or leave it empty.` } };
    if (await isObjectiveNamed(context.db, wanted.title, objectiveId))
      return { errors: { title: say`There is {an objective} of this title already. Give this one another, or change that one.` } };
    return { wanted };
  };
  if (objectiveId === null) {
    await requireRight(context, 'steer', {});
    const judged = await judge();
    if ('errors' in judged) return errors(judged.errors);
    const added = await addObjective(context.db, judged.wanted, changeOf(context));
    return update([
      paragraph(say`It is {an objective} now. {A key result} says how you would know.`),
      ...(await cardOfObjective(context, added)),
    ]);
  }
  return editForm<ObjectiveRow, ObjectiveFields>({
    load: () => loadObjective(context, objectiveId),
    right: () => requireRight(context, 'steer', {}),
    open: ({ title, state }) => refuseRetired(title, state),
    overtaken: (one) => one.revision !== revision && changedMeanwhile(say`the {objective}`),
    judge,
    change: async (one, data) => ({ after: await changeObjective(context.db, one, { kind: 'changed', data }, changeOf(context)) }),
    card: (one) => cardOfObjective(context, one),
  });
}

/** Retires an objective whose key results are retired: what is still measured would hang on nothing. */
export async function retireObjective(
  context: Write,
  { objectiveId, revision }: { readonly objectiveId: string; readonly revision: number },
): Promise<WriteReply> {
  await lockObjective(context.db, objectiveId);
  const objective = await loadObjective(context, objectiveId);
  await requireRight(context, 'steer', {});
  if (objective.revision !== revision || objective.state === 'retired')
    return update([changed({ key: say`The {objective}` }), ...(await cardOfObjective(context, objective))]);
  const left = await listKeyResults(context.db, MOST_SHOWN, objectiveId);
  if (left.length > 0) {
    const keys = new Intl.ListFormat('en').format(left.map((one) => one.key));
    throw new Refusal(
      'conflict',
      `It still has ${count(left.length, say`{key result}`, say`{key results}`)}: ${keys}.`,
      'Retire those first; nothing was changed.',
    );
  }
  const after = await changeObjective(context.db, objective, { kind: 'retired', data: {} }, changeOf(context));
  return update([
    paragraph(bold(after.title), ' is retired. It is kept, and no longer shown.'),
    ...(await cardOfObjective(context, after)).slice(1),
  ]);
}

/** Opens the form of a new key result of an objective. */
export async function openNewKeyResult(context: Read, objectiveId: string): Promise<FormReply> {
  const objective = await loadObjective(context, objectiveId);
  await requireRight(context, 'steer', {});
  refuseRetired(objective.title, objective.state);
  return showForm(keyResultForm, { objectiveId, keyResultId: null, revision: 0 }, { intro: [paragraph(bold(objective.title))] });
}

/** Opens the form of a key result with what it says. */
export async function openKeyResult(context: Read, keyResultId: string): Promise<FormReply> {
  const keyResult = await load(context, { id: keyResultId });
  await requireRight(context, 'steer', {});
  refuseRetired(keyResult.key, keyResult.state);
  const { objectiveId, revision, title, unit, baseline, target } = keyResult;
  return showForm(
    keyResultForm,
    { objectiveId, keyResultId, revision },
    { intro: [paragraph(bold(keyResult.key))], values: { title, unit, baseline: String(baseline), target: String(target) } },
  );
}

/** States a key result, or changes what it says. */
export async function saveKeyResult(
  context: Write,
  values: FormValues<typeof keyResultForm.fields>,
  { objectiveId, keyResultId, revision }: { readonly objectiveId: string; readonly keyResultId: string | null; readonly revision: number },
): Promise<WriteReply> {
  const wanted: KeyResultFields = { title: values.title, unit: values.unit ?? null, baseline: values.baseline, target: values.target };
  const judged: Judged<KeyResultFields> =
    wanted.target === wanted.baseline
      ? {
          errors: {
            target: `Baseline and target are both ${withUnit(wanted.target, wanted.unit)}, so there is no way to go. Pick a target above or below the baseline.`,
          },
        }
      : { wanted };
  if (keyResultId === null) {
    if ('errors' in judged) return errors(judged.errors);
    await lockObjective(context.db, objectiveId);
    const objective = await loadObjective(context, objectiveId);
    await requireRight(context, 'steer', {});
    refuseRetired(objective.title, objective.state);
    const added = await addKeyResult(context.db, objectiveId, wanted, changeOf(context));
    return update([paragraph(bold(added.key), ' is not measured yet.'), ...cardOf(context, added)]);
  }
  return editForm<KeyResultRow, KeyResultFields>({
    ...opened(context, { keyResultId, revision }, 'steer'),
    judge: () => judged,
    change: async (one, data) => ({ after: await changeKeyResult(context.db, one, { kind: 'changed', data }, changeOf(context)) }),
    card: (one) => cardOf(context, one),
  });
}

function opened(
  context: Write,
  { keyResultId, revision }: { readonly keyResultId: string; readonly revision: number },
  right: 'steer' | 'measure',
): OpenedSteps<KeyResultRow> {
  return {
    load: () => load(context, { id: keyResultId }),
    right: () => requireRight(context, right, {}),
    open: ({ key, state }) => refuseRetired(key, state),
    overtaken: (one) => one.revision !== revision && changedMeanwhile(one.key),
  };
}

/** Opens the form that asks where a key result stands. */
export async function openMeasure(context: Read, keyResultId: string): Promise<FormReply> {
  const keyResult = await load(context, { id: keyResultId });
  await requireRight(context, 'measure', {});
  refuseRetired(keyResult.key, keyResult.state);
  return showForm(
    measureForm,
    { keyResultId, revision: keyResult.revision },
    { intro: [paragraph(bold(keyResult.key), ` · ${keyResult.title}`), paragraph(`So far: ${standing(keyResult, todayOf(context))}.`)] },
  );
}

/** Notes where a key result stands today. */
export async function saveMeasure(
  context: Write,
  { current }: FormValues<typeof measureForm.fields>,
  { keyResultId, revision }: { readonly keyResultId: string; readonly revision: number },
): Promise<WriteReply> {
  const keyResult = await loadOpened(opened(context, { keyResultId, revision }, 'measure'));
  const after = await changeKeyResult(context.db, keyResult, { kind: 'measured', data: { current } }, changeOf(context));
  return update([paragraph('Noted.'), ...cardOf(context, after)]);
}

/** Retires a key result. Epics that name it go on naming it. */
export async function retireKeyResult(
  context: Write,
  { keyResultId, revision }: { readonly keyResultId: string; readonly revision: number },
): Promise<WriteReply> {
  const keyResult = await load(context, { id: keyResultId });
  await requireRight(context, 'steer', {});
  if (keyResult.revision !== revision || keyResult.state === 'retired') return update([changed(keyResult), ...cardOf(context, keyResult)]);
  const after = await changeKeyResult(context.db, keyResult, { kind: 'retired', data: {} }, changeOf(context));
  const naming =
    after.epics === 0 ? '' : ` ${count(after.epics, say`open {epic} names`, say`open {epics} name`)} it still; they may name another.`;
  return update([paragraph(bold(after.key), ` is retired.${naming}`), ...cardOf(context, after)]);
}

async function loadObjective(context: Read | Write, id: string): Promise<ObjectiveRow> {
  const objective = await findObjective(context.db, id);
  if (!objective) throw unknownObjective();
  return objective;
}

async function load(context: Read | Write, which: Which): Promise<KeyResultRow> {
  const keyResult = await findKeyResult(context.db, which);
  if (!keyResult) throw unknownKeyResult(typedKey(which));
  return keyResult;
}

function mayGoals(context: Read | Write): MayGoals {
  return { steer: isAllowed(context, 'steer', {}), measure: isAllowed(context, 'measure', {}) };
}

async function cardOfObjective(context: Read | Write, objective: ObjectiveRow) {
  return objectiveCard(objective, await listKeyResults(context.db, MOST_SHOWN, objective.id), mayGoals(context), todayOf(context));
}

function cardOf(context: Read | Write, keyResult: KeyResultRow) {
  return keyResultCard(keyResult, mayGoals(context), todayOf(context));
}

function refuseRetired(what: string, state: 'active' | 'retired'): void {
  if (state === 'retired') throw new Refusal('conflict', `${what} is retired, so it stays as it was.`, 'Add a new one: /flow strategy.');
}
