/** A text that people, phones or attackers type, and what is stored of it. */
export interface Sample {
  readonly name: string;
  readonly text: string;
  /** What a field of one line stores; null: refused wherever an answer is needed, and left out elsewhere. */
  readonly line: string | null;
  /** What a field of several lines stores, where it differs. */
  readonly lines?: string;
  /** Refused by every field: it cannot be stored at all. */
  readonly broken?: true;
  /** Letters as people count them, where a limit may bite. */
  readonly letters?: number;
  /** More bytes than any field takes. */
  readonly tooManyBytes?: true;
}

const same = (name: string, text: string): Sample => ({ name, text, line: text });
const zalgo = (marks: number) => `Z${'\u0335'.repeat(marks)}`;

export const CORPUS: readonly Sample[] = [
  { name: 'blank', text: '   ', line: null },
  { name: 'only line breaks', text: '\n\r\n\u2028', line: null },
  { name: 'only what shows nothing', text: '\u200b\u200d\ufeff\u00ad\u2800', line: null },
  { name: 'only fillers and joiners', text: '\u3164\u115f \u1160\uffa0\n\u034f\u2060\u180e', line: null },
  { name: 'only what turns and tags', text: '\u202e\u2066\u2069\u061c\u{e0041}\u{e007f}\ufe0f\u{e0100}', line: null },
  { name: 'only marks, and letters that are blank', text: '\u0301\u20dd\u{13441}\u{1d159}\ufffc', line: null },
  { name: 'NUL', text: 'a\u0000b', line: null, broken: true },
  { name: 'a lone surrogate', text: 'a\ud800b', line: null, broken: true },
  { name: 'nine marks on a letter', text: zalgo(9), line: null, broken: true },
  { name: 'eight marks on a letter', text: zalgo(8), line: zalgo(8) },
  { name: '80 letters', text: 'n'.repeat(80), line: 'n'.repeat(80), letters: 80 },
  { name: '81 letters', text: 'o'.repeat(81), line: 'o'.repeat(81), letters: 81 },
  { name: '200 letters', text: 'p'.repeat(200), line: 'p'.repeat(200), letters: 200 },
  { name: '201 letters', text: 'q'.repeat(201), line: 'q'.repeat(201), letters: 201 },
  { name: '501 letters', text: 'r'.repeat(501), line: 'r'.repeat(501), letters: 501 },
  { name: '3001 letters', text: 's'.repeat(3001), line: 's'.repeat(3001), letters: 3001 },
  { name: 'families: few letters, many bytes', text: '👨‍👩‍👧‍👦'.repeat(600), line: null, broken: true, tooManyBytes: true },
  { name: 'white space around and within', text: ' \t a \u00a0  b\u3000 ', line: 'a b' },
  {
    name: 'lines',
    text: 'one\r\ntwo\u2028three\u000bfour\u0085five',
    line: 'one two three four five',
    lines: 'one\ntwo\nthree\nfour\nfive',
  },
  { name: 'right to left override', text: 'abc\u202etxt.exe\u202c', line: 'abctxt.exe' },
  { name: 'isolates and marks', text: '\u2066x\u2069\u200ey\u200f\u061c', line: 'xy' },
  { name: 'hidden tags', text: 'a\u{e0001}\u{e0041}\u{e007f}g', line: 'ag' },
  { name: 'terminal colours', text: '\u001b[2Jred\u0007', line: '[2Jred' },
  { name: 'decomposed é', text: 'cafe\u0301', line: 'café' },
  same('Arabic', 'دفع بالبطاقة 12'),
  same('Hebrew', 'תשלום מהיר'),
  same('emoji', '🚀 launch 👩🏽‍🚀'),
  same('emoji code', ':rocket: and :tada:'),
  same('broadcasts', '<!channel> <!here> <!everyone>'),
  same('bare broadcasts', '@channel @here @everyone'),
  same('mentions', '<@U0MEILIN> <@U999|x> <!subteam^S1> <#C0GENERAL>'),
  same('a link in disguise', '<https://evil.test|https://bank.test>'),
  same('a bare link', 'https://evil.test/a?b=1&c=2'),
  same('a link that others can read', 'http://evil.test/a'),
  same('a link with a password', 'see https://mei:pass@evil.test/a'),
  same('a script for a link', 'javascript:alert(1)'),
  same('an address that is none', 'https://['),
  same('entities', '&lt;!channel&gt; &amp;amp;'),
  same('mrkdwn', '*b* _i_ ~s~ `c` ```d```'),
  same('a quote', '> not a quote'),
  same('a bullet', '- not a list'),
  same('markdown', '[pay](https://evil.test) ![x](http://evil.test/p)'),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: typed by a person
  same('templates', '${title} {{x}} #{7*7} %s %00'),
  same('SQL', "'; DROP TABLE item;--"),
  same('JSON', '{"level":60}\\n"'),
  same('HTML', '<script>alert(1)</script>'),
  same('quotes', '"unclosed \\" \\'),
  same('a flag', '--size=3 --size=5'),
  same('a formula', '=1+1'),
  same('plus one', '+1'),
  same('a full-width formula', '＝1'),
  same('a prototype', '__proto__'),
  same('another prototype', 'constructor'),
  same('Not a number', 'NaN'),
  same('beyond numbers', '1e309'),
  same('hexadecimal', '0x10'),
  same('a date that is none', '2026-02-30'),
  same('a day or a month', '02/03/2026'),
  same('an Arabic digit', 'PAY-١'),
  same('a key beyond numbers', 'PAY-99999999999999999999'),
  same('null', 'null'),
];

/** What is typed where a whole number is wanted, and what it means; null: it is none. Bounds are a field's own. */
export const NUMBERS: readonly (readonly [string, number | null])[] = [
  ['1', 1],
  ['2', 2],
  ['3', 3],
  [' 4 ', 4],
  ['５', 5],
  ['+6', 6],
  ['07', 7],
  ['999', 999],
  ['0', 0],
  ['20', 20],
  ['21', 21],
  ['60', 60],
  ['61', 61],
  ['100', 100],
  ['101', 101],
  ['-0', null],
  ['-1', null],
  ['1000', 1000],
  ['1e309', null],
  ['1e2', null],
  ['NaN', null],
  ['Infinity', null],
  ['0x10', null],
  ['0b1', null],
  ['1_0', null],
  ['3.0', null],
  ['3,5', null],
  ['1.000', null],
  ['٣', null],
  ['²', null],
  ['Ⅳ', null],
  ['三', null],
  ['9'.repeat(40), null],
  ['3\u0000', null],
  ['3; DROP TABLE team', null],
];

/** What is typed where decimals are taken, and what it means; null: refused. */
export const DECIMALS: readonly (readonly [string, number | null])[] = NUMBERS.map(([typed, value]) => [typed, value] as const)
  .filter(([typed]) => !['0', '-0', '-1', '1000', '3.0'].includes(typed))
  .concat([
    ['0', 0],
    ['-0', 0],
    ['-1', -1],
    ['1000', 1_000],
    ['3.0', 3],
    ['2.5', 2.5],
    ['\u22122.25', -2.25],
    ['.5', null],
    ['5.', null],
    ['38 %', null],
    ['1.234', null],
    ['9'.repeat(13), null],
  ]);

/** What a picker of dates, or somebody in its place, hands in, and what is no date of ours. */
export const NO_DATES: readonly string[] = [
  '02/03/2026',
  '02.03.2027',
  '2027-2-3',
  '2027-02-30',
  '2027-13-01',
  '2027-00-10',
  '20270301',
  '2027-03',
  '2027-03-01T00:00:00Z',
  '0000-01-01',
  '-000001-01-01',
  '+275760-09-13',
  '1969-12-31',
  '9999-12-31',
  'tomorrow',
  'NaN',
  '1e309',
  '２０２７-０３-０１',
  '٢٠٢٧-٠٣-٠١',
  '2027–03–01',
  '2027-03-01\u0000',
  '\u202e2027-03-01',
  '2027-03-01\ud800',
  "2027-03-01'; DROP TABLE epic;--",
  '<!channel>',
  '9'.repeat(5_000),
];
