import { describe, expect, it } from 'vitest';
import type { Variant } from '#prompts/experiment.ts';
import { loadPrompt } from '#prompts/load-prompt.ts';
import { variantPrompts, variantSettings } from '#prompts/variant-prompts.ts';
import { agentDefinition } from './agent-definition.ts';

const define = (variant: Variant) =>
  agentDefinition({
    tier: 'enhanced',
    prompts: variantPrompts(variant),
    settings: variantSettings(variant),
  });

describe('composeInstruction', () => {
  it('takes an older instruction whole, without the parts that it has no place for', () => {
    const { instruction, prompts, settings } = define({ prompts: { 'agent/instruction-enhanced': 3 } });
    expect(prompts.map(({ id, version }) => [id, version])).toEqual([
      ['agent/instruction-enhanced', 3],
      ['agent/orchestration', loadPrompt('agent/orchestration').version],
    ]);
    expect(settings).toEqual({ tone: 'plain', length: 'detailed', nextQuestions: 4 });
    expect(instruction).toContain('To judge an opportunity, call analyzeOpportunity');
  });

  it('writes a variant’s settings into the text, the typed settings and the hash', () => {
    const before = define({});
    const after = define({
      settings: { 'agent/answer-wording-enhanced': { tone: 'warm' } },
      sampling: { 'agent/instruction-enhanced': { temperature: 0.4, topP: 0.9 } },
      retrieval: { numberOfResults: 2 },
      query: { analysisType: 'enhanced' },
    });
    expect(after.instruction).toContain('Tone: warm.');
    expect(after.instruction).toContain('2 passages');
    expect(after.settings).toMatchObject({ tone: 'warm', passages: 2, analysisType: 'enhanced' });
    expect(after.inference).toEqual({ maxTokens: 4000, temperature: 0.4, topP: 0.9 });
    const changed = after.prompts.filter(({ sha256 }, at) => sha256 !== before.prompts[at]?.sha256);
    expect(changed.map(({ id }) => id)).toEqual([
      'agent/instruction-enhanced',
      'agent/answer-wording-enhanced',
    ]);
  });

  it.for([
    [
      { settings: { 'agent/instruction-enhanced': { tone: 'warm' } } },
      'agent/instruction-enhanced has no setting tone; its settings: none',
    ],
    [{ prompts: { 'agent/instruction-enhanced': 99 } }, 'there is no prompt version 99'],
    [{ prompts: { 'agent/orchestration': 'nowhere.md' } }, 'there is no file nowhere.md'],
    [
      { prompts: { 'agent/query-planning': 'prompts/agent/orchestration.md' } },
      'prompts/agent/orchestration.md declares the id agent/orchestration, not agent/query-planning',
    ],
  ] as const)('refuses %j', ([variant, message]) => {
    expect(() => define(variant)).toThrow(message);
  });
});
