import { describe, expect, it } from 'vitest';
import {
  dateForms,
  moneyForms,
  opportunityVariants,
  SHAPES,
  VARIANTS_TODAY,
} from './__fixtures__/opportunity-variants.ts';
import { OPPORTUNITIES } from './__fixtures__/variant-words.ts';
import { decide } from './conversation/decide.ts';
import { argumentsOf } from './conversation/draft.ts';
import { EMPTY_STATE } from './conversation/plan.ts';
import { understoodOf } from './conversation/understood.ts';

const COUNT = 200;
const SEED = 20_261_125;
/** For a machine that is busy with other things. */
const LONGEST_MS = 60_000;

/** Written once: each shape takes its own. */
const VARIANTS = opportunityVariants({ count: COUNT, seed: SEED });

describe('ten opportunities, each written in 200 ways', () => {
  it('are written in many ways', () => {
    expect(SHAPES.length).toBeGreaterThanOrEqual(12);
    for (const { targetCloseDate, expectedAnnualUsd, wish } of OPPORTUNITIES) {
      expect([wish, dateForms(targetCloseDate).length >= 8]).toEqual([wish, true]);
      expect([wish, moneyForms(expectedAnnualUsd).length >= 6]).toEqual([wish, true]);
    }
    const texts = VARIANTS.map(({ text }) => text);
    expect(new Set(texts).size).toBeGreaterThan(0.99 * texts.length);
  });

  it.for(SHAPES.map(({ name }) => name))(
    'give the same arguments, written as: %s',
    { timeout: LONGEST_MS },
    (shape) => {
      const variants = VARIANTS.filter((each) => each.shape === shape);
      expect(variants.length).toBeGreaterThan(50);
      const read = variants.map(({ text }) => decide(EMPTY_STATE, text, VARIANTS_TODAY));
      expect(
        read.map(({ plan, state }, index) => ({
          text: variants[index]?.text,
          plan: plan.kind,
          given: argumentsOf(state.draft),
        })),
      ).toEqual(variants.map(({ text, expected }) => ({ text, plan: 'analyze', given: expected })));
      // Each value says where it stands, in words of the message.
      const astray = read.flatMap((decision, index) => {
        const text = variants[index]?.text ?? '';
        return (understoodOf(decision, text)?.facts ?? []).filter(
          (fact) => !(fact.text.length > 0 && fact.start < fact.end && fact.end <= text.length),
        );
      });
      expect(astray).toEqual([]);
    },
  );
});
