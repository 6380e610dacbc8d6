import type { GuardrailAssessment } from './bedrock-guardrail-shapes.ts';

export type { GuardrailAssessment };

export interface GuardrailVerdict {
  /** `block`: the text may not pass, `text` is what is said in its place. `mask`: `text` is what may pass of it. */
  readonly action: 'pass' | 'mask' | 'block';
  readonly text: string;
  /** In the service's shapes; empty when nothing was found. What was found and let pass is in it too. */
  readonly assessments: readonly GuardrailAssessment[];
}

/** Masks a text that comes in pieces, whatever the pieces. */
export interface TextMask {
  /** What may be shown by now. */
  push(text: string): string;
  /** What was held back. */
  end(): string;
  /** Whether the rest of the text may not pass: what `end` gives says so, and no more is to be pushed. */
  readonly blocked: boolean;
}

/** Port: looks at a seller's message on the way in, and at an answer on the way out. */
export interface Guardrail {
  /** @throws {GuardrailError} when it cannot be asked: then nothing passes */
  apply(
    source: 'INPUT' | 'OUTPUT',
    text: string,
    options: { readonly signal: AbortSignal },
  ): Promise<GuardrailVerdict>;
  /** Only of a guardrail that can look at pieces; of another one an answer is held back until it is whole. */
  maskOutput?(): TextMask;
}

export class GuardrailError extends Error {
  override readonly name = 'GuardrailError';
  readonly code = 'guardrail-unavailable';
}
