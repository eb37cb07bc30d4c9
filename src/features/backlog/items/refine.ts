import { isDeepStrictEqual } from 'node:util';
import { paragraph } from '../../../chat/block.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { errors, type ReadReply, update, type WriteReply } from '../../../chat/reply.ts';
import { shareEpic } from '../../../database/items/epic-items.ts';
import { changeItem, touchItem } from '../../../database/items/item-changes.ts';
import type { ItemEpic, ItemRow } from '../../../database/items/items.ts';
import { positionOf } from '../../../database/items/ranks.ts';
import { readinessOf } from '../../../database/items/readiness.ts';
import { lockStreamOfItem, type StreamLock } from '../../../database/items/stream-locks.ts';
import type { ItemKind } from '../../../model/item/item.ts';
import { CHECK_LABELS, CONFIRMED_CHECKS, confirmedIn, missingChecks, type ReadinessCheck } from '../../../model/item/readiness.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { itemOf } from '../../kit/finding/item-of.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import type { Which } from '../../kit/finding/which.ts';
import { prepareForm } from '../../kit/offers/items.ts';
import { hasTeam, requireRight } from '../../kit/rights/allowed.ts';
import { named } from '../../kit/words/item-words.ts';
import { backToRefining } from './back-to-refining.ts';
import { epicOption, pickedEpic } from './epic-link.ts';
import { reframeHint } from './reframe-hint.ts';
import { madeReadyView, notReadyView } from './views.ts';

async function load(context: Read | Write, which: Which): Promise<ItemRow> {
  const item = await itemOf(context, which);
  return readinessOf(context.db, item);
}

/** Opens the form with what is known of an item: purpose, criteria, size. */
export async function openChecks(context: Read, which: Which): Promise<FormReply | ReadReply> {
  const item = await load(context, which);
  await requireRight(context, 'refine', { streamId: item.streamId });
  refuseGone(item);
  return showForm(
    prepareForm,
    { itemId: item.id },
    {
      intro: [paragraph(...named(item)), ...reframeHint(item)],
      values: {
        title: item.title,
        kind: item.kind,
        purpose: item.purpose,
        criteria: item.criteria,
        small: item.smallEnough,
        confirmed: confirmable(item).filter((check) => item.checks.includes(check)),
        epicId: item.epic?.id,
      },
      options: {
        confirmed: confirmable(item).map((check) => ({ value: check, text: CHECK_LABELS[check] })),
        epicId: epicOption(item.epic),
      },
    },
  );
}

/** What the form of the checks asks. */
export interface Checks {
  readonly title: string;
  readonly kind: string;
  readonly purpose: string | undefined;
  readonly criteria: string | undefined;
  readonly small: boolean;
  readonly confirmed: readonly string[];
  readonly epicId: string | undefined;
}

/** Saves what was filled in; when all checks pass, the item is ready at once. */
export async function saveChecks(context: Write, itemId: string, checks: Checks): Promise<WriteReply> {
  const lock = await lockStreamOfItem(context.db, { id: itemId });
  const item = await load(context, { id: itemId });
  await requireRight(context, 'refine', { streamId: item.streamId });
  refuseGone(item);
  const picked = await pickedEpic(context, checks.epicId, item.epic);
  if ('wrong' in picked) return errors({ epicId: picked.wrong });
  const wanted = {
    title: checks.title,
    kind: checks.kind as ItemKind,
    purpose: checks.purpose ?? null,
    criteria: checks.criteria ?? null,
    smallEnough: checks.small,
    checks: confirmedAfter(item, checks.confirmed),
  };
  const differs = (Object.keys(wanted) as (keyof typeof wanted)[]).filter((name) => !isDeepStrictEqual(wanted[name], item[name]));
  const texts =
    differs.length === 0
      ? item
      : await touchItem(
          context.db,
          item,
          { kind: 'edited', data: Object.fromEntries(differs.map((name) => [name, wanted[name]])) },
          changeOf(context),
        );
  const edited = await readinessOf(context.db, await linkEpic(context, texts, picked.epic));
  const missing = missingChecks(edited);
  if (!lock) throw unknownItem();
  if (edited.state === 'ready' && missing.length > 0) return update(await backToRefining(context, lock, edited));
  if (edited.state === 'refining' && missing.length === 0) return makeReady(context, lock, edited);
  if (edited.state === 'refining') return update([paragraph('Saved.'), ...notReadyView(edited)]);
  return update([paragraph('Saved: ', ...named(edited), '.')]);
}

// Ticks that the policy does not ask for now are kept: it may ask again.
function confirmedAfter(item: ItemRow, confirmed: readonly string[]): string[] {
  const shown: readonly string[] = confirmable(item);
  return CONFIRMED_CHECKS.filter((check) => (shown.includes(check) ? confirmed.includes(check) : item.checks.includes(check)));
}

function confirmable(item: ItemRow): readonly ReadinessCheck[] {
  return confirmedIn(item.readiness?.policy ?? []);
}

async function linkEpic(context: Write, item: ItemRow, epic: ItemEpic | null): Promise<ItemRow> {
  if ((item.epic?.id ?? null) === (epic?.id ?? null)) return item;
  const linked = await touchItem(context.db, item, { kind: 'linked', data: { epicId: epic?.id ?? null } }, changeOf(context));
  return { ...linked, epic };
}

/** `/flow ready KEY`: only through the stream's checks; what is missing is said. */
export async function ready(context: Write, which: Which): Promise<WriteReply> {
  const lock = await lockStreamOfItem(context.db, which);
  const item = await load(context, which);
  await requireRight(context, 'refine', { streamId: item.streamId });
  if (!lock) throw unknownItem();
  if (item.state === 'ready') throw new Refusal('conflict', `${item.key} is ready already.`, `/flow pull ${item.key} takes it.`);
  if (item.state === 'delivery')
    throw new Refusal('conflict', `${item.key} is in progress.`, `To give it back, type /flow move ${item.key} ready.`);
  refuseGone(item);
  if (missingChecks(item).length > 0) return update(notReadyView(item));
  return makeReady(context, lock, item);
}

async function makeReady(context: Write, lock: StreamLock, item: ItemRow): Promise<WriteReply> {
  if (item.epic) {
    // It may be stopped at this moment: from here on its state stands.
    await shareEpic(context.db, item.epic.id);
    const now = await readinessOf(context.db, item);
    if (missingChecks(now).length > 0) return update(notReadyView(now));
  }
  const made = await changeItem(lock, item, { kind: 'readied', data: {} }, changeOf(context));
  return update(
    madeReadyView(
      made,
      made.rank === null ? 1 : await positionOf(context.db, { streamId: made.streamId, rank: made.rank }),
      hasTeam(context),
    ),
  );
}

function refuseGone(item: ItemRow): void {
  if (item.state === 'done' || item.state === 'parked') {
    throw new Refusal('conflict', `${item.key} is ${item.state}, so there is nothing to get ready.`, `/flow ${item.key} shows it.`);
  }
}
