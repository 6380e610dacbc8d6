import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cents } from '../kernel/money.ts';
import { examplePlan } from './__fixtures__/example-plan.ts';
import { bestCombination, type Candidate, isAllowed } from './combine-programs.ts';
import { loadPrograms } from './load-programs.ts';
import { areExclusive } from './stacking-sentences.ts';

const programs = loadPrograms();
const [base] = programs;

/** Up to nine programs that pay something or nothing, with any stacking among them. */
const anyCandidates: fc.Arbitrary<readonly Candidate[]> = fc.integer({ min: 1, max: 9 }).chain((count) => {
  const ids = Array.from({ length: count }, (_, at) => `p${at}`);
  const some = fc.subarray(ids, { maxLength: Math.min(2, count) });
  return fc
    .tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(id),
          worth: fc.nat({ max: 5 }),
          excludes: some,
          requires: fc.oneof(
            { weight: 3, arbitrary: fc.constant<string[]>([]) },
            { weight: 1, arbitrary: some },
          ),
          after: some,
          group: fc.option(fc.constantFrom('one', 'two'), { nil: undefined }),
        }),
      ),
    )
    .map((all) =>
      all.flatMap(({ id, worth, excludes, requires, after, group }) =>
        base === undefined
          ? []
          : [
              {
                program: {
                  ...base,
                  id,
                  eligibility: [],
                  stacking: {
                    excludes: excludes.filter((each) => each !== id),
                    requires,
                    after,
                    ...(group === undefined ? {} : { atMostOneOf: group }),
                  },
                },
                worth: worth as Cents,
              },
            ],
      ),
    );
});

function worthOf(taken: readonly Candidate[]): number {
  return taken.reduce((sum, { worth }) => sum + worth, 0);
}

describe('bestCombination', () => {
  it('never breaks a stacking rule, and no other set is worth more or has more programs at that worth', () => {
    fc.assert(
      fc.property(anyCandidates, (candidates) => {
        const best = bestCombination(candidates);
        expect(isAllowed(best)).toBe(true);
        const sets = Array.from({ length: 2 ** candidates.length }, (_, bits) =>
          candidates.filter((_each, at) => (bits >> at) % 2 === 1),
        ).filter(isAllowed);
        const most = Math.max(...sets.map(worthOf));
        expect(worthOf(best)).toBe(most);
        const longest = Math.max(...sets.filter((set) => worthOf(set) === most).map((set) => set.length));
        expect(best).toHaveLength(longest);
      }),
      { numRuns: 300 },
    );
  });

  it('puts what comes after another behind it', () => {
    fc.assert(
      fc.property(anyCandidates, (candidates) => {
        const order = candidates.map(({ program }) => program.id);
        // Only what comes earlier in the list may be named, so that there is no circle.
        const acyclic = candidates.map((each, at) => ({
          ...each,
          program: {
            ...each.program,
            stacking: {
              ...each.program.stacking,
              after: each.program.stacking.after.filter((id) => order.indexOf(id) < at),
            },
          },
        }));
        const ids = bestCombination(acyclic).map(({ program }) => program.id);
        for (const { program } of acyclic.filter((each) => ids.includes(each.program.id)))
          for (const before of program.stacking.after.filter((id) => ids.includes(id)))
            expect(ids.indexOf(before)).toBeLessThan(ids.indexOf(program.id));
      }),
    );
  });
});

describe('the committed programs', () => {
  it('never stand together where their files say that they do not', () => {
    for (const opportunityStage of ['Qualified', 'Technical Validation'] as const) {
      for (const sellerIsSoftwareVendor of [true, false]) {
        const plan = examplePlan(
          {},
          {
            opportunityStage,
            sellerIsSoftwareVendor,
            partnerPassedTechnicalReview: true,
            customerIsNewToAws: true,
          },
        );
        const ids = plan.combination?.programIds ?? [];
        expect(ids.length).toBeGreaterThan(1);
        const taken = programs.filter(({ id }) => ids.includes(id));
        for (const one of taken)
          for (const other of taken) if (one !== other) expect(areExclusive(one, other)).toBe(false);
      }
    }
  });

  it('add up to cash and credits, and those to the total', () => {
    const { combination, programs: results } = examplePlan({}, { opportunityStage: 'Qualified' });
    const { totalUsd, cashUsd, creditsUsd, programIds = [] } = combination ?? {};
    expect(totalUsd?.median).toBe((cashUsd?.median ?? 0) + (creditsUsd?.median ?? 0));
    const paying = results.filter(
      ({ programId, form }) => programIds.includes(programId) && form !== 'service',
    );
    expect(totalUsd?.high).toBe(paying.reduce((sum, { amountUsd }) => sum + (amountUsd?.high ?? 0), 0));
  });

  it('do not suppose opposites of the customer at once', () => {
    const ids = examplePlan().combinationIfSettled?.programIds ?? [];
    expect(ids).toContain('greenfield');
    expect(ids).not.toContain('well-architected');
    expect(ids).not.toContain('cei');
  });
});
