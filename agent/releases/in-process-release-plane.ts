import type { AgentAliasSummary } from '../runtime/control-plane/bedrock-agent-shapes.ts';
import type { ControlPlane } from '../runtime/control-plane/control-plane.ts';
import { ControlPlaneError } from '../runtime/control-plane/control-plane-error.ts';
import { DRAFT, type ReleaseAlias, ReleaseError, type ReleasePlane } from './release-plane.ts';

/**
 * Aliases and bundles of the in-process agent: a version is an immutable bundle (prompt hashes, model id, guardrail and
 * action-group versions, kept under its hash), an alias a pointer that is written on the condition that nobody else
 * wrote. Both are what our control plane keeps; here it is called directly.
 */
export function createInProcessReleasePlane({
  controlPlane,
  agentId,
  newId,
}: {
  readonly controlPlane: ControlPlane;
  readonly agentId: string;
  readonly newId: () => string;
}): ReleasePlane {
  return {
    aliases: ({ signal }) =>
      reported(async () => {
        const { items } = await controlPlane.listAliases(agentId, WHOLE, { signal });
        return items.filter(({ agentAliasId }) => agentAliasId !== 'TSTALIASID').map(toReleaseAlias);
      }),
    point: (alias, { version, accepts }, { signal }) =>
      reported(async () => {
        const invocationState = accepts ? 'ACCEPT_INVOCATIONS' : 'REJECT_INVOCATIONS';
        await controlPlane.updateAlias(
          agentId,
          alias.aliasId,
          {
            agentAliasName: alias.name,
            agentVersion: version,
            ...(accepts === undefined ? {} : { invocationState }),
          },
          { signal },
        );
      }),
    versions: ({ signal }) =>
      reported(async () => {
        const { items } = await controlPlane.listVersions(agentId, WHOLE, { signal });
        return items
          .flatMap(({ agentVersion, createdAt }) =>
            agentVersion === undefined || agentVersion === DRAFT
              ? []
              : [
                  {
                    version: agentVersion,
                    ...(createdAt === undefined ? {} : { createdAt: createdAt.toISOString() }),
                  },
                ],
          )
          .sort((one, other) => Number(other.version) - Number(one.version));
      }),
    cut: ({ signal }) =>
      reported(async () => {
        const made = await controlPlane.createAlias(
          agentId,
          { agentAliasName: `release-${newId()}`.slice(0, 100) },
          { signal },
        );
        const version = made.routingConfiguration?.[0]?.agentVersion;
        await controlPlane.deleteAlias(agentId, made.agentAliasId ?? '', { signal });
        if (version === undefined) throw new ReleaseError('release-failed', 'no bundle came of the draft');
        return version;
      }),
    deleteVersion: (version, { signal }) =>
      reported(() => controlPlane.deleteVersion(agentId, version, false, { signal })),
  };
}

/** An agent has at most ten aliases, and its bundles are pruned. */
const WHOLE = { maxResults: 1_000, nextToken: undefined };

function toReleaseAlias(summary: AgentAliasSummary): ReleaseAlias {
  return {
    name: summary.agentAliasName ?? '',
    aliasId: summary.agentAliasId ?? '',
    version: summary.routingConfiguration?.[0]?.agentVersion,
    accepts: summary.aliasInvocationState !== 'REJECT_INVOCATIONS',
    state:
      summary.agentAliasStatus === 'PREPARED' || summary.agentAliasStatus === 'DISSOCIATED'
        ? 'ready'
        : 'settling',
  };
}

async function reported<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ReleaseError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof ControlPlaneError && error.code !== 'InternalServerException')
      throw new ReleaseError('release-refused', message, { cause: error });
    throw new ReleaseError('release-unavailable', `the bundles cannot be reached (${message})`, {
      cause: error,
    });
  }
}
