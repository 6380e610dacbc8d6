import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectTier } from './select-tier.ts';

const DEAL =
  'Concentra in the US wants Sybase modernization, closing 3/5/2027: move 40 Sybase ASE databases to Aurora PostgreSQL';

describe('selectTier', () => {
  it.for([
    [DEAL, 'standard', 'a request of usual complexity'],
    ['', 'standard', 'a request of usual complexity'],
    ['Why?', 'standard', 'a request of usual complexity'],
    ['Which services, and how sure are you?', 'standard', 'a request of usual complexity'],
    ['What if it closes in May?', 'standard', 'a request of usual complexity'],
    [`Give me an in-depth view. ${DEAL}`, 'enhanced', 'the request says “in-depth”'],
    [`Enhanced analysis please: ${DEAL}`, 'enhanced', 'the request says “enhanced analysis”'],
    [
      'Quickly: compare both deals, what if each closes late? Why? Which is better?',
      'standard',
      'the request says “quickly”',
    ],
    [
      'Compare Concentra with Acme: what if both close in May?',
      'enhanced',
      'a complex request: it compares, it plays through alternatives',
    ],
    [
      'Compare the two. Which has the larger ARR? Why, and what are the risks?',
      'enhanced',
      'a complex request: it compares, it asks for reasons and consequences together, it asks several questions',
    ],
    [
      `${'They run many systems. '.repeat(140)} Compare.`,
      'enhanced',
      'a complex request: it compares, it is long',
    ],
  ] as const)('%s', ([inputText, tier, reason]) => {
    expect(selectTier({ inputText })).toEqual({ tier, reason });
  });

  it.for(['standard', 'enhanced'] as const)('follows the wish for %s whatever the words say', (wish) => {
    fc.assert(
      fc.property(fc.string(), (inputText) => {
        expect(selectTier({ inputText, wish })).toEqual({ tier: wish, reason: `${wish} was asked for` });
      }),
    );
  });

  it('answers the same request in the same way every time', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5000 }), (inputText) => {
        expect(selectTier({ inputText })).toEqual(selectTier({ inputText }));
      }),
    );
  });
});
