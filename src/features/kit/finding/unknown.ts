import { paragraph } from '../../../chat/block.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';

/** A key of another organization, a key that never was and a deleted one get this same answer. */
export function unknownItem(key?: string): Refusal {
  // An epic, an idea or a decision where only an item will do: the kind is in the key, whether it is there or not.
  if (key && /^[EID]-/.test(key))
    return new Refusal(
      'invalid_input',
      say`${key} isn't {an item}.`,
      say`Keys of {items} begin with their {stream}, as in PAY-12: /flow backlog.`,
    );
  return new Refusal(
    'not_found',
    key ? `I don't know ${key}.` : say`I don't know that {item}.`,
    'Type /flow backlog to see what there is.',
  );
}

/** The same for epics. */
export function unknownEpic(key?: string): Refusal {
  return new Refusal(
    'not_found',
    key ? `I don't know ${key}.` : say`I don't know that {epic}.`,
    'Type /flow portfolio to see what there is.',
  );
}

/** A team that the asker is not in, that is another organization's, or that never was: one answer. */
export function unknownTeam(): Refusal {
  return new Refusal('not_found', say`You don't speak for that {team} here.`, say`Type it again in the {team}'s channel.`);
}

/** First line under a button whose item has moved on. */
export function changed(item: { readonly key: string }) {
  return paragraph(`${item.key} changed since that message was written.`);
}
