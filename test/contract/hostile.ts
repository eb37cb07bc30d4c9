/** Strings of RELIABILITY section 5 and 4.7 that a person may type anywhere. All of them must be seen as typed. */
export const HOSTILE: readonly string[] = [
  '<!channel> <!here> <!everyone>',
  '@channel @here @everyone',
  '<@U1> <@U123|ines> <!subteam^S1> <#C1|general>',
  '<https://evil.test|https://slack.com>',
  '<mailto:a@evil.test|hi>',
  '&lt;!channel&gt; &amp;lt;',
  'a & b < c > d',
  '*bold* _italic_ ~gone~ `code` ```block```',
  '*open',
  '_open across',
  '`open',
  ':rocket: :+1: :white_check_mark:',
  '> quote',
  '>>> all quoted',
  '- item',
  '1. x',
  '# heading',
  '[x](https://evil.test) ![](http://evil.test/p.png)',
  '[x]: https://evil.test "t"',
  '![p][x] [x][] [a](<https://evil.test>)',
  '{{DATE(2027-06-03T14:00:00Z,SHORT)}} {{TIME(2027-06-03T14:00:00Z)}} {{date(2027-06-03T14:00:00Z)}}',
  ['$', '{title} {{x}} #{7*7}'].join(''),
  '<!date^1392734382^{date_short}^https://evil.test|soon>',
  "'; DROP TABLE item;--",
  '<at>User</at> <script>alert(1)</script>',
  'a\nb\n> c\n*d',
  'שלום עולם (12) !',
  'مرحبا بالعالم 3/4',
  '🚀👩‍👩‍👧‍👦🏳️‍🌈 é é',
  'https://evil.test/?a=1&b=2 www.evil.test evil.test',
  '"{"type":"section"}" \\',
  '=SUM(A1)',
  'constructor __proto__ toString',
  '¯\\_(ツ)_/¯',
  ' leading and trailing ',
];

/** Characters that draw nothing, or turn what others draw: they may be taken out. */
export const INVISIBLE: readonly string[] = [
  'a\u202eb',
  'a\u2066b',
  'a\u2069b\u2069',
  'a\u0000b',
  'a\u001b[2Jb',
  'a\u200fb',
  'a\ud800b',
  '\udfffx',
];

/** Texts that are too long for one place or another. */
export const LONG: readonly string[] = [
  'long '.repeat(700),
  'x'.repeat(5_000),
  '&'.repeat(4_000),
  '👩‍👩‍👧‍👦'.repeat(600),
  'é'.repeat(3_001),
  `z${'\u0301'.repeat(4_000)}`,
];

/** Texts on both sides of every limit that platforms document. */
export const EDGES: readonly string[] = [
  23, 24, 25, 74, 75, 76, 149, 150, 151, 255, 256, 1_999, 2_000, 2_001, 2_999, 3_000, 3_001, 4_001,
].map((length) => 'e'.repeat(length));
