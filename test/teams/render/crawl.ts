import type { Chat } from '../../../src/chat/chat.ts';
import type { RawValue } from '../../../src/chat/field.ts';
import type { ShownField } from '../../../src/chat/form.ts';
import type { Outcome } from '../../../src/chat/outcome.ts';
import type { Sender } from '../../../src/chat/request.ts';

/** What came of a request, and how it was reached. */
export interface Seen {
  readonly path: string;
  readonly outcome: Outcome;
}

interface Pressable {
  readonly label: string;
  readonly action: string;
  readonly data: unknown;
  readonly nonce?: string;
}

/**
 * Walks through what people can reach: types every line, presses every button that comes up (of each kind a few), and sends every form
 * as it stands, as a person would who is in a hurry; and when that was wrong, once more with something in every empty field.
 */
export async function crawl(chat: Chat, walks: readonly (readonly [Sender, readonly string[]])[]): Promise<Seen[]> {
  const seen: Seen[] = [];
  let pressed = new Map<string, number>();
  let delivery = 0;

  const visit = async (sender: Sender, path: string, outcome: Outcome, depth: number): Promise<void> => {
    seen.push({ path, outcome });
    if (outcome.type === 'form') {
      const { view } = outcome;
      const values = Object.fromEntries(view.fields.map(({ name, value }) => [name, value ?? null]));
      delivery += 1;
      const sent = await chat({ type: 'submit', sender, deliveryId: `d${delivery}`, draftId: view.draftId, values });
      seen.push({ path: `${path} > ${view.submit}`, outcome: sent });
      if (sent.type === 'errors') {
        delivery += 1;
        const better = Object.fromEntries(view.fields.map((one) => [one.name, filled(one, delivery)]));
        const again = await chat({ type: 'submit', sender, deliveryId: `d${delivery}`, draftId: view.draftId, values: better });
        await visit(sender, `${path} > ${view.submit}, filled in`, again, Math.max(0, depth - 1));
      }
    }
    if (depth === 0) return;
    for (const button of buttonsIn(outcome)) {
      const times = pressed.get(button.action) ?? 0;
      if (times >= 3) continue;
      pressed.set(button.action, times + 1);
      delivery += 1;
      const { action, data, nonce = `n${delivery}` } = button;
      const next = await chat({ type: 'action', sender, deliveryId: `d${delivery}`, action, data, nonce });
      await visit(sender, `${path} > [${button.label}]`, next, depth - 1);
    }
  };

  for (const [sender, lines] of walks) {
    // Anew for each: an owner is offered what others only read about.
    pressed = new Map();
    for (const text of lines) {
      delivery += 1;
      await visit(sender, `${sender.userName}: ${text}`, await chat({ type: 'command', sender, deliveryId: `d${delivery}`, text }), 3);
    }
    await visit(sender, `${sender.userName}: home`, await chat({ type: 'home', sender }), 1);
  }
  return seen;
}

function filled({ field, value }: ShownField, n: number): RawValue {
  if (value !== undefined && value !== null && value !== '') return value;
  switch (field.type) {
    case 'text':
    case 'longText':
      return `Answer ${n}`;
    case 'number':
      return '3';
    case 'date':
      return '2099-03-01';
    case 'choice':
      return field.options?.[0]?.value ?? null;
    case 'choices':
      return field.options?.slice(0, 1).map((one) => one.value) ?? null;
    default:
      return value ?? null;
  }
}

function buttonsIn(value: unknown): Pressable[] {
  if (Array.isArray(value)) return value.flatMap(buttonsIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('action' in value && 'label' in value) return [value as Pressable];
  return Object.values(value).flatMap(buttonsIn);
}
