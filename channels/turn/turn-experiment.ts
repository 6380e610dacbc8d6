import type { AgentClient } from '#agent/client/agent-client.ts';
import type { Tier } from '#agent/definition/agent-definition.ts';
import type { Assignment } from '#agent/releases/online-experiment.ts';
import type { OnlineExperiments } from '#agent/releases/online-experiments.ts';
import type { UserSession } from './user-sessions.ts';

/** What a turn needs to answer by the variant of an experiment. */
export interface TurnExperiments {
  readonly assignments: OnlineExperiments;
  /** The agents behind an alias; undefined when there is none of that name. */
  readonly agentsOf: (alias: string) => Readonly<Record<Tier, AgentClient>> | undefined;
}

/** A turn that is part of an experiment. */
export interface TurnArm {
  readonly assignment: Assignment;
  readonly client: AgentClient;
  /** The first turn of a conversation that the experiment affects. */
  readonly isFirst: boolean;
}

/** As a session remembers it. */
export function armText({ experiment, variant }: Assignment): string {
  return `${experiment}/${variant}`;
}

/** Who takes part in what, at this moment. */
export async function currentAssignment(
  { experiments }: { readonly experiments?: TurnExperiments },
  user: { readonly sellerId: string; readonly tier: Tier },
  signal: AbortSignal,
): Promise<Assignment | undefined> {
  return experiments?.assignments.assignmentOf(user, { signal });
}

/**
 * Which agent answers this session: the variant's, when the session began with it and it is still the seller's. An
 * agent's memory is its own, so that a conversation that began otherwise goes on as it began; one whose experiment was
 * stopped goes back to the channel's own agent at once.
 */
export async function armOf(
  session: UserSession,
  assignment: Assignment | undefined,
  options: {
    /** The tier that the assignment was made for; a session keeps the one that it began with. */
    readonly assignedTier: Tier;
    readonly signal: AbortSignal;
    readonly agents: Readonly<Record<Tier, AgentClient>>;
    readonly experiments?: TurnExperiments;
    readonly onFailure?: (code: string, cause: unknown) => void;
  },
): Promise<TurnArm | undefined> {
  const own =
    session.tier === options.assignedTier
      ? assignment
      : await currentAssignment(options, { sellerId: session.sellerId, tier: session.tier }, options.signal);
  if (own === undefined || session.arm !== armText(own)) return undefined;
  const { alias } = own;
  const agents = alias === undefined ? options.agents : options.experiments?.agentsOf(alias);
  if (agents === undefined) {
    const cause = new TypeError(`${armText(own)}: there is no alias ${alias}`);
    options.onFailure?.('online experiment', cause);
    return undefined;
  }
  return {
    assignment: own,
    client: agents[session.tier],
    isFirst: session.createdAt === session.lastActivityAt,
  };
}

/** Reaches the action groups with the identity, and stands in the traces. */
export function armAttributes(arm: TurnArm | undefined): Readonly<Record<string, string>> {
  if (arm === undefined) return {};
  return { experiment: arm.assignment.experiment, experimentVariant: arm.assignment.variant };
}

/** What a line of the log begins with. */
export function logWhere(code: string, arm: TurnArm | undefined): string {
  if (arm === undefined) return code;
  return `${code} [experiment ${arm.assignment.experiment}, variant ${arm.assignment.variant}]`;
}
