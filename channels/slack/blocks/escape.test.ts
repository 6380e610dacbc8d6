import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printableLine } from '#channels/render/printable.ts';
import { hostileText, readMarkdown, survivorsIn } from './__fixtures__/hostile-text.ts';
import {
  allowedLink,
  answerMarkdown,
  codeLines,
  markdownText,
  mrkdwnLink,
  mrkdwnText,
  plainText,
} from './escape.ts';

const hidden = /\u2060/g;

describe('escape', () => {
  it('keeps no mention and no foreign link of any text, wherever it is put', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(survivorsIn({ type: 'plain_text', text: plainText(text) })).toEqual([]);
        expect(survivorsIn({ type: 'mrkdwn', text: mrkdwnText(text) })).toEqual([]);
        expect(survivorsIn({ type: 'markdown', text: `- ${markdownText(text)}, in **88 %**` })).toEqual([]);
        expect(survivorsIn({ type: 'markdown', text: answerMarkdown(text) })).toEqual([]);
        expect(survivorsIn({ type: 'mrkdwn', text: mrkdwnLink(text, text) })).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it('would find what gets through', () => {
    expect(survivorsIn({ text: 'see <!channel>' })).not.toEqual([]);
    expect(survivorsIn({ text: 'see http://evil.example' })).not.toEqual([]);
    expect(survivorsIn({ type: 'markdown', text: '[a](b)' })).not.toEqual([]);
    expect(survivorsIn({ type: 'mrkdwn', text: '<https://evil.example|a>' })).not.toEqual([]);
  });

  it('shows plain text as it reads', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(plainText(text).replace(hidden, '')).toBe(printableLine(text).replace(hidden, ''));
      }),
    );
  });

  it.for([
    ['Amazon Aurora', 'Amazon Aurora'],
    ['a < b and c <= 3 & d > 1', 'a &lt; b and c &lt;= 3 &amp; d &gt; 1'],
    ['*x* <!channel> [a](http://evil.example)', '\\*x\\* &lt;!channel&gt; \\[a\\](http://evil.example)'],
    ['https://calculator.aws/#/estimate?id=1.', 'https://calculator.aws/\\#/estimate?id=1.'],
  ] as const)('writes %s into Markdown', ([text, written]) => {
    expect(markdownText(text).replace(hidden, '')).toBe(written);
  });

  it('gives a reader of Markdown the text that was meant', () => {
    for (const text of ['*x* <!channel> [a](http://evil.example)', 'a_b_c | d `e` # f', '1 < 2 & 3']) {
      expect(readMarkdown(`x ${markdownText(text)}`).replace(hidden, '')).toBe(`x ${text}`);
    }
  });

  it('keeps bold, lists, tables and code of an answer', () => {
    const answer =
      '**ARR** is $1.2M\n- one\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n```sql\nSELECT a <> b\n```';
    expect(answerMarkdown(answer).replace(hidden, '')).toBe(answer);
  });

  it('leaves a query in an answer as it is to be copied', () => {
    const query = '```sql\nSELECT p.customer_name FROM projects p WHERE p.a <> ? AND p.b < 3\n```';
    expect(answerMarkdown(query)).toBe(query);
    expect(codeLines(query)).toBe(query);
  });

  it('lets an address on a host of the list stand in an answer', () => {
    expect(answerMarkdown('See https://aws.amazon.com/migration/.')).toContain(
      'https://aws.amazon.com/migration/',
    );
    expect(answerMarkdown('See https://aws.amazon.com.evil.example/.')).not.toContain('https://');
  });

  it.for([
    ['https://calculator.aws/#/estimate?id=1', true],
    ['http://calculator.aws/', false],
    ['https://user@calculator.aws/', false],
    ['https://calculator.aws.evil.example/', false],
    ['https://calculator.aws:8443/', false],
    ['javascript:alert(1)', false],
    ['s3://documents/map.md', false],
    ['', false],
  ] as const)('may link %s: %s', ([url, isLinked]) => {
    expect(allowedLink(url) !== undefined).toBe(isLinked);
    expect(mrkdwnLink(url, 'Estimate').startsWith('<https://')).toBe(isLinked);
  });
});
