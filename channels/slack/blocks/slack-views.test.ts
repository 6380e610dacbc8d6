import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText, survivorsIn } from './__fixtures__/hostile-text.ts';
import { slackViews } from './slack-views.ts';
import { validateView } from './validate-blocks.ts';

describe('slackViews', () => {
  it('shows a notice of any words', () => {
    fc.assert(
      fc.property(hostileText, fc.nat({ max: 400 }), (words, times) => {
        const view = slackViews.notice('How I got this', words.repeat(times));
        expect(validateView(view)).toEqual([]);
        expect(survivorsIn(view)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
