import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode } from '../../src/slack/parse/decode.ts';
import { escapeText } from '../../src/slack/render/text.ts';

test.each([
  ['add a &amp; b', 'add a & b'],
  ['&lt;!channel&gt;', '<!channel>'],
  ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
  ['<@U123|ines>', '@ines'],
  ['<@U123>', '@U123'],
  ['<#C1|payments> and <#C2>', '#payments and #C2'],
  ['<!channel> <!here|here> <!everyone>', '@channel @here @everyone'],
  ['<!subteam^S1|@devs> <!subteam^S2>', '@devs @S2'],
  ['<!date^1392734382^{date}|18 Feb>', '18 Feb'],
  ['<https://x.test/a?b=1&amp;c=2>', 'https://x.test/a?b=1&c=2'],
  ['<https://x.test|the plan>', 'the plan (https://x.test)'],
  ['<https://x.test|https://x.test>', 'https://x.test'],
  ['<http://example.com|example.com>', 'example.com'],
  ['<mailto:a@b.test|a@b.test>', 'a@b.test'],
  ['<https://evil.test|https://bank.test>', 'https://bank.test (https://evil.test)'],
  ['<@U1|a &amp; b>', '@a & b'],
  ['a < b', 'a < b'],
  ['<>', ''],
])('%s is %s', (encoded, typed) => expect(decode(encoded)).toBe(typed));

test('S-61 what is encoded once and decoded once is what was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => decode(escapeText(text)) === text),
    { numRuns: 10_000 },
  );
});
