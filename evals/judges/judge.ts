/** What a judge is given of a turn. */
export interface JudgeInput {
  /** What the seller wrote, with the turns before it. */
  readonly question: string;
  readonly answer: string;
  /** The results behind the answer, as JSON. */
  readonly evidence: string;
}

/** Port: somebody who scores an answer by a rubric. */
export interface Judge {
  /** Whose judgements these are: calibrations are of one model. */
  readonly modelId: string;
  /** A vote from 0 to 1; undefined when what came back is no vote. @throws {ModelError} */
  score(rubric: string, input: JudgeInput, signal: AbortSignal): Promise<number | undefined>;
  /** Which of two answers serves better; undefined when what came back names none. @throws {ModelError} */
  prefer(
    input: Omit<JudgeInput, 'answer'> & { readonly first: string; readonly second: string },
    signal: AbortSignal,
  ): Promise<Preference | undefined>;
}

export type Preference = 'first' | 'second' | 'tie';

/** `helpful@1` → the prompt `judges/helpful`, version 1. */
export function rubricPrompt(rubric: string): { readonly id: string; readonly version: number } {
  const [name = '', version = ''] = rubric.split('@');
  return { id: `judges/${name}`, version: Number(version) };
}
