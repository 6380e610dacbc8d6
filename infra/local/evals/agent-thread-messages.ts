import type { AgentEvent, AgentRequest } from '#agent/client/agent-client.ts';
import type { Fault } from '#evals/cases/suite.ts';
import type { Artifact, Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { Variant } from '#prompts/experiment.ts';

/** What a thread is started with: its agent is the same as the one beside it. */
export interface AgentThreadData {
  readonly athena: string;
  readonly dynamodb: string;
  readonly dataDir: string;
  readonly sellersFile: string;
  readonly variant: Variant;
}

export type ToAgentThread =
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly request: Omit<AgentRequest, 'signal'>;
      readonly fault: Fault | undefined;
    }
  | { readonly type: 'read'; readonly id: number; readonly artifactId: string; readonly scope: Scope }
  | { readonly type: 'abort'; readonly id: number }
  | { readonly type: 'close' };

export type FromAgentThread =
  | { readonly type: 'ready' }
  | { readonly type: 'event'; readonly id: number; readonly event: AgentEvent }
  | { readonly type: 'artifact'; readonly id: number; readonly artifact: Artifact }
  | { readonly type: 'end'; readonly id: number }
  | { readonly type: 'broken'; readonly id: number; readonly code: string; readonly message: string }
  | { readonly type: 'failure'; readonly where: string; readonly message: string };
