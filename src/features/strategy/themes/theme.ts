import { buttons, paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, type UpdateReply, update, type WriteReply } from '../../../chat/reply.ts';
import { bold } from '../../../chat/span.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { lockBets } from '../../../database/epics/bets.ts';
import {
  addTheme,
  betsOf,
  changeTheme,
  findTheme,
  lockTheme,
  namesake,
  openEpicsOf,
  type ThemeRow,
} from '../../../database/strategy/themes.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import type { ThemeEvent, ThemeFields } from '../../../model/strategy/theme.ts';
import { themeChoice, themeQuestion } from '../../../model/strategy/theme-choice.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { openByKey } from '../../kit/buttons/open-button.ts';
import { changed } from '../../kit/finding/unknown.ts';
import { typedKey, type Which } from '../../kit/finding/which.ts';
import { changedMeanwhile } from '../../kit/forms/changed-meanwhile.ts';
import { editForm, type Judged } from '../../kit/forms/edit-form.ts';
import { retireForm, themeForm } from '../../kit/offers/strategy.ts';
import { isAllowed, requireRight } from '../../kit/rights/allowed.ts';
import { mayOn } from '../../kit/rights/portfolio-rights.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { unknownTheme } from '../goals/unknown.ts';
import { betNames, NAMED, stillNaming, themeCard } from './views.ts';

/** `/flow T-1` */
export async function showTheme(context: Read | Write, key: string): Promise<UpdateReply> {
  return update(await card(context, await load(context, { key })));
}

async function load(context: Read | Write, which: Which): Promise<ThemeRow> {
  const theme = await findTheme(context.db, which);
  if (!theme) throw unknownTheme(typedKey(which));
  return theme;
}

async function card(context: Read | Write, theme: ThemeRow) {
  const maySteer = isAllowed(context, 'steer', {});
  if (theme.state !== 'retired' || theme.open === 0) {
    const bets = theme.bets === 0 ? [] : await betsOf(context.db, theme.id);
    return themeCard(theme, bets, maySteer, todayOf(context), context.now);
  }
  // What still names a retired theme, each with the way to another.
  return [
    ...themeCard(theme, [], maySteer, todayOf(context), context.now),
    ...stillNaming(await openEpicsOf(context.db, theme.id, NAMED), theme.open, (epic) => mayOn(context, 'shape', epic)),
  ];
}

/** Opens the form of a theme, a new one or with what it says. */
export async function openTheme(context: Read, themeId: string | null): Promise<FormReply> {
  const theme = themeId === null ? null : await load(context, { id: themeId });
  await requireRight(context, 'steer', {});
  if (theme) refuseRetired(theme);
  const { name = '', winWhere = '', outcomes = null, tradeOffs = null, constraints = null } = theme ?? {};
  return showForm(
    themeForm,
    { themeId, revision: theme?.revision ?? 0 },
    {
      intro: [paragraph('Direction, not a plan: two answers are enough. It becomes what we follow once somebody activates it.')],
      values: { name, winWhere, outcomes, tradeOffs, constraints },
    },
  );
}

/** Writes a draft, or a new version of a theme: one event with what differs (row A5); of one that is followed, a decision. */
export async function saveTheme(
  context: Write,
  values: FormValues<typeof themeForm.fields>,
  { themeId, revision }: { readonly themeId: string | null; readonly revision: number },
): Promise<WriteReply> {
  const judge = async (): Promise<Judged<ThemeFields>> => {
    const { name, winWhere, outcomes = null, tradeOffs = null, constraints = null } = values;
    const twin = await namesake(context.db, name, themeId);
    if (twin !== null) return { errors: { name: `${twin} is called that already. Give this one another name, or change ${twin}.` } };
    return { wanted: { name, winWhere, outcomes, tradeOffs, constraints } };
  };
  if (themeId === null) {
    await requireRight(context, 'steer', {});
    const judged = await judge();
    if ('errors' in judged) return errors(judged.errors);
    const added = await addTheme(context.db, judged.wanted, changeOf(context));
    return update([paragraph(bold(added.key), ' is a draft. Activate it when it is what you follow.'), ...(await card(context, added))]);
  }
  return editForm<ThemeRow, ThemeFields>({
    load: () => load(context, { id: themeId }),
    right: () => requireRight(context, 'steer', {}),
    open: refuseRetired,
    overtaken: (theme) => theme.revision !== revision && changedMeanwhile(theme.key),
    judge,
    change: async (theme, data) => {
      const { after, noted } = await change(context, theme, { kind: 'changed', data });
      return { after, said: paragraph(`Saved. What it said before is kept.${noted}`) };
    },
    card: (theme) => card(context, theme),
  });
}

/** Writes a theme that is followed at once: a decision. The caller made sure that no other has its name. */
export async function followNew(context: Write, fields: ThemeFields): Promise<{ readonly key: string; readonly noted: string }> {
  const theme = await addTheme(context.db, fields, changeOf(context));
  const { noted } = await change(context, theme, { kind: 'activated', data: {} });
  return { key: theme.key, noted };
}

type Pressed = { readonly themeId: string; readonly version: number };

/** Makes a theme what we follow: a decision. */
export async function activate(context: Write, { themeId, version }: Pressed): Promise<WriteReply> {
  await lockTheme(context.db, themeId);
  const theme = await load(context, { id: themeId });
  await requireRight(context, 'steer', {});
  if (theme.version !== version || theme.state === 'active') return update([changed(theme), ...(await card(context, theme))]);
  const twin = await namesake(context.db, theme.name, theme.id);
  if (twin !== null) {
    throw new Refusal(
      'conflict',
      `${twin} is called “${theme.name}”, too, so nobody could tell the two apart.`,
      `Change the name of ${twin} first: /flow ${twin}.`,
    );
  }
  const { after, noted } = await change(context, theme, { kind: 'activated', data: {} });
  return update([paragraph(bold(theme.key), ` is active: what we follow.${noted}`), ...(await card(context, after))]);
}

/** "Still true": somebody looked at it (row A6), which is a decision (row A15). */
export async function confirm(context: Write, { themeId, version }: Pressed): Promise<WriteReply> {
  const theme = await load(context, { id: themeId });
  await requireRight(context, 'steer', {});
  if (theme.version !== version || theme.state !== 'active') return update([changed(theme), ...(await card(context, theme))]);
  const { after, noted } = await change(context, theme, { kind: 'confirmed', data: {} });
  return update([paragraph(bold(theme.key), ` still holds.${noted}`), ...(await card(context, after))]);
}

/** Opens the form that asks why a theme goes; with running bets there is nothing to ask yet. */
export async function openRetire(context: Read, themeId: string): Promise<FormReply | UpdateReply> {
  const theme = await load(context, { id: themeId });
  await requireRight(context, 'steer', {});
  if (theme.state === 'retired') return update([changed(theme), ...(await card(context, theme))]);
  if (theme.bets > 0) return update(await stillBets(context, theme));
  return showForm(retireForm, { themeId }, { intro: [paragraph(bold(theme.key), ` · ${theme.name}`)] });
}

/** Retires a theme that no running bet names: a decision. What names it without running keeps naming it. */
export async function retire(context: Write, { reason }: FormValues<typeof retireForm.fields>, themeId: string): Promise<WriteReply> {
  // No bet begins meanwhile.
  await lockBets(context.db, context.now);
  await lockTheme(context.db, themeId);
  const theme = await load(context, { id: themeId });
  await requireRight(context, 'steer', {});
  if (theme.state === 'retired') return update([changed(theme), ...(await card(context, theme))]);
  if (theme.bets > 0) return update(await stillBets(context, theme));
  const { after, noted } = await change(context, theme, { kind: 'retired', data: { reason } }, reason);
  return update([paragraph(bold(theme.key), ` is retired.${noted}`), ...(await card(context, after))]);
}

async function stillBets(context: Read | Write, theme: ThemeRow) {
  const bets = await betsOf(context.db, theme.id);
  const first = bets[0];
  return [
    paragraph(
      `${theme.key} stays active: ${bets.length === 1 ? say`a running {bet} serves` : say`${bets.length} running {bets} serve`} it. `,
      ...betNames(bets),
      '.',
    ),
    paragraph(say`Give each another {theme} in its details, or finish, hold or stop it; then retire this one. Nothing was changed.`),
    buttons(first !== undefined && openByKey(first.key), openByKey(theme.key)),
  ];
}

/** Changes a theme; what that decides goes into the log, and its key is said. */
async function change(context: Write, theme: ThemeRow, event: ThemeEvent, reason: string | null = null) {
  const after = await changeTheme(context.db, theme, event, changeOf(context));
  const choice = themeChoice(event, theme.state);
  if (choice === null) return { after, noted: '' };
  const decision = { act: 'theme', subject: { type: 'theme', id: theme.id }, question: themeQuestion(theme.key), choice, reason } as const;
  return { after, noted: ` Noted as ${await writeDecision(context.db, decision, changeOf(context))}.` };
}

function refuseRetired(theme: ThemeRow): void {
  if (theme.state === 'retired')
    throw new Refusal('conflict', `${theme.key} is retired, so it stays as it was.`, `To take it up again, open it: /flow ${theme.key}.`);
}
