import { describe, expect, it } from 'vitest';
import { agentDefinition } from './agent-definition.ts';
import { orchestrationOverride } from './orchestration-override.ts';

describe('orchestrationOverride', () => {
  it('has the service’s placeholders and none of ours, and samples as the agent does', () => {
    const definition = agentDefinition({ tier: 'enhanced' });
    const { basePromptTemplate, inferenceConfiguration } = orchestrationOverride({
      ...definition,
      inference: { maxTokens: 900, temperature: 0.2, topP: 0.8 },
    });
    expect(inferenceConfiguration).toEqual({ maximumLength: 900, temperature: 0.2, topP: 0.8 });
    expect(basePromptTemplate).not.toContain('{{');
    const { system, messages } = JSON.parse(basePromptTemplate) as { system: string; messages: unknown };
    expect(system.match(/\$[a-z_]+\$/g)).toEqual([
      '$instruction$',
      '$prompt_session_attributes$',
      '$ask_user_missing_information$',
      '$respond_to_user_guideline$',
    ]);
    expect(messages).toEqual([
      { role: 'user', content: [{ text: '$question$' }] },
      { role: 'assistant', content: [{ text: '$agent_scratchpad$' }] },
    ]);
  });
});
