import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText, survivorsIn } from './__fixtures__/hostile-text.ts';
import { createWordsFilter } from './words-filter.ts';

const through = (parts: readonly string[]) => {
  const filter = createWordsFilter();
  return [...parts.map((part) => filter.push(part)), filter.end()];
};

describe('createWordsFilter', () => {
  it('lets words through, the last one when it is whole', () => {
    expect(through(['The ARR', ' is $1', '.2M to', ' $3M'])).toEqual([
      'The ',
      'ARR is ',
      '$1.2M ',
      'to ',
      '$3M',
    ]);
  });

  it('breaks a mention and a link that come in two parts', () => {
    const shown = through(['Hi <!chan', 'nel> and http:', '//evil.example or <@U0', '1>']).join('');
    expect(survivorsIn({ type: 'markdown', text: shown })).toEqual([]);
  });

  it('lets no mention and no link through, however the words are cut', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 6 }), fc.array(fc.nat({ max: 40 })), (texts, cuts) => {
        const whole = texts.join('');
        const parts: string[] = [];
        let from = 0;
        for (const cut of cuts) {
          parts.push(whole.slice(from, from + cut));
          from += cut;
        }
        expect(
          survivorsIn({ type: 'mrkdwn', text: through([...parts, whole.slice(from)]).join('') }),
        ).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('holds nothing back for ever', () => {
    const filter = createWordsFilter();
    expect(filter.push('x'.repeat(1_001))).toHaveLength(1_001);
  });
});
