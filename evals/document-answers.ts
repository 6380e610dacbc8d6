import { type Conversation, type ObservedTurn, runConversation } from './run-conversation.ts';

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

/** Asks each question in a session of its own. @throws {AgentError} when a turn breaks. */
export async function* answerQuestions(
  questions: readonly JudgedQuestion[],
  options: Omit<Conversation, 'turns' | 'key'> & { readonly runId: string },
): AsyncGenerator<DocumentAnswer> {
  const { runId, ...conversation } = options;
  for (const question of questions) {
    const held = runConversation({ ...conversation, turns: [question.text], key: [runId, question.id] });
    for await (const turn of held) yield judgeAnswer(question, turn);
  }
}

/** What a turn made of a question. */
export function judgeAnswer(
  { id, text, judgements }: JudgedQuestion,
  { answer, citations, steps }: Pick<ObservedTurn, 'answer' | 'citations' | 'steps'>,
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
