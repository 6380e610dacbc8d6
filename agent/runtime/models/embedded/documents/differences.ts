import { stem } from '../intents/stem.ts';
import type { Support } from './choose-passages.ts';
import type { Unit } from './passage-units.ts';

/** Two statements about the same with other figures. */
export interface Difference {
  readonly one: { readonly support: Support; readonly unit: Unit };
  readonly other: { readonly support: Support; readonly unit: Unit };
}

const FEWEST_SHARED = 3;
const LEAST_ALIKE = 0.6;

/** Where documents of the best ones say different figures of the same thing; null where none do. */
export function differenceIn(found: readonly Support[]): Difference | null {
  const [first, ...others] = found;
  if (first === undefined) return null;
  for (const support of others) {
    const [own, other] = [first.passage.metadata, support.passage.metadata];
    // Two programs have each its own figures.
    if (own.document_id === other.document_id || own.program !== other.program) continue;
    for (const unit of first.units)
      for (const other of support.units)
        if (differ(unit, other)) return { one: { support: first, unit }, other: { support, unit: other } };
  }
  return null;
}

function differ(one: Unit, other: Unit): boolean {
  const figures = figuresOf(one.text);
  const others = figuresOf(other.text);
  if (figures.length === 0 || others.length === 0 || figures.some((figure) => others.includes(figure)))
    return false;
  const words = [...one.stems].filter((word) => !/^\d/.test(word));
  const shared = words.filter((word) => other.stems.has(stem(word)) || other.stems.has(word));
  const fewest = Math.min(words.length, [...other.stems].filter((word) => !/^\d/.test(word)).length);
  return shared.length >= FEWEST_SHARED && shared.length / Math.max(1, fewest) >= LEAST_ALIKE;
}

/** Amounts and shares as written: `USD 25,000`, `25 %`, `$400k`. */
function figuresOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:USD|\$|€)\s?[\d.,]+\s?[kKmM]?|[\d.,]+\s?(?:%|percent)/g)].map(([figure]) =>
    figure.replace(/\s/g, '').replace(/[.,]$/, ''),
  );
}
