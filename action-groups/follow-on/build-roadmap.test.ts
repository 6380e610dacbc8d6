import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { followOnSession, MIGRATION, MODEL } from './__fixtures__/follow-on-session.ts';
import { type Roadmap, roadmap } from './roadmap.ts';
import { SERVICE_AREAS } from './service-areas.ts';

const session = followOnSession();
const { signal } = new AbortController();

describe('buildRoadmap', () => {
  let analysisId: string;
  beforeAll(async () => {
    const { result } = await session.ask('analyzeOpportunity', MIGRATION);
    analysisId = String(result.analysisId);
  });
  const plan = async (given: Readonly<Record<string, string>> = {}) => {
    const reply = await session.ask('buildRoadmap', { analysisId, ...given });
    expect(reply.bytes).toBeLessThan(25_000);
    return { ...reply, built: reply.result as unknown as Roadmap };
  };

  it('plans four quarters from the one after the close, each step in its window', async () => {
    const { built, artifacts } = await plan();
    expect(built.outcome).toBe('plan');
    expect(built.quarters.map(({ quarter }) => quarter)).toEqual([
      '2027-Q2',
      '2027-Q3',
      '2027-Q4',
      '2028-Q1',
    ]);
    expect(built.steps.map(({ name }) => name)).toContain('Database Modernization');
    expect(artifacts).toEqual([{ type: 'roadmap', id: built.roadmapId }]);
    const { body } = await session.artifacts.get(built.roadmapId, { kind: 'organisation' }, { signal });
    expect(roadmap.parse(body).methodology.length).toBeGreaterThan(2);
  });

  it('reaches further with more quarters, along what follows from its own steps', async () => {
    const { built } = await plan({ quarters: '8' });
    const chained = built.steps.filter(({ afterSteps }) => afterSteps.length > 0);
    expect(chained.map(({ name }) => name)).toContain('Data Lake and Analytics');
    for (const step of chained) {
      for (const before of built.steps.filter(({ stepId }) => step.afterSteps.includes(stepId))) {
        expect(step.quarter > before.quarter).toBe(true);
        expect(step.chainShare ?? 1).toBeLessThanOrEqual(before.chainShare ?? 1);
      }
    }
  });

  it('leaves out what is not wanted, by area, by kind and by service, and says so', async () => {
    const without = async (exclude: string) =>
      (await plan({ quarters: '8', exclude: `["${exclude}"]` })).built;
    const noAnalytics = await without('Analytics');
    expect(noAnalytics.steps.map(({ area }) => area)).not.toContain('analytics');
    expect(noAnalytics.leftOut).toContainEqual({
      name: 'Data Lake and Analytics',
      code: 'excluded',
      text: expect.stringContaining('analytics'),
    });
    expect((await without('database modernization')).steps.map(({ name }) => name)).not.toContain(
      'Database Modernization',
    );
    expect((await without('aurora')).steps.flatMap(({ services }) => services)).not.toContain(
      'Amazon Aurora',
    );
  });

  it('asks what was meant by a name that nothing is called by', async () => {
    const { built } = await plan({ exclude: '["anlytics", "unicorns"]' });
    expect(built.unknownNames).toEqual([
      { field: 'exclude', name: 'anlytics', didYouMean: 'analytics' },
      { field: 'exclude', name: 'unicorns', didYouMean: null },
    ]);
    expect(built.notes.filter(({ code }) => code === 'unknown-name')).toHaveLength(2);
  });

  it('does not sum the ends: the total is narrower than the sum of lows and highs', async () => {
    const { built } = await plan({ quarters: '8' });
    const ranges = built.steps.flatMap(({ arrUsd }) => (arrUsd === null ? [] : [arrUsd]));
    const sum = (end: 'low' | 'high') => ranges.reduce((total, range) => total + range[end], 0);
    const { allStepsUsd, likelyUsd } = built.totals;
    expect(ranges.length).toBeGreaterThan(2);
    expect(allStepsUsd?.low).toBeGreaterThan(sum('low'));
    expect(allStepsUsd?.high).toBeLessThan(sum('high'));
    expect(likelyUsd?.high).toBeLessThanOrEqual(allStepsUsd?.high ?? 0);
  });

  it('says of a wish without evidence that history does not say it', async () => {
    const { built } = await plan({ include: '["Amazon GameLift", "media"]' });
    expect(built.leftOut).toContainEqual(expect.objectContaining({ name: 'media', code: 'not-included' }));
    expect(built.unknownNames[0]).toMatchObject({ field: 'include', name: 'Amazon GameLift' });
  });

  it('refuses more than eight quarters, none, and a day that is no date', async () => {
    for (const given of [
      { quarters: '9' },
      { quarters: '0' },
      { quarters: '1.5' },
      { startDate: '2027-02-30' },
    ])
      expect((await session.ask('buildRoadmap', { analysisId, ...given })).code).toBe('invalid-arguments');
  });

  it('holds its rules whatever is wished for', async () => {
    const names = fc.constantFrom(
      ...SERVICE_AREAS,
      ...MODEL.kinds.map(({ projectType }) => projectType),
      'x',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(names, { maxLength: 4 }),
        fc.array(names, { maxLength: 3 }),
        fc.constantFrom('2026-11-30', '2027-05-01', '2028-12-31'),
        async (quarters, exclude, include, startDate) => {
          const { built } = await plan({
            quarters: String(quarters),
            exclude: JSON.stringify(exclude),
            include: JSON.stringify(include),
            startDate,
          });
          expect(built.quarters).toHaveLength(quarters);
          for (const { stepIds } of built.quarters) expect(stepIds.length).toBeLessThanOrEqual(2);
          expect(built.quarters.flatMap(({ stepIds }) => stepIds)).toEqual(
            built.steps.map(({ stepId }) => stepId),
          );
          for (const step of built.steps) {
            expect(exclude).not.toContain(step.area);
            expect(exclude).not.toContain(step.name);
            expect(step.startMonth >= startDate.slice(0, 7)).toBe(true);
            expect(new Set(built.steps.map(({ name }) => name)).size).toBe(built.steps.length);
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});
