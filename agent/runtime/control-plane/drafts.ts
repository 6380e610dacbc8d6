import type { AgentSnapshot } from '../../definition/agent-snapshot.ts';
import { type AgentRecord, agentStatus, type DraftChanges } from './agent-record.ts';
import { wrongState } from './control-plane-error.ts';
import type { Edit, EditContext } from './edit.ts';

/** The repository's definition with what UpdateAgent changed. An instruction that no prompt file holds names none. */
export function applyChanges(repository: AgentSnapshot, changes: DraftChanges): AgentSnapshot {
  return {
    ...repository,
    agentName: changes.agentName ?? repository.agentName,
    instruction: changes.instruction ?? repository.instruction,
    prompts: changes.instruction === undefined ? repository.prompts : [],
    modelId: changes.modelId ?? repository.modelId,
    idleSessionTtlSeconds: changes.idleSessionTtlSeconds ?? repository.idleSessionTtlSeconds,
  };
}

/**
 * Replaces what the working draft changes. What is left out, or is as the repository has it, follows the
 * repository again. It takes effect with PrepareAgent.
 */
export function updateDraft(record: AgentRecord, changes: DraftChanges, context: EditContext): Edit {
  const status = agentStatus(record, context.now);
  if (status !== 'PREPARED' && status !== 'NOT_PREPARED') throw wrongState('Update', 'Agent', status);
  const { repository, now, until } = context;
  const own: Partial<Record<keyof DraftChanges, unknown>> = { ...repository() };
  const draft = Object.fromEntries(
    Object.entries(changes).filter(
      ([name, value]) => value !== undefined && own[name as keyof DraftChanges] !== value,
    ),
  );
  return {
    record: { ...record, draft, updatedAt: now.toISOString(), settling: { status: 'UPDATING', until } },
  };
}

/** Makes DRAFT what the working draft is. No version comes of it. */
export function prepareDraft(record: AgentRecord, { now, until }: EditContext): Edit {
  const status = agentStatus(record, now);
  if (status !== 'PREPARED' && status !== 'NOT_PREPARED') throw wrongState('Prepare', 'Agent', status);
  const preparedAt = now.toISOString();
  return {
    record: {
      ...record,
      prepared: record.draft,
      preparedAt,
      updatedAt: preparedAt,
      settling: { status: 'PREPARING', until },
    },
  };
}
