import type { Guardrail } from '../guardrail/guardrail.ts';
import type { RuntimeEvent } from './bedrock-runtime-event.ts';
import { RuntimeError } from './runtime-error.ts';
import type { TraceWriter } from './trace-writer.ts';

/** What a guardrail lets through of a message. */
export interface GuardedInput {
  readonly text: string;
  /** The message was stopped: `text` is what is said instead, and no model is asked. */
  readonly isBlocked: boolean;
}

/**
 * Shows the seller's message to the guardrail, and what it found to the trace.
 * @throws {RuntimeError} `DependencyFailedException` when it cannot be asked: nothing passes unseen
 */
export async function* guardInput(
  guardrail: Guardrail | undefined,
  text: string,
  { traces, signal }: { readonly traces: TraceWriter; readonly signal: AbortSignal },
): AsyncGenerator<RuntimeEvent, GuardedInput> {
  if (guardrail === undefined || text === '') return { text, isBlocked: false };
  const verdict = await asked(() => guardrail.apply('INPUT', text, { signal }), signal);
  const isBlocked = verdict.action === 'block';
  if (verdict.assessments.length > 0)
    yield* traces.guardrail(verdict.action === 'pass' ? 'NONE' : 'INTERVENED', {
      inputAssessments: verdict.assessments,
    });
  return { text: verdict.text, isBlocked };
}

/** @throws {RuntimeError} as `guardInput` */
export async function asked<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    signal.throwIfAborted();
    throw new RuntimeError('DependencyFailedException', 'the guardrail cannot be asked', { cause });
  }
}
