import type { TurnView } from './turn-view.ts';

/** `risks of <analysisId>`: a part of a result. */
export function partOf(part: string, id: string): string {
  return `${part} of ${id}`;
}

/** What the steps of a turn have shown. */
export function topicsOf({ steps }: Pick<TurnView, 'steps'>): readonly string[] {
  return steps.flatMap(({ operation, status, arguments: given }) => {
    if (status !== 'ok') return [];
    if (operation === 'getAnalysisSection' && given.analysisId !== undefined && given.section !== undefined)
      return [partOf(given.section, given.analysisId)];
    if (operation === 'analyzeOpportunity' && given.whatIfOf !== undefined)
      return [partOf('what-if', given.whatIfOf)];
    return [];
  });
}
