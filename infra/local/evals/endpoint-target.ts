import { createHash } from 'node:crypto';
import {
  BedrockAgentClient,
  GetAgentAliasCommand,
  GetAgentVersionCommand,
} from '@aws-sdk/client-bedrock-agent';
import { createBedrockAgentClient } from '#agent/client/bedrock-agent-client.ts';
import type { EvalSeller, Target, TargetIdentity } from '#evals/runner/target.ts';

export interface EndpointTargetOptions {
  /** As `--target` has it. */
  readonly name: string;
  readonly agentId: string;
  readonly agentAliasId: string;
  readonly knowledgeBaseId?: string | undefined;
  readonly region: string;
  /** Left out for Amazon Bedrock itself. */
  readonly runtimeEndpoint?: string | undefined;
  /** Where the control plane listens; without it nothing is known of the version behind the alias. */
  readonly controlEndpoint?: string | undefined;
  /** False where nobody can be asked about versions. */
  readonly hasControlPlane: boolean;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly sellers: readonly EvalSeller[];
  /** What is known of the place beside the agent: its data and results. */
  readonly beside?: Pick<Target, 'artifacts' | 'warehouse' | 'followUps'> &
    Partial<Pick<TargetIdentity, 'dataVersion' | 'partners' | 'tier' | 'model'>>;
  readonly mostAtOnce: number;
  readonly close?: () => Promise<void>;
}

/** Any agent behind InvokeAgent, by its alias; what stands behind the alias is asked of the control plane. */
export function createEndpointTarget(options: EndpointTargetOptions): Target {
  const { agentId, agentAliasId, knowledgeBaseId, region, credentials, beside = {} } = options;
  const place = { region, ...(credentials === undefined ? {} : { credentials }) };
  const client = createBedrockAgentClient({
    ...place,
    agentId,
    agentAliasId,
    ...(knowledgeBaseId === undefined ? {} : { knowledgeBaseId }),
    ...(options.runtimeEndpoint === undefined ? {} : { endpoint: options.runtimeEndpoint }),
    socketTimeoutMs: 120_000,
  });
  const { artifacts, warehouse, followUps } = beside;
  return {
    async identify({ signal }) {
      const known = options.hasControlPlane
        ? await askControlPlane(
            new BedrockAgentClient({
              ...place,
              ...(options.controlEndpoint === undefined ? {} : { endpoint: options.controlEndpoint }),
            }),
            { agentId, agentAliasId, signal },
          )
        : { agentVersion: null, promptHashes: {}, model: null };
      return {
        target: {
          kind: 'endpoint',
          name: options.name,
          alias: agentAliasId,
          agentVersion: known.agentVersion,
          agentId,
        },
        promptHashes: known.promptHashes,
        tier: beside.tier ?? null,
        model: beside.model ?? known.model,
        dataVersion: beside.dataVersion ?? null,
        ...(beside.partners === undefined ? {} : { partners: beside.partners }),
        unseenChanges: [],
      };
    },
    // Without the id of a knowledge base a limit on retrieval would limit nothing, and the client refuses it.
    ask: ({ retrieval, ...request }) =>
      client.ask(knowledgeBaseId === undefined ? request : { ...request, retrieval }),
    faults: new Set(),
    artifacts,
    warehouse,
    followUps,
    sellers: options.sellers,
    mostAtOnce: options.mostAtOnce,
    async close() {
      client.close();
      await options.close?.();
    },
  };
}

/** The version behind an alias, with hashes of its words. @throws what the service throws: an alias that is not there */
async function askControlPlane(
  control: BedrockAgentClient,
  {
    agentId,
    agentAliasId,
    signal,
  }: { readonly agentId: string; readonly agentAliasId: string; readonly signal: AbortSignal },
) {
  try {
    const { agentAlias } = await control.send(new GetAgentAliasCommand({ agentId, agentAliasId }), {
      abortSignal: signal,
    });
    const agentVersion = agentAlias?.routingConfiguration?.[0]?.agentVersion ?? null;
    if (agentVersion === null) return { agentVersion, promptHashes: {}, model: null };
    const { agentVersion: version } = await control.send(
      new GetAgentVersionCommand({ agentId, agentVersion }),
      {
        abortSignal: signal,
      },
    );
    return {
      agentVersion,
      promptHashes: { instruction: sha256(version?.instruction ?? '') },
      model: version?.foundationModel ?? null,
    };
  } finally {
    control.destroy();
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
