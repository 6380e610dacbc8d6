import type { Encoded } from './encoder.ts';

/** Adds the cosines of an example with all rows before `end`, by lists of the rows that have each word. */
export function createCosines(rows: readonly Encoded[]) {
  const lists = new Map<number, { readonly places: number[]; readonly weights: number[] }>();
  for (const [place, { words, weights }] of rows.entries())
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at] as number;
      const list = lists.get(word) ?? { places: [], weights: [] };
      lists.set(word, list);
      list.places.push(place);
      list.weights.push(weights[at] as number);
    }
  return (example: Encoded, scores: Float64Array, end: number = scores.length) => {
    for (let at = 0; at < example.words.length; at += 1) {
      const list = lists.get(example.words[at] as number);
      if (list === undefined) continue;
      const weight = example.weights[at] as number;
      const { places, weights } = list;
      for (let index = 0; index < places.length; index += 1) {
        const place = places[index] as number;
        if (place >= end) break;
        scores[place] = (scores[place] as number) + weight * (weights[index] as number);
      }
    }
  };
}
