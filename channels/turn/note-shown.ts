import { topicsOf } from './next/topics.ts';
import type { TurnView } from './next/turn-view.ts';
import type { TurnRecord } from './turn-record.ts';
import {
  MOST_CUSTOMERS,
  MOST_SHOWN,
  MOST_TOPICS,
  type Shown,
  type UserSession,
  type UserSessions,
} from './user-sessions.ts';

export interface NoteShownOptions {
  readonly userSessions: UserSessions;
  readonly onFailure?: (code: string, cause: unknown) => void;
  readonly session: UserSession;
  readonly signal: AbortSignal;
}

/**
 * What the session has shown with this turn, latest first, noted for the turns after it. It is a help to
 * them: one that cannot be noted makes this turn no worse.
 */
export async function noteShown(record: TurnRecord, options: NoteShownOptions): Promise<Shown> {
  const { session, userSessions, signal, onFailure } = options;
  const shown: Shown = {
    artifactIds: latest(
      record.artifacts.map(({ id }) => id),
      session.artifactIds,
      MOST_SHOWN,
    ),
    topics: latest(topicsOf(record), session.topics, MOST_TOPICS),
    customers: latest(customersOf(record), session.customers, MOST_CUSTOMERS).filter(
      (name) => !forgotten(record).includes(name),
    ),
  };
  if (JSON.stringify(shown) === JSON.stringify(shownIn(session))) return shown;
  try {
    await userSessions.noteShown({ sessionId: session.sessionId, ...shown }, { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    onFailure?.('session-store-unavailable', error);
  }
  return shown;
}

function shownIn({ artifactIds, topics, customers }: UserSession): Shown {
  return { artifactIds, topics, customers };
}

function latest(now: readonly string[], before: readonly string[], most: number): readonly string[] {
  return [...new Set([...now, ...before])].slice(0, most);
}

function customersOf({ artifacts }: Pick<TurnView, 'artifacts'>): readonly string[] {
  return artifacts.flatMap(({ type, opportunity }) => {
    const name =
      type === 'analysis' && typeof opportunity === 'object' && opportunity !== null
        ? (opportunity as { readonly customerName?: unknown }).customerName
        : undefined;
    return typeof name === 'string' ? [name] : [];
  });
}

/** Names that the seller had taken out of the session. */
function forgotten({ steps }: Pick<TurnView, 'steps'>): readonly string[] {
  return steps
    .filter(
      ({ operation, status, arguments: given }) =>
        operation === 'findOpportunity' && status === 'ok' && given.forget === 'true',
    )
    .map(({ arguments: given }) => given.name ?? '');
}
