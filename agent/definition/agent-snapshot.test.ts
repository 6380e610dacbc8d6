import { describe, expect, it } from 'vitest';
import { agentDefinition, TIERS } from './agent-definition.ts';
import { openSnapshot, sealSnapshot } from './agent-snapshot.ts';

describe('sealSnapshot', () => {
  it.for(TIERS)('keeps of the %s agent what a turn needs, and nothing that is code', (tier) => {
    const definition = agentDefinition({ tier });
    const opened = openSnapshot(sealSnapshot(definition));
    const { actionGroups, ...rest } = definition;
    expect(opened).toEqual({
      ...rest,
      actionGroups: actionGroups.map(({ name, operations }) => ({
        name,
        operations: operations.map(({ operationId }) => ({ operationId })),
      })),
    });
  });

  it('gives the same content the same hash, and another content another', () => {
    const definition = agentDefinition({ tier: 'standard' });
    const { sha256 } = sealSnapshot(definition);
    expect(sealSnapshot(openSnapshot(sealSnapshot(definition))).sha256).toBe(sha256);
    expect(sealSnapshot({ ...definition, modelId: 'another' }).sha256).not.toBe(sha256);
  });

  it('opens nothing that was changed', () => {
    const { sha256, text } = sealSnapshot(agentDefinition({ tier: 'standard' }));
    expect(() => openSnapshot({ sha256, text: text.replace('standard', 'enhanced') })).toThrow(
      /not what was sealed/,
    );
  });
});
