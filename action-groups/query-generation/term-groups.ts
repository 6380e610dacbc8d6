import type { QueryTerm } from './search-terms.ts';

/** The terms by what they name, in their order: the names of one thing stand together, the best first. */
export function termGroups<Term extends Pick<QueryTerm, 'group' | 'weight'>>(
  terms: readonly Term[],
): readonly (readonly Term[])[] {
  const groups = new Map<string, Term[]>();
  for (const term of terms) groups.set(term.group, [...(groups.get(term.group) ?? []), term]);
  return [...groups.values()].map((group) => [...group].sort((a, b) => b.weight - a.weight));
}

/** Of each thing the best name that a project's words hold: what it scores by, once a thing. */
export function matchedTerms(searchText: string, terms: readonly QueryTerm[]): QueryTerm[] {
  return termGroups(terms).flatMap(
    (group) => group.find(({ needles }) => needles.every((needle) => searchText.includes(needle))) ?? [],
  );
}

/** What a project scores that has the best name of each thing. */
export function bestTermScore(terms: readonly Pick<QueryTerm, 'group' | 'weight'>[]): number {
  return termGroups(terms).reduce((sum, [best]) => sum + (best?.weight ?? 0), 0);
}
