import type { Identity } from '#action-groups/kernel/identity.ts';
import type { AgentClient } from '#agent/client/agent-client.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import { checkTurn } from './check-turn.ts';
import { type ObservedTurn, runConversation } from './run-conversation.ts';
import { type EvalCase, isKnownGap, type Suite } from './suite.ts';

/** Who a case is asked by, as the seller directory knows them. */
export interface EvalSeller {
  readonly sellerId: string;
  readonly name: string;
  readonly scope: Identity['scope'];
}

export interface CaseResult {
  readonly suite: string;
  readonly id: string;
  /** `infra`: the agent could not be asked; that is no verdict on it. */
  readonly outcome: 'pass' | 'fail' | 'infra';
  readonly turns: readonly {
    readonly user: string;
    readonly faults: readonly string[];
    readonly observed: ObservedTurn;
  }[];
  readonly error?: string;
  /** Left out unless it is known that the case fails. */
  readonly isKnownGap?: true;
}

export interface RunOptions {
  readonly client: AgentClient;
  readonly artifacts: Pick<ArtifactStore, 'get'>;
  readonly sellers: readonly EvalSeller[];
  /** Keeps the sessions of this run apart from those of any other. */
  readonly runId: string;
  readonly signal: AbortSignal;
}

/** Holds the conversation of one case and checks each of its turns. */
export async function runCase(suite: Suite, item: EvalCase, options: RunOptions): Promise<CaseResult> {
  const named = { suite: suite.suite, id: item.id, ...(isKnownGap(item) && { isKnownGap: true as const }) };
  const seller = options.sellers.find(({ sellerId }) => sellerId === item.seller);
  if (seller === undefined)
    return { ...named, outcome: 'infra', turns: [], error: `there is no seller ${item.seller}` };
  const turns: CaseResult['turns'][number][] = [];
  try {
    const conversation = runConversation({
      client: options.client,
      artifacts: options.artifacts,
      identity: { sellerId: seller.sellerId, scope: seller.scope, today: suite.today },
      sellerName: seller.name,
      turns: item.turns.map(({ user }) => user),
      key: [options.runId, suite.suite, item.id],
      signal: options.signal,
    });
    let at = 0;
    for await (const observed of conversation) {
      const { user, expect } = item.turns[at] ?? { user: '', expect: {} };
      turns.push({ user, faults: checkTurn(expect, observed), observed });
      at += 1;
    }
  } catch (error) {
    options.signal.throwIfAborted();
    return { ...named, outcome: 'infra', turns, error: (error as Error).message };
  }
  return { ...named, outcome: turns.every(({ faults }) => faults.length === 0) ? 'pass' : 'fail', turns };
}
