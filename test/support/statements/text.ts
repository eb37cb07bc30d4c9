/** Stands in a text for each value that is sent beside it. */
export const VALUE = '\0';

/** A template's text with fragments put in; lines of a fragment stand as deep as the line that it is put into. */
export function joined(strings: readonly string[], put: readonly string[]): string {
  return strings.slice(1).reduce((text, after, index) => {
    const indent = /^ */.exec(text.slice(text.lastIndexOf('\n') + 1))?.[0] ?? '';
    return `${text}${levelled(put[index] ?? VALUE).replaceAll('\n', `\n${indent}`)}${after}`;
  }, strings[0] ?? '');
}

/** As Postgres gets it, values numbered, without the indentation that it has in its source. */
export function textOf(text: string): string {
  let values = 0;
  return levelled(text).replaceAll(VALUE, () => {
    values += 1;
    return `$${values}`;
  });
}

/** Without what all lines but the first are indented by, and without blank ends. */
function levelled(text: string): string {
  const indents = [...text.trimEnd().matchAll(/\n( *)(?=\S)/g)].map(([, spaces = '']) => spaces.length);
  const least = indents.length === 0 ? 0 : Math.min(...indents);
  return text
    .replaceAll(`\n${' '.repeat(least)}`, '\n')
    .replaceAll(/ +$/gm, '')
    .trim();
}
