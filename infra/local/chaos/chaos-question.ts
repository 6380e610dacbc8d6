/** Words by which a question and its answer are known, nothing else in a run has them. */
const MARKER = /deal-[a-z]+/g;

/** The n-th marker: letters only, so that no figure of it is looked for in results. */
export function markerOf(index: number): string {
  let rest = index;
  let letters = '';
  do {
    letters = String.fromCharCode(97 + (rest % 26)) + letters;
    rest = Math.floor(rest / 26);
  } while (rest > 0);
  return `deal-${letters.padStart(4, 'a')}`;
}

/** Every marker in a text, each once. */
export function markersIn(text: string): readonly string[] {
  return [...new Set(text.match(MARKER) ?? [])];
}

export const beginningOf = (marker: string): string => `About ${marker}, as you asked.`;
export const endingOf = (marker: string): string => `That is all about ${marker}.`;

/** Whose answer is shown to the asker alone. */
export const CONFIDENTIAL = 'confidential';

/** The lines of an answer; the last one is in no other. */
export function answerLines(marker: string, isConfidential: boolean): readonly string[] {
  return [
    beginningOf(marker),
    isConfidential ? `This is ${CONFIDENTIAL}.` : 'This is for everybody here.',
    ...['The plan is sound.', 'The team is ready.', 'The customer agrees.'].map(
      (words) => `${words} It is ${marker} that this is about.`,
    ),
    endingOf(marker),
  ];
}
