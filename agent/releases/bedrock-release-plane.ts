import {
  type AgentAliasSummary,
  type BedrockAgentClient,
  CreateAgentAliasCommand,
  DeleteAgentAliasCommand,
  DeleteAgentVersionCommand,
  GetAgentAliasCommand,
  GetAgentCommand,
  ListAgentAliasesCommand,
  ListAgentVersionsCommand,
  PrepareAgentCommand,
  UpdateAgentAliasCommand,
} from '@aws-sdk/client-bedrock-agent';
import { DRAFT, type ReleaseAlias, ReleaseError, type ReleasePlane } from './release-plane.ts';
import type { ReleaseServices } from './release-services.ts';

export interface BedrockReleasePlaneOptions
  extends Pick<ReleaseServices, 'clock' | 'wait' | 'newId' | 'settleTimeoutMs'> {
  readonly client: BedrockAgentClient;
  readonly agentId: string;
}

/** The built-in alias of DRAFT; no release moves it. */
const TEST_ALIAS = 'TSTALIASID';
const POLL_MS = 500;

/**
 * An agent's aliases and versions over the control plane of Bedrock Agents. A version is made by creating an alias
 * without a route, which is then deleted: no alias that anybody asks is ever updated without one.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/deploy-agent.html
 */
export function createBedrockReleasePlane(options: BedrockReleasePlaneOptions): ReleasePlane {
  const { client, agentId, clock, wait, newId, settleTimeoutMs = 120_000 } = options;

  const until = async <Found>(
    what: string,
    look: () => Promise<Found>,
    isReady: (found: Found) => boolean,
    signal: AbortSignal,
  ): Promise<Found> => {
    const deadlineAtMs = clock().getTime() + settleTimeoutMs;
    for (;;) {
      const found = await look();
      if (isReady(found)) return found;
      if (clock().getTime() >= deadlineAtMs)
        throw new ReleaseError('release-failed', `${what} was not ready at the deadline`);
      await wait(POLL_MS, signal);
    }
  };

  return {
    aliases: ({ signal }) =>
      reported(async () => {
        const found: ReleaseAlias[] = [];
        let nextToken: string | undefined;
        do {
          const page = await client.send(new ListAgentAliasesCommand({ agentId, nextToken }), {
            abortSignal: signal,
          });
          found.push(
            ...(page.agentAliasSummaries ?? [])
              .filter(({ agentAliasId }) => agentAliasId !== TEST_ALIAS)
              .map(toReleaseAlias),
          );
          nextToken = page.nextToken;
        } while (nextToken !== undefined);
        return found;
      }, signal),
    point: (alias, { version, accepts }, { signal }) =>
      reported(async () => {
        await client.send(
          new UpdateAgentAliasCommand({
            agentId,
            agentAliasId: alias.aliasId,
            agentAliasName: alias.name,
            routingConfiguration: [{ agentVersion: version }],
            ...(accepts === undefined
              ? {}
              : { aliasInvocationState: accepts ? 'ACCEPT_INVOCATIONS' : 'REJECT_INVOCATIONS' }),
          }),
          { abortSignal: signal },
        );
      }, signal),
    versions: ({ signal }) =>
      reported(async () => {
        const found: { version: string; createdAt?: string }[] = [];
        let nextToken: string | undefined;
        do {
          const page = await client.send(new ListAgentVersionsCommand({ agentId, nextToken }), {
            abortSignal: signal,
          });
          for (const { agentVersion, createdAt } of page.agentVersionSummaries ?? [])
            if (agentVersion !== undefined && agentVersion !== DRAFT)
              found.push({
                version: agentVersion,
                ...(createdAt === undefined ? {} : { createdAt: createdAt.toISOString() }),
              });
          nextToken = page.nextToken;
        } while (nextToken !== undefined);
        return found.sort((one, other) => Number(other.version) - Number(one.version));
      }, signal),
    cut: ({ signal }) =>
      reported(async () => {
        const send = { abortSignal: signal };
        await client.send(new PrepareAgentCommand({ agentId }), send);
        const prepared = await until(
          'the agent',
          async () => (await client.send(new GetAgentCommand({ agentId }), send)).agent?.agentStatus,
          (status) => status === 'PREPARED' || status === 'FAILED',
          signal,
        );
        if (prepared === 'FAILED') throw new ReleaseError('release-failed', 'DRAFT could not be prepared');
        const name = `release-${newId()}`.slice(0, 100);
        const created = await client.send(
          new CreateAgentAliasCommand({ agentId, agentAliasName: name }),
          send,
        );
        const agentAliasId = created.agentAlias?.agentAliasId;
        try {
          const made = await until(
            name,
            async () =>
              (await client.send(new GetAgentAliasCommand({ agentId, agentAliasId }), send)).agentAlias,
            (alias) => alias?.agentAliasStatus === 'PREPARED' || alias?.agentAliasStatus === 'FAILED',
            signal,
          );
          const version = made?.routingConfiguration?.[0]?.agentVersion;
          if (made?.agentAliasStatus !== 'PREPARED' || version === undefined)
            throw new ReleaseError('release-failed', `no version came of DRAFT: ${name} failed`);
          return version;
        } finally {
          await client
            .send(new DeleteAgentAliasCommand({ agentId, agentAliasId }), {
              abortSignal: AbortSignal.timeout(10_000),
            })
            .catch(() => {});
        }
      }, signal),
    deleteVersion: (agentVersion, { signal }) =>
      reported(async () => {
        await client.send(new DeleteAgentVersionCommand({ agentId, agentVersion }), { abortSignal: signal });
      }, signal),
  };
}

function toReleaseAlias(summary: AgentAliasSummary): ReleaseAlias {
  const { agentAliasId = '', agentAliasName = '', agentAliasStatus, routingConfiguration } = summary;
  return {
    name: agentAliasName,
    aliasId: agentAliasId,
    version: routingConfiguration?.[0]?.agentVersion,
    accepts: summary.aliasInvocationState !== 'REJECT_INVOCATIONS',
    state:
      agentAliasStatus === 'FAILED'
        ? 'failed'
        : agentAliasStatus === 'PREPARED' || agentAliasStatus === 'DISSOCIATED'
          ? 'ready'
          : 'settling',
  };
}

/** Exceptions with which the service says that it does not do what was asked. */
const REFUSALS: ReadonlySet<string> = new Set([
  'ValidationException',
  'ConflictException',
  'ResourceNotFoundException',
  'AccessDeniedException',
  'ServiceQuotaExceededException',
]);

async function reported<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof ReleaseError) throw error;
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    if (REFUSALS.has(name)) throw new ReleaseError('release-refused', message, { cause: error });
    throw new ReleaseError(
      'release-unavailable',
      `the control plane cannot be reached (${message || name})`,
      { cause: error },
    );
  }
}
