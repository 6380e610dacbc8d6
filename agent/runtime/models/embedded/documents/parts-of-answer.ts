import { wordIn } from './alike-words.ts';
import type { Support } from './choose-passages.ts';
import { stemsIn } from './passage-units.ts';
import { questionWords } from './question-words.ts';

const MOST_PARTS = 2;
/** How much less a second part may be rated. */
const NEAR = 2.5;
const LEAST_ADDED = 0.8;

/**
 * What is told, in the order of how well it answers: the best section, and another one where it is nearly as good and
 * has words of the question that the first lacks.
 */
export function partsOfAnswer(question: string, ranked: readonly Support[]): readonly Support[] {
  const [best, ...others] = ranked;
  if (best === undefined) return [];
  const words = questionWords(question);
  const told = stemsOf(best);
  const adds = (support: Support) => {
    const own = stemsOf(support);
    return words.reduce(
      (sum, { word, weight }) => sum + weight * Math.max(0, wordIn(own, word) - wordIn(told, word)),
      0,
    );
  };
  const more = others.filter(
    (support) =>
      support.passage.expired === undefined &&
      best.passage.expired === undefined &&
      best.rating - support.rating <= NEAR &&
      adds(support) >= LEAST_ADDED,
  );
  return [best, ...more.slice(0, MOST_PARTS - 1)];
}

function stemsOf({ passage, heading, units }: Support): ReadonlySet<string> {
  return new Set([
    ...stemsIn(`${passage.title ?? ''} ${heading}`),
    ...units.flatMap(({ stems }) => [...stems]),
  ]);
}
