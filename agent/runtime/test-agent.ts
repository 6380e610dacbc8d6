import { z } from 'zod';
import {
  type ActionGroupHandler,
  createActionGroupHandler,
} from '#action-groups/kernel/action-group-handler.ts';
import { memoryEvents } from '#action-groups/kernel/announce.double.ts';
import { plainText } from '#action-groups/kernel/fields.ts';
import { type ActionGroup, defineActionGroup, defineOperation } from '#action-groups/kernel/operation.ts';
import { OperationError } from '#action-groups/kernel/operation-error.ts';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { agentDefinition } from '../definition/agent-definition.ts';
import { createAgentRuntime } from './agent-runtime.ts';
import { createInProcessActionGroups } from './in-process-action-groups.ts';
import type { Model } from './models/model.ts';
import type { AgentRuntimeOptions } from './runtime-ports.ts';
import { createInMemorySessionStore } from './sessions/in-memory-session-store.ts';

const weigh = defineOperation({
  operationId: 'weigh',
  description: 'Weighs a parcel.',
  input: z.object({
    parcel: plainText(100).describe('What to weigh.'),
    kilograms: z.number().optional().describe('Its weight, when known.'),
    tags: z.array(z.string()).optional().describe('Words on it.'),
  }),
  run: async ({ parcel, kilograms, tags }) => ({
    result: { parcel, kilograms: kilograms ?? null, tags: tags ?? [] },
    artifacts: [{ type: 'analysis', id: `weight-of-${parcel}` }],
    remember: {
      kind: 'opportunity',
      analysisId: `weight-of-${parcel}`,
      opportunity: { customerName: parcel },
      headline: { arrUsd: null, launchMonth: null, confidence: 'LOW' },
    },
  }),
});

const refuse = defineOperation({
  operationId: 'refuse',
  description: 'Always refuses with the code it is given.',
  input: z.object({
    code: z.enum(['out-of-scope', 'not-permitted', 'warehouse-unavailable']).describe('The code.'),
  }),
  run: async ({ code }) => {
    throw new OperationError(code, 'refused on purpose');
  },
});

/** A small group with operations for every kind of reply: what tests of the agent call instead of the real ones. */
export const parcels = defineActionGroup({
  name: 'parcels',
  description: 'Weighs parcels.',
  operations: [weigh, refuse],
});

export const WEIGH = 'POST__parcels__weigh';
export const REFUSE = 'POST__parcels__refuse';

export const testAgent = agentDefinition({
  tier: 'standard',
  actionGroups: [parcels],
  abilities: ['weigh parcels'],
});

const noInput = z.object({ parcel: plainText(100).describe('Which parcel.') });

/** Its operations are the caller's to carry out; `release` is to be confirmed as well. */
const depot = defineActionGroup({
  name: 'depot',
  description: 'Keeps parcels where only the caller can reach them.',
  customControl: 'RETURN_CONTROL',
  operations: [
    defineOperation({
      operationId: 'locate',
      description: 'Finds a parcel.',
      input: noInput,
      run: () => Promise.reject(new Error('nobody calls this here')),
    }),
    defineOperation({
      operationId: 'release',
      description: 'Gives a parcel out.',
      input: noInput,
      requireConfirmation: true,
      run: () => Promise.reject(new Error('nobody calls this here')),
    }),
  ],
});

/** Its operation is called here, once the user has confirmed it. */
export const courier = defineActionGroup({
  name: 'courier',
  description: 'Sends parcels.',
  operations: [
    defineOperation({
      operationId: 'ship',
      description: 'Sends a parcel; it cannot be called back.',
      input: noInput,
      requireConfirmation: true,
      run: async ({ parcel }) => ({ result: { shipped: parcel } }),
    }),
  ],
});

/** An agent whose calls need its caller. */
export const controlAgent = agentDefinition({
  tier: 'standard',
  actionGroups: [parcels, depot, courier],
  abilities: ['weigh, find and send parcels'],
});

export const TEST_KNOWLEDGE_BASE_ID = 'TESTKB0001';

/** An agent that may search documents. */
export const readingAgent = agentDefinition({
  tier: 'standard',
  actionGroups: [parcels],
  knowledgeBases: [{ knowledgeBaseId: TEST_KNOWLEDGE_BASE_ID, description: 'What is known of parcels.' }],
  abilities: ['weigh parcels, and say what is written about them'],
});

export const TEST_AGENT_ID = 'AGENT00001';
export const TEST_ALIAS_ID = 'ALIAS00001';

/** Attributes that identify a seller to the action groups. */
export const testAttributes = { sellerId: 'seller-1', partnerIds: '*', today: '2026-11-23' };

const handlerOf = (group: ActionGroup): ActionGroupHandler =>
  createActionGroupHandler(group, {
    warehouse: { query: () => Promise.reject(new Error('no warehouse here')) },
    artifacts: {
      put: () => Promise.reject(new Error('no artifacts here')),
      get: () => Promise.reject(new Error('no artifacts here')),
    },
    history: createMemoryAnalysisHistory(),
    predictors: { load: async () => undefined },
    followOnModels: { load: async () => undefined },
    events: memoryEvents(),
    dataVersions: { current: () => Promise.reject(new Error('no data here')) },
    clock: () => new Date('2026-11-23T12:00:00Z'),
  });

/** The handlers of the groups that have one; their operations use none of their dependencies. */
export const parcelsHandler = handlerOf(parcels);
export const courierHandler = handlerOf(courier);

/** A runtime with one agent, one alias and predictable ids; any part can be replaced. */
export function testRuntime(model: Model, options: Partial<AgentRuntimeOptions> = {}) {
  const clock = () => new Date();
  let ids = 0;
  return createAgentRuntime({
    agents: {
      find: async (agentId, agentAliasId) =>
        agentId === TEST_AGENT_ID && agentAliasId === TEST_ALIAS_ID
          ? { definition: testAgent, agentVersion: '1', debug: true }
          : undefined,
    },
    model: () => model,
    invokeActionGroup: createInProcessActionGroups({ parcels: parcelsHandler, courier: courierHandler }),
    sessions: createInMemorySessionStore({ clock }),
    clock,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    ...options,
  });
}
