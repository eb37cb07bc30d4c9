import { saysNothing, wordsOf } from '../text/says-nothing.ts';
import { say } from '../words/vocabulary.ts';

// A sentence of nothing but these could stand under any epic, so it says nothing of this one.
const ANY_EPIC: ReadonlySet<string> = new Set(
  [
    // Put off, or pointing elsewhere.
    say`to be defined determined decided discussed described added confirmed see title ticket above below link {epic} as same later yet not known known`,
    'will follow follows soon coming we us don t dont know no idea',
    // Better, of whatever.
    'improve improves improved improvement improving increase increases increased enhance enhances enhanced optimize optimized optimise optimised',
    'better good great nice fine fast faster easy easier more happy happier best higher high make makes making get gets become becomes provide',
    'is are be it its this that the a an and or of for our their your all everything everyone everybody things thing work works working',
    'user users customer customers client clients stakeholder stakeholders people experience ux satisfaction performance quality efficiency',
    'productivity value business overall general outcome outcomes success successful successfully',
    // The doing itself.
    'deliver delivers delivered build builds built implement implements implemented finish finished complete completed ship shipped release released',
    'new do done feature features project projects system solution product functionality requirement requirements',
  ].flatMap((line) => line.split(' ')),
);

// Written without spaces between words, so one "word" may be a whole sentence.
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Does an anticipated outcome say nothing of its epic (rows G6, G15): nothing at all, a single word, the title again, or only words that
 * would fit any epic? A figure always says something.
 */
export function fitsAnyEpic(outcome: string, title: string): boolean {
  const words = wordsOf(outcome);
  if (saysNothing(outcome) || words.join(' ') === wordsOf(title).join(' ')) return true;
  if (/\p{N}/u.test(outcome)) return false;
  return (words.length === 1 && !WITHOUT_SPACES.test(outcome)) || words.every((word) => ANY_EPIC.has(word) || saysNothing(word));
}
