import { z } from 'zod';
import { readFigures } from '#agent/grounding/read-figures.ts';
import { highestClass } from '#knowledge-base/data-class.ts';
import { topicsOf } from './next/topics.ts';
import type { TurnView } from './next/turn-view.ts';
import type { TurnRecord } from './turn-record.ts';
import {
  MOST_CUSTOMERS,
  MOST_FIGURES,
  MOST_SHOWN,
  MOST_TOPICS,
  type Shown,
  type ShownCustomer,
  type UserSession,
  type UserSessions,
} from './user-sessions.ts';
import { lookedUpClass } from './visibility.ts';

export interface NoteShownOptions {
  readonly userSessions: UserSessions;
  readonly onFailure?: (code: string, cause: unknown) => void;
  readonly request: { readonly text: string };
  readonly session: UserSession;
  readonly signal: AbortSignal;
}

/**
 * What the session has shown with this turn, latest first, noted for the turns after it. It is a help to
 * them: one that cannot be noted makes this turn no worse.
 */
export async function noteShown(record: TurnRecord, options: NoteShownOptions): Promise<Shown> {
  const { request, session, userSessions, signal, onFailure } = options;
  const shown: Shown = {
    dataClass: highestClass([session.dataClass, lookedUpClass(record), record.uncitedClass()]),
    artifactIds: latest(
      record.artifacts.map(({ id }) => id),
      session.artifactIds,
      MOST_SHOWN,
    ),
    topics: latest(topicsOf(record), session.topics, MOST_TOPICS),
    customers: [...customersOf(record), ...session.customers]
      .filter(isFirstOfName)
      .filter(({ name }) => !forgotten(record).includes(name))
      .slice(0, MOST_CUSTOMERS),
    figures: latest(
      readFigures(request.text).map(({ text }) => text),
      session.figures,
      MOST_FIGURES,
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

/** How long a turn that broke off may take to note what it has shown. */
const NOTE_TIMEOUT_MS = 2_000;

/** The same for a turn that broke off after it had looked something up: the agent remembers that, too. */
export async function noteBroken(
  record: TurnRecord,
  options: Omit<NoteShownOptions, 'signal'>,
): Promise<void> {
  if (lookedUpClass(record) === 'public' && record.uncitedClass() === 'public') return;
  const signal = AbortSignal.timeout(NOTE_TIMEOUT_MS);
  await noteShown(record, { ...options, signal }).catch((error: unknown) =>
    options.onFailure?.('session-store-unavailable', error),
  );
}

function shownIn({ dataClass, artifactIds, topics, customers, figures }: UserSession): Shown {
  return { dataClass, artifactIds, topics, customers, figures };
}

function latest(now: readonly string[], before: readonly string[], most: number): readonly string[] {
  return [...new Set([...now, ...before])].slice(0, most);
}

const analysed = z.object({
  type: z.literal('analysis'),
  analysisId: z.string(),
  whatIfOf: z.undefined().optional(),
  opportunity: z.object({ customerName: z.string() }),
});

/** Of what was analysed for good: a supposed opportunity is none of the session. */
function customersOf({ artifacts }: Pick<TurnView, 'artifacts'>): readonly ShownCustomer[] {
  return artifacts.flatMap((artifact) => {
    const { data } = analysed.safeParse(artifact);
    return data === undefined ? [] : [{ name: data.opportunity.customerName, analysisId: data.analysisId }];
  });
}

function isFirstOfName({ name }: ShownCustomer, index: number, all: readonly ShownCustomer[]): boolean {
  return all.findIndex((other) => other.name === name) === index;
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
