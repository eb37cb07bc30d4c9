/** Columns of a list of ours, as part of a statement: words of ours, and between them values, which are sent beside it. */
export class Columns {
  constructor(
    /** One more than values. */
    readonly words: readonly [string, ...string[]],
    readonly values: readonly unknown[] = [],
  ) {}
}

/**
 * A statement in which columns stand that a list names: what `$queryRaw` and `$executeRaw` take. What is put in besides is sent
 * as a parameter, as ever.
 */
export function statement(strings: TemplateStringsArray, ...values: readonly unknown[]): [TemplateStringsArray, ...unknown[]] {
  const texts = [strings[0] ?? ''];
  const sent: unknown[] = [];
  const go = (text: string) => texts.push(`${texts.pop() ?? ''}${text}`);
  values.forEach((value, index) => {
    if (value instanceof Columns) {
      go(value.words[0]);
      sent.push(...value.values);
      texts.push(...value.words.slice(1));
      go(strings[index + 1] ?? '');
    } else {
      sent.push(value);
      texts.push(strings[index + 1] ?? '');
    }
  });
  return [Object.assign([...texts], { raw: texts }), ...sent];
}
