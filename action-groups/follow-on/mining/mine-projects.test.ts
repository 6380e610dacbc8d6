import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryHistory, shuffled, THROUGH_DATE, THROUGH_DAY } from '../__fixtures__/arbitrary-history.ts';
import { mineProjects } from './mine-projects.ts';
import { LEAST_CUSTOMERS, type Purchase } from './purchase.ts';

const mine = (purchases: readonly Purchase[], throughDay = THROUGH_DAY) =>
  mineProjects({
    purchases,
    dataVersion: 'v000000000000',
    throughDate: THROUGH_DATE,
    throughDay,
    learnedFrom: 'organisation',
  });

const RULE = { from: 'Beta', to: 'Delta', share: 0.6, lagMonths: 9 };
const PLANTED = arbitraryHistory({ seed: 3, customers: 1_500, rule: RULE });

describe('mineProjects', () => {
  it('finds a rule that is there, with its share, its lag and its baseline', () => {
    const rules = mine(PLANTED).rules.filter(({ kind }) => kind === 'projectType');
    const rule = rules.find(({ from, to }) => from === 'Beta' && to === 'Delta');
    expect(rule).toBeDefined();
    if (rule === undefined) return;
    expect(rule.confidenceShare).toBeGreaterThan(0.35);
    expect(rule.lift).toBeGreaterThan(1.25);
    expect(rule.lagMonths.median).toBeGreaterThan(7);
    expect(rule.lagMonths.median).toBeLessThan(11);
    expect(rule.confidenceLowShare).toBeLessThan(rule.confidenceShare);
    expect(rule.confidenceHighShare).toBeGreaterThan(rule.confidenceShare);
    expect(rules.filter(({ from, to }) => from !== 'Beta' && to !== 'Delta')).toEqual([]);
  });

  it('finds nothing where nothing follows from anything, whatever industries and years prefer', () => {
    const withRules = Array.from({ length: 40 }, (_, seed) =>
      mine(arbitraryHistory({ seed: seed + 100, customers: 700 })),
    );
    expect(withRules.every(({ tested }) => tested > 30)).toBe(true);
    // One set in a hundred may have one; three or more of forty would come once in a hundred runs.
    expect(withRules.filter(({ rules }) => rules.length > 0).length).toBeLessThanOrEqual(2);
  });

  it('loses every rule when what was bought is dealt out anew', () => {
    const withRules = Array.from({ length: 30 }, (_, seed) => mine(shuffled(PLANTED, seed)));
    expect(withRules.filter(({ rules }) => rules.length > 0).length).toBeLessThanOrEqual(2);
  });

  it('has five customers behind every figure', () => {
    const model = mine(PLANTED);
    const spreads = [
      ...model.rules.flatMap(({ lagMonths, arrUsd, arrUsdBySegment }) => [
        lagMonths,
        arrUsd,
        ...Object.values(arrUsdBySegment),
      ]),
      ...model.expansions.flatMap(({ growth, lagMonths }) => [growth, lagMonths]),
      ...model.peers.flatMap(({ services }) => services.map(({ monthlyUsd }) => monthlyUsd)),
    ];
    expect(spreads.length).toBeGreaterThan(20);
    for (const each of spreads)
      if (each !== null) expect(each.customers).toBeGreaterThanOrEqual(LEAST_CUSTOMERS);
    for (const { bought } of model.rules) expect(bought).toBeGreaterThanOrEqual(LEAST_CUSTOMERS);
    for (const { customers, services } of model.peers)
      for (const each of services) expect(each.customers).toBeLessThanOrEqual(customers);
  });

  it('says the same for the same projects in any order', () => {
    const some = PLANTED.slice(0, 600);
    const expected = mine(some);
    fc.assert(
      fc.property(fc.shuffledSubarray(some, { minLength: some.length }), (order) => {
        expect(mine(order)).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });

  it('does not count who was not watched long enough as one who did not buy', () => {
    // Every Beta is followed by Delta after 20 months; half of them are too late for it to have happened.
    const late = Array.from({ length: 400 }, (_, customer): Purchase[] => {
      const day = THROUGH_DAY - 60 * 30 + customer * 4;
      const of = (closeDay: number, projectType: string, id: string): Purchase => ({
        opportunityId: `${customer}${id}`,
        partnerId: null,
        customer: `c${customer}`,
        customerSegment: 'SMB',
        industry: 'Retail',
        closeDay,
        projectType,
        arrUsd: 100,
        services: [],
      });
      const other = of(day, 'Alpha', 'x');
      if (customer % 2 === 0) return [other];
      const next = of(day + 600, 'Delta', 'b');
      return next.closeDay <= THROUGH_DAY ? [of(day, 'Beta', 'a'), next] : [of(day, 'Beta', 'a')];
    }).flat();
    const rule = mine(late).rules.find(({ from, to }) => from === 'Beta' && to === 'Delta');
    expect(rule?.confidenceShare).toBe(1);
    expect(rule?.watched).toBeLessThan(200);
  });

  it('says why it has nothing to tell', () => {
    expect(mine([]).notEnough).toBe('too-few-customers');
    expect(mine(arbitraryHistory({ seed: 1, customers: 300, years: 1 })).notEnough).toBe('too-short');
    const single = PLANTED.filter(({ opportunityId }) => opportunityId.endsWith('-0'));
    expect(mine(single)).toMatchObject({ notEnough: 'no-sequences', rules: [] });
  });

  it('works with projects that name no kind, no service, no industry and no size', () => {
    const bare = PLANTED.map((purchase) => ({
      ...purchase,
      projectType: null,
      services: [],
      industry: null,
      customerSegment: null,
      arrUsd: null,
      partnerId: null,
    }));
    expect(mine(bare)).toMatchObject({ notEnough: null, rules: [], kinds: [], expansions: [], tested: 0 });
  });
});
