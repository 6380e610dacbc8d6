import { checkGrounding, type Grounding } from '#agent/grounding/check-grounding.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import type { Seller } from './seller-directory.ts';
import type { TurnRecord } from './turn-record.ts';
import type { UserSession } from './user-sessions.ts';

export interface GroundAnswerOptions {
  readonly artifacts: ArtifactStore;
  readonly request: { readonly text: string };
  readonly seller: Seller;
  readonly session: UserSession;
  readonly signal: AbortSignal;
}

/**
 * Finds the figures of an answer in what the turn's operations replied and stored, in the passages that it
 * retrieved and cites, and where that does not
 * hold them in what the session has shown before: a list of its opportunities rests on earlier results.
 */
export async function groundAnswer(record: TurnRecord, options: GroundAnswerOptions): Promise<Grounding> {
  const { session, request } = options;
  const made = record.artifacts.map(({ type, id, ...value }) => ({ name: type, id, value }));
  const understood = { name: 'understood', value: record.understood };
  const message = [request.text, ...session.figures].join('\n');
  const cited = record.citations.map(({ passage, title, date, expired }) => ({
    name: 'cited passage',
    value: { passage, title, date, expired },
  }));
  const sources = { results: [...made, ...record.replies, ...cited, understood], message };
  const answer = record.answer.trim();
  const grounding = checkGrounding(answer, sources);
  const before = session.artifactIds.filter((id) => !made.some((artifact) => artifact.id === id));
  if (grounding.unmatched.length === 0 || before.length === 0) return grounding;
  const shown = await Promise.all(before.map((id) => load(id, options)));
  return checkGrounding(answer, { ...sources, results: [...sources.results, ...shown.flat()] });
}

/** A result that is gone, or that the seller may not see any more, supports nothing. */
async function load(id: string, { artifacts, seller, signal }: GroundAnswerOptions) {
  try {
    const { type, body } = await artifacts.get(id, seller.scope, { signal });
    return [{ name: type, value: body }];
  } catch (error) {
    if (signal.aborted) throw error;
    return [];
  }
}
