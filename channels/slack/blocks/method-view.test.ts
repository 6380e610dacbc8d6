import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyAnalysis } from '#channels/render/__fixtures__/arbitrary-analysis.ts';
import { anyFollowOn, anyRoadmap } from '#channels/render/__fixtures__/arbitrary-follow-on.ts';
import { anyFundingPlan } from '#channels/render/__fixtures__/arbitrary-funding-plan.ts';
import { anyInsight } from '#channels/render/__fixtures__/arbitrary-insight.ts';
import { anyReturn } from '#channels/render/__fixtures__/arbitrary-return.ts';
import { artifactOf, EXAMPLE_TYPES, type ExampleType } from './__fixtures__/example-results.ts';
import { hostileText, survivorsIn } from './__fixtures__/hostile-text.ts';
import {
  analysisMethod,
  followOnMethod,
  fundingMethod,
  insightMethod,
  methodView,
  returnMethod,
  roadmapMethod,
} from './method-view.ts';
import { validateView } from './validate-blocks.ts';

const METHODS: Readonly<
  Record<ExampleType, readonly [fc.Arbitrary<object>, (body: never) => readonly KnownBlock[]]>
> = {
  analysis: [anyAnalysis, analysisMethod],
  insight: [anyInsight, insightMethod],
  'funding-plan': [anyFundingPlan, fundingMethod],
  'return-on-investment': [anyReturn, returnMethod],
  'follow-on': [anyFollowOn, followOnMethod],
  roadmap: [anyRoadmap, roadmapMethod],
};
const viewOf = (blocks: readonly KnownBlock[]) => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'x' },
  blocks,
});

describe('methodView', () => {
  it.for(EXAMPLE_TYPES)('is taken by Slack for any %s', (type) => {
    const [any, method] = METHODS[type];
    fc.assert(
      fc.property(any, (body) => {
        const view = viewOf(method(body as never));
        expect(validateView(view)).toEqual([]);
        expect(survivorsIn(view)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is taken by Slack for a query and values of any text and length', () => {
    const { evidence, ...rest } = artifactOf('analysis') as never as { evidence: object };
    fc.assert(
      fc.property(hostileText, fc.nat({ max: 9_000 }), (text, times) => {
        const long = `${text}\n`.repeat(times);
        const view = methodView({
          ...artifactOf('analysis'),
          ...rest,
          evidence: { ...evidence, sql: long, values: [text, times] },
        });
        expect(validateView(view)).toEqual([]);
        expect(survivorsIn(view)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('shows the query, its values, the counts and the data version of an analysis', () => {
    const { blocks } = methodView(artifactOf('analysis'));
    const words = JSON.stringify(blocks);
    for (const said of ['SELECT', 'Its values, in order', 'Projects that matched', 'Data version'])
      expect(words).toContain(said);
  });

  it('says that a long query is cut, and how to get it', () => {
    const { evidence } = artifactOf('analysis') as never as { evidence: object };
    const sql = 'SELECT 1 FROM projects\n'.repeat(20_000);
    const { blocks } = methodView({ ...artifactOf('analysis'), evidence: { ...evidence, sql } });
    expect(blocks).toHaveLength(100);
    expect(JSON.stringify(blocks.at(-1))).toContain('Show me the SQL.');
  });

  it.for(EXAMPLE_TYPES)('is readable for a %s', async (type) => {
    const view = JSON.stringify(methodView(artifactOf(type)), null, 1);
    expect(view).not.toContain('cannot be shown');
    await expect(view).toMatchFileSnapshot(`__fixtures__/golden/${type}-method.json`);
  });

  it('says so of a result that it cannot read', () => {
    expect(JSON.stringify(methodView({ type: 'other', id: 'x' }))).toContain('cannot be shown here');
  });
});
