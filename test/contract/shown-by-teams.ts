import { everyObject } from './judge-teams.ts';

type Json = Readonly<Record<string, unknown>>;

/** Keys of a card whose text is seen, in any element. */
const SEEN = ['legend', 'x', 'text', 'label', 'title', 'placeholder', 'value'];

/** What a person reads in a card of Teams, written apart from the renderer: dates as the client fills them in, Markdown applied. */
export function shownByTeams(card: unknown): string {
  const objects = everyObject(card).filter((one) => one.type !== 'Action.Submit' || !('verb' in one));
  return objects.map(seenOf).join('\n');
}

function seenOf(one: Json): string {
  if (one.type === 'RichTextBlock' && Array.isArray(one.inlines))
    return one.inlines.map((run: Json) => filledIn(String(run.text))).join('');
  if (one.type === 'TextRun') return linkOf(one);
  if (one.type === 'TextBlock') return withoutMarkdown(filledIn(String(one.text)));
  if (one.type === 'Input.ChoiceSet') return `${String(one.label)} ${String(one.placeholder ?? '')}`;
  return SEEN.map((key) => one[key])
    .filter((text) => typeof text === 'string')
    .join(' ');
}

function linkOf({ selectAction }: Json): string {
  return typeof selectAction === 'object' && selectAction !== null ? String((selectAction as Json).url) : '';
}

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features#datetime-function-rules */
const TEMPLATE = /\{\{(DATE|TIME)\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)(?:, ?(?:COMPACT|SHORT|LONG))?\)\}\}/gi;

function filledIn(text: string): string {
  return text.replace(TEMPLATE, (_all, kind: string, at: string) =>
    kind.toUpperCase() === 'DATE' ? `on ${at.slice(0, 10)}` : `at ${at.slice(11, 16)}`,
  );
}

/** What a client's Markdown would take away or alter, roughly and rather too much. */
function withoutMarkdown(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_~`\\]/g, '')
    .replace(/^\s*(?:[-+>#]+|\d+[.)])\s/gm, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#\d+|#x[\da-f]+|\w+);/gi, '');
}

/** Links, mentions and whatever else would come alive: in Markdown, in titles that some clients read as such, in the card itself. */
export function liveInTeams(card: unknown): string[] {
  return everyObject(card).flatMap((one) => {
    const found: string[] = [];
    if (one.type === 'Action.OpenUrl') found.push(`link ${String(one.url)}`);
    if (one.type === 'TextBlock') found.push(...marks(String(one.text)).map((mark) => `markdown ${mark}`));
    if ('entities' in one) found.push('mentions');
    if ('url' in one && one.type !== 'Action.OpenUrl') found.push(`fetches ${String(one.url)}`);
    // Beside ticks and radio buttons, and in labels, clients differ in whether they read Markdown.
    const asked = String(one.type).startsWith('Input.');
    const titles = [asked ? one.label : '', asked ? one.title : '', asked ? one.errorMessage : '', ...choiceTitles(one)];
    for (const title of titles)
      if (/\]\(|\]\[|\]:/.test(String(title ?? ''))) found.push(`a link in the title ${String(title).slice(0, 40)}`);
    return found;
  });
}

function choiceTitles(one: Json): unknown[] {
  return one.type === 'Input.ChoiceSet' && Array.isArray(one.choices) ? one.choices.map((choice: Json) => choice.title) : [];
}

function marks(text: string): string[] {
  return [...text.matchAll(/[*_~`<>[\]#|\\@]|&[#\w]|\{\{|\w\.\w|:\/\/|^\s*(?:[-+]|\d+[.)])\s/gm)].map(([mark]) => mark);
}
