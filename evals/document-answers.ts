import { createHash } from 'node:crypto';
import type { AgentClient } from '#agent/client/agent-client.ts';
import { requestOf } from './runner/hold-case.ts';
import { observeTurn } from './runner/observe-turn.ts';
import type { ObservedStep, ObservedTurn } from './runner/run-record.ts';
import type { EvalSeller } from './runner/target.ts';

/** A question with the documents that answer it. */
export interface JudgedQuestion {
  readonly id: string;
  readonly text: string;
  /** By document, or by `document#section`: 2 answers, 1 helps, 0 does not. */
  readonly judgements: ReadonlyMap<string, number>;
}

/**
 * What became of a question: the first citation is of a document that answers or helps, or of another; the documents
 * were searched and nothing was cited; they were not searched at all.
 */
export type AnswerOutcome = 'relevant' | 'irrelevant' | 'abstained' | 'elsewhere';

export interface DocumentAnswer {
  readonly id: string;
  readonly text: string;
  readonly outcome: AnswerOutcome;
  /** The first document that is cited; absent where none is. */
  readonly documentId?: string;
  readonly answer: string;
}

export interface AnswerQuestionsOptions {
  readonly client: AgentClient;
  readonly seller: EvalSeller;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly runId: string;
  readonly signal: AbortSignal;
}

/** Asks each question in a session of its own. @throws {AgentError} when a turn breaks. */
export async function* answerQuestions(
  questions: readonly JudgedQuestion[],
  { client, seller, today, runId, signal }: AnswerQuestionsOptions,
): AsyncGenerator<DocumentAnswer> {
  const { sellerId, name: sellerName, scope } = seller;
  for (const question of questions) {
    const sessionId = createHash('sha256')
      .update(JSON.stringify([runId, question.id]))
      .digest('hex');
    const session = { name: 'main', sessionId, sellerId, sellerName, scope };
    const events = client.ask(requestOf({ user: question.text }, session, today, signal));
    const known = new Set<string>();
    const elapsedMs = () => performance.now();
    yield judgeAnswer(
      question,
      await observeTurn(events, { artifacts: undefined, scope, known, elapsedMs, signal }),
    );
  }
}

/** What a turn made of a question. */
export function judgeAnswer(
  { id, text, judgements }: JudgedQuestion,
  {
    answer,
    citations,
    steps,
  }: Pick<ObservedTurn, 'answer' | 'citations'> & {
    readonly steps: readonly Pick<ObservedStep, 'operation'>[];
  },
): DocumentAnswer {
  const [first] = citations;
  if (first === undefined) {
    const isSearched = steps.some(({ operation }) => operation === 'Retrieve');
    return { id, text, answer, outcome: isSearched ? 'abstained' : 'elsewhere' };
  }
  const documentId = documentOf(first.source);
  const isRelevant = [...judgements].some(
    ([judged, score]) => score > 0 && judged.split('#')[0] === documentId,
  );
  return { id, text, answer, documentId, outcome: isRelevant ? 'relevant' : 'irrelevant' };
}

/** `s3://bucket/documents/program-map/what-it-pays.md` is of `program-map`. */
function documentOf(uri: string): string {
  return uri.split('/').at(-2) ?? uri;
}

/** How many of each outcome. */
export function countOutcomes(answers: readonly DocumentAnswer[]): Readonly<Record<AnswerOutcome, number>> {
  const count = (wanted: AnswerOutcome) => answers.filter(({ outcome }) => outcome === wanted).length;
  return {
    relevant: count('relevant'),
    irrelevant: count('irrelevant'),
    abstained: count('abstained'),
    elsewhere: count('elsewhere'),
  };
}
