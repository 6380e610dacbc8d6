import type { ControlPlane } from '../../control-plane/control-plane.ts';
import { checkFields, REQUESTS } from './control-plane-requests.ts';

/** What a request brought: the labels of its path, its query and its body. */
export interface Fields {
  readonly labels: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Route {
  readonly method: string;
  /** With labels in braces, as the service's model has it. */
  readonly path: string;
  readonly status: number;
  readonly answer: (plane: ControlPlane, fields: Fields, call: { signal: AbortSignal }) => Promise<object>;
}

/** Every operation of the service that this control plane has. */
export const ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/agents/',
    status: 200,
    answer: async (plane, { body }, call) => {
      const { items, nextToken } = await plane.listAgents(checkFields(REQUESTS.listAgents, body), call);
      return { agentSummaries: items, nextToken };
    },
  },
  {
    method: 'GET',
    path: '/agents/{agentId}/',
    status: 200,
    answer: async (plane, { labels }, call) => {
      const { agentId } = checkFields(REQUESTS.agent, labels);
      return { agent: await plane.getAgent(agentId, call) };
    },
  },
  {
    method: 'PUT',
    path: '/agents/{agentId}/',
    status: 202,
    answer: async (plane, { labels, body }, call) => {
      const given = checkFields(REQUESTS.updateAgent, { ...body, ...labels });
      const { agentName, instruction, description, agentResourceRoleArn } = given;
      const changes = {
        agentName,
        instruction,
        description,
        agentResourceRoleArn,
        modelId: given.foundationModel,
        idleSessionTtlSeconds: given.idleSessionTTLInSeconds,
      };
      return { agent: await plane.updateAgent(given.agentId, changes, call) };
    },
  },
  {
    method: 'POST',
    path: '/agents/{agentId}/',
    status: 202,
    answer: async (plane, { labels }, call) => {
      const { agentId } = checkFields(REQUESTS.agent, labels);
      const { agentStatus, agentVersion, preparedAt } = await plane.prepareAgent(agentId, call);
      return { agentId, agentStatus, agentVersion, preparedAt };
    },
  },
  {
    method: 'POST',
    path: '/agents/{agentId}/agentversions/',
    status: 200,
    answer: async (plane, { labels, body }, call) => {
      const { agentId, ...page } = checkFields(REQUESTS.ofAgent, { ...body, ...labels });
      const { items, nextToken } = await plane.listVersions(agentId, page, call);
      return { agentVersionSummaries: items, nextToken };
    },
  },
  {
    method: 'GET',
    path: '/agents/{agentId}/agentversions/{agentVersion}/',
    status: 200,
    answer: async (plane, { labels }, call) => {
      const { agentId, agentVersion } = checkFields(REQUESTS.version, labels);
      return { agentVersion: await plane.getVersion(agentId, agentVersion, call) };
    },
  },
  {
    method: 'DELETE',
    path: '/agents/{agentId}/agentversions/{agentVersion}/',
    status: 202,
    answer: async (plane, { labels, query }, call) => {
      const given = checkFields(REQUESTS.deleteVersion, { ...query, ...labels });
      const { agentId, agentVersion } = given;
      await plane.deleteVersion(agentId, agentVersion, given.skipResourceInUseCheck === 'true', call);
      return { agentId, agentVersion, agentStatus: 'DELETING' };
    },
  },
  {
    method: 'POST',
    path: '/agents/{agentId}/agentaliases/',
    status: 200,
    answer: async (plane, { labels, body }, call) => {
      const { agentId, ...page } = checkFields(REQUESTS.ofAgent, { ...body, ...labels });
      const { items, nextToken } = await plane.listAliases(agentId, page, call);
      return { agentAliasSummaries: items, nextToken };
    },
  },
  {
    method: 'PUT',
    path: '/agents/{agentId}/agentaliases/',
    status: 202,
    answer: async (plane, { labels, body }, call) => {
      const given = checkFields(REQUESTS.createAlias, { ...body, ...labels });
      const { agentId, agentAliasName, description, clientToken, routingConfiguration: agentVersion } = given;
      const request = { agentAliasName, description, clientToken, agentVersion };
      return { agentAlias: await plane.createAlias(agentId, request, call) };
    },
  },
  {
    method: 'GET',
    path: '/agents/{agentId}/agentaliases/{agentAliasId}/',
    status: 200,
    answer: async (plane, { labels }, call) => {
      const { agentId, agentAliasId } = checkFields(REQUESTS.alias, labels);
      return { agentAlias: await plane.getAlias(agentId, agentAliasId, call) };
    },
  },
  {
    method: 'PUT',
    path: '/agents/{agentId}/agentaliases/{agentAliasId}/',
    status: 202,
    answer: async (plane, { labels, body }, call) => {
      const given = checkFields(REQUESTS.updateAlias, { ...body, ...labels });
      const { agentId, agentAliasId, agentAliasName, description } = given;
      const request = {
        agentAliasName,
        description,
        agentVersion: given.routingConfiguration,
        invocationState: given.aliasInvocationState,
      };
      return { agentAlias: await plane.updateAlias(agentId, agentAliasId, request, call) };
    },
  },
  {
    method: 'DELETE',
    path: '/agents/{agentId}/agentaliases/{agentAliasId}/',
    status: 202,
    answer: async (plane, { labels }, call) => {
      const { agentId, agentAliasId } = checkFields(REQUESTS.deleteAlias, labels);
      await plane.deleteAlias(agentId, agentAliasId, call);
      return { agentId, agentAliasId, agentAliasStatus: 'DELETING' };
    },
  },
];

/** The labels of `path` when it is one of `template`, still percent-encoded; its last slash may be missing. */
export function matchPath(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = (path.endsWith('/') ? path : `${path}/`).split('/');
  if (wanted.length !== given.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith('{')) labels[part.slice(1, -1)] = value;
    else if (part !== value) return undefined;
  }
  return labels;
}
