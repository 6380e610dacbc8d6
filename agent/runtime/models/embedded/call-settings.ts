import { SEARCH_QUERY } from '../../knowledge-bases/search-tool.ts';
import type { Json, PromptSettings } from '../model.ts';
import { stemsIn } from './documents/passage-units.ts';
import { questionWords } from './documents/question-words.ts';
import { tokenize } from './text/tokens.ts';

type Input = Readonly<Record<string, Json>>;

/** A call's arguments with what the settings say of how calls are written; what the seller asked for goes before. */
export function callInSettings(operation: string, input: Input, settings: PromptSettings): Input {
  const { analysisType = 'standard', searchTerms } = settings;
  if (operation === 'analyzeOpportunity' && analysisType !== 'standard' && input.analysisType === undefined)
    return { ...input, analysisType };
  const query = input[SEARCH_QUERY];
  if (searchTerms !== undefined && typeof query === 'string')
    return { ...input, [SEARCH_QUERY]: shortened(query, searchTerms) };
  return input;
}

/** The words of a question that count most, in the order in which they were said. */
function shortened(query: string, most: number): string {
  const words = tokenize(query).filter(({ kind }) => kind === 'word' || kind === 'number');
  if (words.length <= most) return query;
  const weights = new Map(questionWords(query).map(({ word, weight }) => [word, weight]));
  const weighed = words.map(({ text, fold }, at) => ({
    text,
    at,
    weight: Math.max(0, ...[...stemsIn(fold)].map((stem) => weights.get(stem) ?? 0)),
  }));
  return weighed
    .toSorted((one, other) => other.weight - one.weight || one.at - other.at)
    .slice(0, most)
    .toSorted((one, other) => one.at - other.at)
    .map(({ text }) => text)
    .join(' ');
}
