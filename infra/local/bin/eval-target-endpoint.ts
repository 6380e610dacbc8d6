import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import type { Target } from '#evals/runner/target.ts';
import { createFileDataVersions } from '#knowledge-base/projects/file-data-versions.ts';
import { createEndpointTarget } from '../evals/endpoint-target.ts';
import { followUpsOf } from '../evals/follow-ups.ts';
import { localClientOptions } from '../local-client-options.ts';
import { openEvalClient } from './eval-client.ts';
import { type OpenTargetOptions, TARGETS } from './eval-target.ts';
import { readSettings, UsageError } from './settings.ts';

/** Conversations at once against a service; it says itself when that is too much. */
const MOST_AT_A_SERVICE = 16;
const MOST_ON_THIS_MACHINE = 6;

/** An agent behind InvokeAgent. @throws {UsageError} for a name that is none */
export async function openEndpoint(options: OpenTargetOptions): Promise<Target> {
  const { name } = options;
  const local = /^local(?::(?<alias>[\w-]+))?$/.exec(name);
  if (local !== null) return openLocal(options, local.groups?.alias ?? 'dev');
  const parts =
    /^(?:endpoint:(?<url>https?:\/\/[^#]+)#|bedrock:)(?<agent>\w+)\/(?<alias>\w+)(?:\/(?<kb>\w+))?$/.exec(
      name,
    );
  if (parts === null) throw new UsageError(`--target ${name}: there are\n  ${TARGETS}`);
  const { url, agent = '', alias = '', kb } = parts.groups ?? {};
  if (options.variant !== undefined && Object.keys(options.variant).length > 0)
    throw new UsageError(
      `--target ${name}: a variant is put into the agent of this process only; release it, and name its alias`,
    );
  const settings = readSettings({ data: options.data });
  const { region } = settings.models;
  if (url === undefined && region === undefined)
    throw new UsageError(`--target ${name}: AWS_REGION is needed, such as us-east-1`);
  return createEndpointTarget({
    name,
    agentId: agent,
    agentAliasId: alias,
    knowledgeBaseId: kb,
    ...(url === undefined ? { region: region ?? '' } : localClientOptions),
    runtimeEndpoint: url,
    hasControlPlane: url === undefined,
    sellers: await sellersIn(settings.sellersFile),
    mostAtOnce: MOST_AT_A_SERVICE,
  });
}

async function openLocal(options: OpenTargetOptions, alias: string): Promise<Target> {
  const { data, variant = {}, onProgress } = options;
  const tier = variant.tier ?? 'standard';
  if (Object.keys(variant).some((key) => key !== 'tier'))
    throw new UsageError(
      '--target local: a variant is put into the agent of this process only; use --target in-process',
    );
  const settings = readSettings({ data });
  const { endpoints, artifacts, model, close } = await openEvalClient({ data, json: false, onProgress });
  const { agentId, aliasIds } = endpoints.agents[tier];
  const agentAliasId = Object.hasOwn(aliasIds, alias) ? aliasIds[alias as keyof typeof aliasIds] : alias;
  const { dataVersion, partners } = await createFileDataVersions({ dir: settings.dataDir }).current();
  return createEndpointTarget({
    ...localClientOptions,
    name: options.name,
    agentId,
    agentAliasId,
    knowledgeBaseId: endpoints.knowledgeBaseId,
    runtimeEndpoint: endpoints.bedrockAgentRuntime,
    controlEndpoint: endpoints.bedrockAgent,
    hasControlPlane: true,
    sellers: await sellersIn(settings.sellersFile),
    beside: {
      artifacts,
      followUps: followUpsOf,
      tier,
      dataVersion,
      ...(model === undefined ? {} : { model }),
      ...(partners === undefined ? {} : { partners }),
    },
    mostAtOnce: MOST_ON_THIS_MACHINE,
    close,
  });
}

async function sellersIn(file: string) {
  return (await createYamlSellerDirectory(file)).list();
}
