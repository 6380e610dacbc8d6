import type { FactField } from '../facts/fact.ts';
import { isName, nameRun, technologyAt } from '../facts/name-run.ts';
import { sliceSource, spanOf } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';

/** `Initech instead`, `it's for Umbrella Corp`: beside a name only words that put it in another's place. */
export function readReplacement({ tokens, source, mentions }: Understanding): string | null {
  const from = tokens.findIndex(
    (token, at) =>
      token.kind === 'word' &&
      /^\p{Lu}/u.test(token.text) &&
      !REPLACING.has(token.fold) &&
      technologyAt(tokens, at) === null,
  );
  const run = from < 0 ? null : nameRun(tokens, from, tokens.length, () => false);
  if (run === null || !isName(tokens, run)) return null;
  const { start, end } = spanOf(tokens, run.from, run.to);
  if (
    [...mentions.dates, ...mentions.places, ...mentions.takenBack].some(
      ({ span }) => span.start < end && start < span.end,
    )
  )
    return null;
  const rest = tokens.filter((token, at) => (at < run.from || at >= run.to) && token.kind !== 'mark');
  const puts = rest.some(({ fold }) =>
    /^(?:instead|for|no|not|actually|sorry|rather|customer|client|meant|mean)$/.test(fold),
  );
  return puts && rest.every(({ fold }) => REPLACING.has(fold)) ? sliceSource(source, { start, end }) : null;
}

const REPLACING: ReadonlySet<string> = new Set(
  'instead for no nope not it its is was the this that deal customer client account actually sorry i we meant mean to say rather should be make use change oops wait please now named called of a'.split(
    ' ',
  ),
);

/** Fields that a deal may lack, by what they are called. */
const OPTIONAL_FIELDS: Readonly<Record<string, FactField>> = {
  partner: 'partnerName',
  industry: 'industry',
  sector: 'industry',
  vertical: 'industry',
  segment: 'customerSegment',
  size: 'customerSegment',
  amount: 'expectedAnnualUsd',
  budget: 'expectedAnnualUsd',
  arr: 'expectedAnnualUsd',
  value: 'expectedAnnualUsd',
  phase: 'migrationPhase',
  type: 'opportunityType',
};
const DROPS = /^(?:drop|remove|forget|ignore|delete|clear|no|without|skip|leave|scrap)$/;

/** Fields that the message empties: `drop the partner`, `it's not an enterprise` of what is known as one. */
export function readEmptied(
  { tokens, facts, mentions }: Understanding,
  known: (field: FactField) => string | number | undefined,
): readonly FactField[] {
  if (tokens.length > LONGEST_EMPTYING) return [];
  const drops = tokens.findIndex(({ fold }) => DROPS.test(fold));
  const words = drops < 0 ? [] : tokens.slice(drops + 1).map(({ fold }) => fold);
  const named = words.flatMap((fold) => OPTIONAL_FIELDS[fold] ?? []);
  const plain = words.every((fold) => OPTIONAL_FIELDS[fold] !== undefined || EMPTYING.has(fold));
  const negated = mentions.takenBack
    .filter(({ field, value }) => known(field) === value && !NEEDED_PLACES.has(field))
    .map(({ field }) => field);
  return [...new Set([...(plain ? named : []), ...negated])].filter(
    (field) => known(field) !== undefined && !facts.some((fact) => fact.field === field),
  );
}

const LONGEST_EMPTYING = 10;
const NEEDED_PLACES: ReadonlySet<FactField> = new Set<FactField>(['country', 'region']);
const EMPTYING: ReadonlySet<string> = new Set(
  'the a any please for now again out from it deal name expected . ! ,'.split(' '),
);
