import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '#channels/render/__fixtures__/arbitrary-analysis.ts';
import { markupFault } from '#channels/render/__fixtures__/well-formed.ts';
import { answerProse } from './answer-prose.ts';

describe('answerProse', () => {
  it('reads paragraphs, lists, code and emphasis', () => {
    const answer =
      '## Worth\nI expect **$286k**.\nOr so.\n\n- one\n- `two`\n\n1. first\n2. second\n\n```sql\nSELECT 1 < 2\n```\nend';
    expect(String(answerProse(answer))).toMatchInlineSnapshot(
      `"<div class="prose"><p><strong>Worth</strong></p><p>I expect <strong>$286k</strong>.<br/>Or so.</p><ul><li>one</li><li><code>two</code></li></ul><ol><li>first</li><li>second</li></ol><pre tabindex="0"><code>SELECT 1 &lt; 2</code></pre><p>end</p></div>"`,
    );
  });

  it('makes no links, images or markup of an answer’s own', () => {
    expect(String(answerProse('[x](https://example.com) ![y](z) <img src=x onerror=alert(1)>'))).toBe(
      '<div class="prose"><p>[x](https://example.com) ![y](z) &lt;img src=x onerror=alert(1)&gt;</p></div>',
    );
  });

  it('is well-formed and loses no word, whatever is said', () => {
    const line = fc.oneof(
      anyText,
      fc.constantFrom('```', '- a', '**b', '`c', '2) d', '# e', '**f** `g`', ''),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const answer = lines.join('\n');
        const markup = String(answerProse(answer));
        expect(markupFault(markup)).toBeUndefined();
        const words = markup
          .replace(/<[^>]+>/g, '')
          .replace(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? '');
        expect(lettersOf(words)).toBe(lettersOf(answer.replace(/```[^\n]*/g, '')));
      }),
    );
  });
});

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function lettersOf(text: string): string {
  return text.replace(/[^a-z]/g, '');
}
