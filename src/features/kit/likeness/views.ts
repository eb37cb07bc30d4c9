import { type Block, type Button, button, buttons, entry, list, note, paragraph } from '../../../chat/block.ts';
import type { Inline } from '../../../chat/span.ts';
import type { Like } from '../../../database/ideas/likeness.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { lookAt, supportThing } from '../offers/likeness.ts';
import { reviveIdea } from '../offers/parking.ts';
import { decision, quoted, type Today, wouldReopen } from '../words/idea-words.ts';
import { named } from '../words/item-words.ts';

/** After the submit: what is alike, and the ways on. What was typed is set aside until one of them is taken. */
export function likenessBlocks(found: readonly [Like, ...Like[]], heldId: string, anyway: string, today: Today): Block[] {
  const [first, ...others] = found;
  return [
    ...(first.idea
      ? [
          paragraph(
            'We looked at something like this. ',
            ...named(first),
            ` was parked ${decision(first.idea, today)}: ${quoted(first.idea.reason)}`,
          ),
          paragraph(wouldReopen(first.idea, today)),
        ]
      : [paragraph('Something like this is here already. ', ...standing(first))]),
    buttons(
      button(
        'Same: support it',
        supportThing,
        { kind: first.kind, id: first.id, heldId },
        { style: 'primary', hint: `Support ${first.key}` },
      ),
      different(heldId, anyway),
      first.kind === 'idea'
        ? button('Things changed: reopen', reviveIdea, { ideaId: first.id }, { hint: `Reopen ${first.key}` })
        : button(`Open ${first.key}`, lookAt, { key: first.key }),
    ),
    ...(others.length > 0
      ? [
          note('Also alike:'),
          list(
            others.map((one) =>
              entry(
                standing(one, today),
                button('Same: support it', supportThing, { kind: one.kind, id: one.id, heldId }, { hint: `Support ${one.key}` }),
              ),
            ),
          ),
        ]
      : []),
    note('Nothing is added yet. I keep what you typed until tomorrow.'),
  ];
}

/** While typing: a line per like thing, without buttons, because the form is still open. */
export function likenessHint(found: readonly Like[], today: Today): Block[] {
  if (found.length === 0) return [];
  return [note('Something like this is known already:'), list(found.map((one) => entry(standing(one, today))))];
}

/** The button that goes on with what was typed. */
export function different(heldId: string, anyway: string, label = 'Similar, but different'): Button {
  // The action is the feature's own; its contract is { heldId }, checked when it comes back.
  return { label, action: anyway, data: { heldId } };
}

function standing(like: Like, today?: Today): Inline[] {
  if (like.idea && today) return [...named(like), `: parked ${decision(like.idea, today)}. ${quoted(like.idea.reason)}`];
  return [
    ...named(like),
    ` is ${like.kind === 'epic' ? epicStanding(like.state) : itemStanding(like.state)}${like.streamName ? ` in ${like.streamName}` : ''}.`,
  ];
}

function itemStanding(state: string): string {
  if (state === 'delivery') return 'in progress';
  return state === 'refining' ? 'being refined' : state;
}

function epicStanding(state: string): string {
  if (state === 'funnel') return 'in the funnel';
  if (state === 'exploring') return 'being explored';
  return state === 'investing' ? say`a running {bet}` : say`{an epic} that is ready`;
}
