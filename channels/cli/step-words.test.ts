import { describe, expect, it } from 'vitest';
import { agentDefinition, TIERS } from '#agent/definition/agent-definition.ts';
import { operationText } from '../web/texts.ts';
import { stepWords } from './step-words.ts';

const OPERATIONS = TIERS.flatMap((tier) =>
  agentDefinition({ tier }).actionGroups.flatMap(({ operations }) =>
    operations.map(({ operationId }) => operationId),
  ),
);

describe('stepWords', () => {
  it.for(OPERATIONS)('has words for %s, as the page has', (operation) => {
    const started = {
      type: 'step',
      phase: 'started',
      stepId: '1',
      actionGroup: 'x',
      operation,
      arguments: {},
    } as const;
    expect(stepWords(started)).not.toContain(operation);
    expect(operationText(operation)).not.toBe(operation);
  });
});
