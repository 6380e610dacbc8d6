import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANALYSIS_SECTIONS } from '#action-groups/data-analysis/analysis.ts';
import { anyAnalysis } from '#channels/render/__fixtures__/arbitrary-analysis.ts';
import { anyFollowOn, anyRoadmap } from '#channels/render/__fixtures__/arbitrary-follow-on.ts';
import { anyFundingPlan } from '#channels/render/__fixtures__/arbitrary-funding-plan.ts';
import { anyInsight } from '#channels/render/__fixtures__/arbitrary-insight.ts';
import { anyReturn } from '#channels/render/__fixtures__/arbitrary-return.ts';
import type { TurnResult, TurnStep } from '#channels/turn/turn-result.ts';
import type { AnswerMessage } from '../stream/answer-writer.ts';
import {
  artifactOf,
  EXAMPLE_TYPES,
  EXAMPLES,
  type ExampleType,
  resultWith,
} from './__fixtures__/example-results.ts';
import { hostileText, survivorsIn } from './__fixtures__/hostile-text.ts';
import { analysisPieces, sectionPieces } from './analysis-pieces.ts';
import { answerMessages } from './answer-messages.ts';
import { followOnPieces } from './follow-on-pieces.ts';
import { fundingPieces } from './funding-pieces.ts';
import { insightPieces } from './insight-pieces.ts';
import type { Piece } from './make-blocks.ts';
import { packMessages } from './pack-messages.ts';
import { returnPieces } from './return-pieces.ts';
import { roadmapPieces } from './roadmap-pieces.ts';
import { validateMessage } from './validate-blocks.ts';

const messagesOf = (result: TurnResult) => answerMessages(result, { turnId: 'turn-1' });

const ANY: Readonly<Record<ExampleType, fc.Arbitrary<object>>> = {
  analysis: anyAnalysis,
  insight: anyInsight,
  'funding-plan': anyFundingPlan,
  'return-on-investment': anyReturn,
  'follow-on': anyFollowOn,
  roadmap: anyRoadmap,
};

/** The renderers themselves: a schema in between would turn away what is to be tried. */
const PIECES: Readonly<Record<ExampleType, (body: never) => readonly Piece[]>> = {
  analysis: analysisPieces,
  insight: insightPieces,
  'funding-plan': fundingPieces,
  'return-on-investment': returnPieces,
  'follow-on': followOnPieces,
  roadmap: roadmapPieces,
};
const rendered = (type: ExampleType, body: object) => packMessages(PIECES[type](body as never), 'Answer');

function expectTaken(messages: readonly AnswerMessage[]): void {
  for (const { text, blocks, plainBlocks = blocks } of messages) {
    expect(validateMessage({ text, blocks })).toEqual([]);
    expect(validateMessage({ text, blocks: plainBlocks })).toEqual([]);
    expect(survivorsIn([text, blocks, plainBlocks])).toEqual([]);
    const kinds = new Set(plainBlocks.map(({ type }) => String(type)));
    for (const newest of ['data_table', 'data_visualization', 'context_actions'])
      expect(kinds).not.toContain(newest);
    expect(JSON.stringify([text, blocks])).not.toMatch(/NaN|undefined|\[object|Infinity/);
  }
}

const section = (analysisId: string, name: string): TurnStep => ({
  actionGroup: 'data-analysis',
  operation: 'getAnalysisSection',
  arguments: { analysisId, section: name },
  status: 'ok',
  ms: 1,
});

describe('artifactPieces', () => {
  it.for(EXAMPLE_TYPES)('is taken by Slack for any %s', (type) => {
    fc.assert(
      fc.property(ANY[type], (body) => {
        expectTaken(rendered(type, body));
      }),
      { numRuns: 60 },
    );
  });

  it('is taken by Slack for any section of any analysis', () => {
    fc.assert(
      fc.property(anyAnalysis, fc.constantFrom(...ANALYSIS_SECTIONS, 'toString'), (body, name) => {
        expectTaken(packMessages(sectionPieces(body, name), 'Answer'));
      }),
      { numRuns: 100 },
    );
  });

  it.for(EXAMPLE_TYPES)('lets no mention and no link out of the texts of a %s', (type) => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expectTaken(rendered(type, withTexts(EXAMPLES[type], text)));
      }),
      { numRuns: 40 },
    );
  });

  it.for(EXAMPLE_TYPES)('shows a %s whole, in at most three messages', async (type) => {
    const messages = messagesOf(resultWith([artifactOf(type)]));
    expect(messages.length).toBeLessThanOrEqual(3);
    await expect(JSON.stringify(messages, null, 1)).toMatchFileSnapshot(`__fixtures__/golden/${type}.json`);
  });

  it('shows of an analysis the section that was asked for, and nothing where the words hold it', () => {
    const { analysisId } = EXAMPLES.analysis;
    const kinds = (name: string) =>
      messagesOf(resultWith([artifactOf('analysis')], { steps: [section(analysisId, name)] }))
        .flatMap(({ blocks }) => blocks)
        .map((block) => (block.type === 'data_table' ? block.caption : block.type));
    expect(kinds('services')).toContain('AWS services');
    expect(kinds('services')).not.toContain('Most similar projects');
    expect(kinds('similarProjects')).toContain('Most similar projects');
    expect(kinds('risks')).not.toContain('header');
  });

  it('says so where a stored result cannot be read', () => {
    expect(JSON.stringify(messagesOf(resultWith([artifactOf('analysis', {})])))).toContain(
      'The result behind this answer cannot be shown here. Ask again.',
    );
  });
});

/** Every text that holds a blank replaced: names and sentences. */
function withTexts(value: unknown, text: string): object {
  const changed = (part: unknown): unknown => {
    if (typeof part === 'string') return /\s/.test(part) ? text : part;
    if (Array.isArray(part)) return part.map(changed);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, changed(each)]));
  };
  return changed(value) as object;
}
