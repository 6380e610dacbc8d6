import type { Judge, JudgeInput, Preference } from './judge.ts';

/**
 * Which of two answers a judge prefers, asked in both orders: a judge that prefers a place, and not an answer, comes to a
 * tie. Undefined when one of the two could not be read.
 */
export async function preferAnswer(
  judge: Pick<Judge, 'prefer'>,
  {
    question,
    evidence,
    base,
    candidate,
  }: Omit<JudgeInput, 'answer'> & { readonly base: string; readonly candidate: string },
  signal: AbortSignal,
): Promise<'base' | 'candidate' | 'tie' | undefined> {
  const [forward, backward] = await Promise.all([
    judge.prefer({ question, evidence, first: base, second: candidate }, signal),
    judge.prefer({ question, evidence, first: candidate, second: base }, signal),
  ]);
  if (forward === undefined || backward === undefined) return undefined;
  return forward === OPPOSITE[backward] ? NAMES[forward] : 'tie';
}

const OPPOSITE: Readonly<Record<Preference, Preference>> = { first: 'second', second: 'first', tie: 'tie' };
const NAMES = { first: 'base', second: 'candidate', tie: 'tie' } as const;
