import {
  type AgentEvent,
  type Citation,
  KNOWLEDGE_BASE,
  type Understood,
} from '#agent/client/agent-client.ts';
import type { Grounding } from '#agent/grounding/check-grounding.ts';
import { type DataClass, highestClass, readDataClass } from '#knowledge-base/data-class.ts';
import type { TurnView } from './next/turn-view.ts';
import type { TurnArtifact, TurnOutcome, TurnResult, TurnStep, TurnUsage } from './turn-result.ts';
import type { Shown } from './user-sessions.ts';
import { dataClassOf } from './visibility.ts';

/** Why a turn could not end in an answer. `detail` names the field and the value for the person who asked. */
export class TurnFailure extends Error {
  override readonly name = 'TurnFailure';
  readonly code: string;
  readonly detail: string | undefined;
  constructor(code: string, options: ErrorOptions & { detail?: string } = {}) {
    super(code, options);
    this.code = code;
    this.detail = options.detail;
  }
}

type StepEnded = Extract<AgentEvent, { type: 'step'; phase: 'ended' }>;

/** What a running turn has gathered; its result is computed at the end. */
export class TurnRecord {
  sessionId = '';
  answer = '';
  outcome: TurnOutcome | undefined;
  readonly steps: TurnStep[] = [];
  readonly citations: Citation[] = [];
  readonly artifacts: TurnArtifact[] = [];
  understood: Understood | undefined;
  usage: TurnUsage | null = null;
  /** What operations replied, for finding the figures of the answer again. */
  readonly replies: { readonly name: string; readonly value: unknown }[] = [];
  grounding: Grounding = { figures: 0, unmatched: [] };
  shown: Shown = { artifactIds: [], topics: [], customers: [], figures: [], dataClass: 'public' };
  #failure: TurnFailure | undefined;
  readonly #found: DataClass[] = [];

  /**
   * A turn whose last operation failed has failed, whatever words the model found for it. A search of the documents
   * that failed has not: the model can say that it could not look.
   */
  endStep(event: StepEnded, status: 'ok' | 'rejected' | 'failed'): void {
    const { actionGroup, operation, code, ms } = event;
    this.steps.push({ actionGroup, operation, arguments: event.arguments, status: code, ms });
    this.replies.push(
      { name: operation, value: event.reply },
      { name: `${operation} arguments`, value: event.arguments },
    );
    if (actionGroup === KNOWLEDGE_BASE) this.#found.push(...passageClasses(event.reply));
    else this.#failure = status === 'failed' ? new TurnFailure(code) : undefined;
  }

  /** The class of passages that were found where the words cite none: they may rest on any. */
  uncitedClass(): DataClass {
    return this.citations.length > 0 ? 'public' : highestClass(this.#found);
  }

  fail(failure: TurnFailure): void {
    this.#failure = failure;
  }

  /** What decides what may be asked next. */
  view(today: string): TurnView {
    const { artifacts, outcome, replies, shown, steps, understood } = this;
    const { asks = [], problems = [] } = understood ?? {};
    return { artifacts, outcome, replies, shown, steps, asks, problems, today };
  }

  /** Where the words stand once blanks before the answer are taken off. */
  #citationsInAnswer(): readonly Citation[] {
    const shift = this.answer.length - this.answer.trimStart().length;
    return this.citations.map((citation) => {
      const { span, ...rest } = citation;
      if (span === undefined || shift === 0) return citation;
      const start = span.start - shift;
      return start < 0 ? rest : { ...rest, span: { start, end: span.end - shift } };
    });
  }

  result(nextQuestions: readonly string[], word: (code: string, detail?: string) => string): TurnResult {
    const { sessionId, steps, artifacts, usage, grounding } = this;
    const citations = this.#citationsInAnswer();
    const failure =
      this.#failure ?? (this.outcome === undefined ? new TurnFailure('agent-incomplete') : undefined);
    const { facts = [], problems = [] } = this.understood ?? {};
    const understood = { understood: facts, ...(problems.length > 0 ? { notUnderstood: problems } : {}) };
    const evidence = { steps, citations, artifacts, ...(failure === undefined ? {} : { error: failure }) };
    const dataClass = highestClass([this.shown.dataClass, this.uncitedClass(), dataClassOf(evidence)]);
    const shared = { sessionId, steps, citations, artifacts, usage, grounding, dataClass, ...understood };
    if (failure === undefined) {
      return { ...shared, outcome: this.outcome ?? 'failed', answer: this.answer.trim(), nextQuestions };
    }
    const message = word(failure.code, failure.detail);
    const answer = this.answer.trim() === '' ? message : this.answer.trim();
    return {
      ...shared,
      outcome: 'failed',
      answer,
      nextQuestions: [],
      error: { code: failure.code, message },
    };
  }
}

/** Of the passages in a search's reply. */
function passageClasses(reply: unknown): readonly DataClass[] {
  const passages: unknown = typeof reply === 'object' && reply !== null ? Reflect.get(reply, 'passages') : [];
  return (Array.isArray(passages) ? passages : []).map((passage: unknown) =>
    readDataClass(
      typeof passage === 'object' && passage !== null ? Reflect.get(passage, 'dataClass') : undefined,
    ),
  );
}
