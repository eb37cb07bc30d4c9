import { type Block, button, buttons, paragraph } from '../../../chat/block.ts';
import type { Did } from '../../../model/item/last-act.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { takeActBack } from '../../kit/offers/undo.ts';
import { didWords } from './did.ts';

/** What is about no thing with a key, as a sentence says it. */
const KEYLESS: Readonly<Record<string, string>> = {
  organization: say`you changed something in the {portfolio} or the settings`,
  stream: say`you changed {a stream}`,
  team: say`you changed something of {a team}, such as its limit`,
  member: 'you changed who somebody is here',
  challenge: 'you asked, or answered, why something is here',
  tag: 'you changed a tag',
  objective: say`you changed {an objective}`,
};

/** The last act is of a kind that stays: which it was, what mends it, and, only if the person wants that, the act before it. */
export function staysView(did: Did, before: Did | null): Block[] {
  const what = did.key === null ? (KEYLESS[did.type] ?? 'you changed something') : `${did.key}, you ${doing(did)}`;
  return [
    paragraph(`What you did last can't be taken back: ${what}. Nothing was changed.`),
    paragraph(mends(did)),
    ...(before === null
      ? []
      : [
          paragraph(`Before that: ${before.key}, you ${didWords(before.kind)}.`),
          buttons(
            button(
              'Take that back',
              takeActBack,
              { itemId: before.id, of: before.version },
              { hint: `Take back what you did to ${before.key}` },
            ),
          ),
        ]),
  ];
}

function doing({ type, kind }: Did): string {
  return type === 'decision' ? 'noted it' : didWords(kind);
}

// The act that leads on from there.
function mends({ type, kind, key }: Did): string {
  if (key === null) return 'It is changed again where it was changed: /flow help all shows the words.';
  if (type === 'decision') return `To decide anew, open it: /flow ${key}.`;
  if (kind === 'held') return `To let it run again, type /flow invest ${key}.`;
  if (kind === 'parked' || kind === 'stopped') return `To bring it back, type /flow revive ${key}.`;
  if (kind === 'revived' || kind === 'proposed') return `To park it, type /flow park ${key}.`;
  if (kind === 'reviewed') return `What was learned since is a decision of its own: /flow decide.`;
  return `To change it again, type /flow ${key}.`;
}
