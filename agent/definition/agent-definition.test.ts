import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plainText } from '#action-groups/kernel/fields.ts';
import { defineActionGroup, defineOperation } from '#action-groups/kernel/operation.ts';
import { loadPrompt } from '#prompts/load-prompt.ts';
import { agentDefinition, quotaFaults, TIERS } from './agent-definition.ts';

function groupOf(count: number) {
  return defineActionGroup({
    name: 'many',
    description: 'Many.',
    operations: Array.from({ length: count }, (_, index) =>
      defineOperation({
        operationId: `op${index}`,
        description: 'One of many.',
        input: z.object({ text: plainText(10).describe('Text.') }),
        run: async () => ({ result: {} }),
      }),
    ),
  });
}

describe('agentDefinition', () => {
  it.for(TIERS)('is within the service’s quotas for %s, with every operation as a tool', (tier) => {
    const definition = agentDefinition({ tier });
    expect(quotaFaults(definition)).toEqual([]);
    expect(definition.tools.map((tool) => tool.name)).toEqual([
      'POST__query-generation__generateSimilarProjectsQuery',
      'POST__query-generation__generateInsightQuery',
      'POST__data-analysis__analyzeOpportunity',
      'POST__data-analysis__getAnalysisSection',
      'POST__data-analysis__runInsightQuery',
      'POST__data-analysis__findOpportunity',
      'POST__data-analysis__declineRequest',
      'POST__funding__recommendFunding',
      'POST__funding__calculateReturnOnInvestment',
      'POST__follow-on__findFollowOnOpportunities',
      'POST__follow-on__buildRoadmap',
      'user__askuser',
    ]);
    expect(definition.prompts).toEqual(
      [
        `agent/instruction-${tier}`,
        'agent/query-planning',
        `agent/answer-wording-${tier}`,
        'agent/orchestration',
      ].map((id) => {
        const { version, sha256 } = loadPrompt(id);
        return { id, version, sha256 };
      }),
    );
    expect(definition.settings).toEqual({
      ...loadPrompt('agent/query-planning').settings,
      ...loadPrompt(`agent/answer-wording-${tier}`).settings,
    });
    expect(definition.orchestration.startsWith('{{instruction}}')).toBe(true);
  });

  it('differs between the tiers in name, model and length', () => {
    const [standard, enhanced] = TIERS.map((tier) => agentDefinition({ tier }));
    expect(
      [standard, enhanced].map((each) => [each?.agentName, each?.modelId, each?.settings.length]),
    ).toEqual([
      ['partner-seller-assistant-standard', 'us.amazon.nova-2-lite-v1:0', 'short'],
      ['partner-seller-assistant-enhanced', 'amazon.nova-pro-v1:0', 'detailed'],
    ]);
  });

  it('names every operation that the instruction speaks of', () => {
    for (const tier of TIERS) {
      const { instruction, tools } = agentDefinition({ tier });
      const spokenOf = instruction.match(/\bcall ([a-z]+[A-Z]\w+)/g) ?? [];
      expect(spokenOf.length).toBeGreaterThan(0);
      for (const words of spokenOf) {
        expect(tools.map((tool) => tool.name.split('__').at(-1))).toContain(words.replace('call ', ''));
      }
    }
  });

  it.for([
    [{ actionGroups: [groupOf(12)] }, '12 operations, at most 11 are accepted'],
    [
      { actionGroups: Array.from({ length: 21 }, () => groupOf(0)) },
      '21 action groups, at most 20 are accepted',
    ],
    [{ actionGroups: [groupOf(1), groupOf(1)] }, 'two operations have the same tool name'],
    [{ abilities: ['x'.repeat(4000)] }, /instruction of \d+ characters, 40 to 4000 are accepted/],
  ] as const)('refuses a definition beyond a quota: %#', ([options, message]) => {
    expect(() => agentDefinition({ tier: 'standard', ...options })).toThrow(message);
  });
});
