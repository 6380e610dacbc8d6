import { createInProcessAgentClient } from '#agent/client/in-process-agent-client.ts';
import { parseModelChoice, writeModelChoice } from '#agent/runtime/models/model-choice.ts';
import { type OpenModelsOptions, openModels } from '#agent/runtime/models/open-models.ts';
import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import { FAULTS } from '#evals/cases/suite.ts';
import type { Target, TargetIdentity } from '#evals/runner/target.ts';
import { createAthenaClient } from '#knowledge-base/projects/athena-client.ts';
import { createAthenaWarehouse } from '#knowledge-base/projects/athena-warehouse.ts';
import { createFileDataVersions } from '#knowledge-base/projects/file-data-versions.ts';
import type { Variant } from '#prompts/experiment.ts';
import { invisibleChanges } from '#prompts/invisible-changes.ts';
import { LOCAL_AGENTS } from '../agent-ids.ts';
import { composeRuntime } from '../compose-runtime.ts';
import { createLocalAgents } from '../local-agents.ts';
import { localClientOptions } from '../local-client-options.ts';
import { type EvalServices, evalClock } from './eval-services.ts';
import { followUpsOf } from './follow-ups.ts';
import { createTurnFaults } from './turn-faults.ts';

export interface InProcessTargetOptions {
  readonly services: EvalServices;
  readonly dataDir: string;
  readonly sellersFile: string;
  /** The model behind the agent, where the variant names none. */
  readonly models: OpenModelsOptions;
  /** What is otherwise than in the repository. */
  readonly variant?: Variant;
  /** What the variant is compared with: by it is said what a model cannot see. */
  readonly base?: Variant;
  readonly onFailure: (where: string, error: unknown) => void;
}

/** Conversations at once: their queries take turns on the engine, so more of them only wait. */
const MOST_AT_ONCE = 6;

/** The agent of this repository run in this process, over services of its own, with an experiment's variant in it. */
export async function openInProcessTarget(options: InProcessTargetOptions): Promise<Target> {
  const { services, dataDir, variant = {}, base = {}, onFailure } = options;
  const choice = choiceOf(variant, options.models);
  const models = await openModels({ ...options.models, choice });
  const repository = createLocalAgents({ variant });
  const faults = createTurnFaults();
  const clock = evalClock();
  const composed = composeRuntime({
    athenaEndpoint: services.athena,
    dynamodbEndpoint: services.dynamodb,
    dataDir,
    stores: services.stores,
    clock,
    model: models.model,
    repository,
    wrapDependencies: faults.wrap,
    onFailure,
  });
  const tier = variant.tier ?? 'standard';
  const { agentId, aliasIds } = LOCAL_AGENTS.agents[tier];
  const client = createInProcessAgentClient({
    runtime: composed.runtime,
    agentId,
    agentAliasId: aliasIds.dev,
    knowledgeBaseId: LOCAL_AGENTS.knowledgeBaseId,
  });
  const athena = createAthenaClient({ ...localClientOptions, endpoint: services.athena });
  await composed.release({ signal: AbortSignal.timeout(RELEASE_TIMEOUT_MS) });

  const identify = async (): Promise<TargetIdentity> => {
    const definition = repository.define(agentId);
    if (definition === undefined) throw new TypeError(`there is no agent of the tier ${tier}`);
    const { dataVersion, partners } = await createFileDataVersions({ dir: dataDir }).current();
    const promptHashes = Object.fromEntries(definition.prompts.map(({ id, sha256 }) => [id, sha256]));
    return {
      // A draft has no version of its own: what it is made of stands beside it.
      target: { kind: 'in-process', name: 'in-process', alias: 'dev', agentVersion: 'DRAFT', agentId },
      promptHashes,
      tier,
      model: choice.kind === 'embedded' ? 'embedded' : writeModelChoice(choice),
      dataVersion,
      ...(partners === undefined ? {} : { partners }),
      unseenChanges: invisibleChanges(base, variant, writeModelChoice(choice)),
    };
  };

  return {
    identify,
    ask: (request, { fault } = {}) => faults.during(fault, client.ask(request)),
    faults: new Set(FAULTS),
    artifacts: services.stores.artifacts,
    warehouse: createAthenaWarehouse({ client: athena }),
    sellers: await (await createYamlSellerDirectory(options.sellersFile)).list(),
    mostAtOnce: MOST_AT_ONCE,
    followUps: followUpsOf,
    async close() {
      composed.close();
      models.close();
      athena.destroy();
    },
  };
}

const RELEASE_TIMEOUT_MS = 30_000;

/** The embedded model cannot be asked to be another: what a variant wishes for is only followed where there are others. */
function choiceOf(variant: Variant, { choice }: OpenModelsOptions): OpenModelsOptions['choice'] {
  if (variant.model === undefined) return choice;
  const wished = parseModelChoice(variant.model);
  if ('fault' in wished) throw new TypeError(`model ${variant.model}: ${wished.fault}`);
  return wished;
}
