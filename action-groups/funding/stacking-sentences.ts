import type { Program } from './program.ts';

/** True where two programs cannot be taken together, whichever file says so; or need opposites of one fact. */
export function areExclusive(one: Program, other: Program): boolean {
  const group = one.stacking.atMostOneOf;
  return (
    one.stacking.excludes.includes(other.id) ||
    other.stacking.excludes.includes(one.id) ||
    (group !== undefined && group === other.stacking.atMostOneOf) ||
    needOpposites(one, other)
  );
}

function needOpposites(one: Program, other: Program): boolean {
  return one.eligibility.some(
    ({ field, operator, value }) =>
      operator === 'is' &&
      other.eligibility.some(
        (rule) => rule.field === field && rule.operator === 'is' && rule.value !== value,
      ),
  );
}

/** How a program goes with the others, a sentence each. */
export function stackingSentences(program: Program, others: readonly Program[]): string[] {
  const named = (ids: readonly string[]) =>
    others.filter(({ id }) => ids.includes(id)).map(({ shortName }) => shortName);
  const exclusive = others
    .filter((other) => other.id !== program.id && areExclusive(program, other))
    .map(({ shortName }) => shortName);
  const { after, requires } = program.stacking;
  const { shortName } = program;
  return [
    ...(exclusive.length === 0
      ? []
      : [`${shortName} is not taken together with ${listed(exclusive, 'or')}.`]),
    ...(requires.length === 0
      ? []
      : [`${shortName} is only taken together with ${listed(named(requires), 'and')}.`]),
    ...(after.length === 0
      ? []
      : [`Where both are taken, ${listed(named(after), 'and')} comes before ${shortName}.`]),
  ];
}

function listed(names: readonly string[], last: 'and' | 'or'): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`;
}
