import { type KnownValue, type KnownValues, knownValues } from './known-values.ts';
import { type Figure, readFigures } from './read-figures.ts';

export interface GroundingSources {
  /** What operations replied and what was stored: bodies of artifacts, replies, arguments. */
  readonly results: readonly { readonly name: string; readonly value: unknown }[];
  /** What the seller wrote: a figure may be theirs. */
  readonly message: string;
}

export interface CheckedFigure {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly kind: Figure['kind'];
  /** Where it was found; null when it stands nowhere in the sources. */
  readonly source: string | null;
}

/** Every number of an answer against what it may rest on; the same for a turn and for an eval. */
export interface Grounding {
  readonly figures: number;
  readonly unmatched: readonly CheckedFigure[];
}

/**
 * Finds each figure of `answer` in the sources, within the rounding that it shows. It is a check of where
 * numbers come from, not of what is said about them: a figure of one project named beside another passes.
 */
export function checkGrounding(answer: string, sources: GroundingSources): Grounding {
  const checked = groundFigures(answer, sources);
  return { figures: checked.length, unmatched: checked.filter(({ source }) => source === null) };
}

/** Each figure of an answer with where it was found. */
export function groundFigures(answer: string, sources: GroundingSources): readonly CheckedFigure[] {
  const figures = readFigures(answer);
  if (figures.length === 0) return [];
  const words = answer.toLowerCase();
  const known = knownValues(
    [...sources.results, { name: 'message', value: sources.message }],
    (name) => name !== '' && words.includes(name.toLowerCase()),
  );
  return figures.map((figure) => {
    const { text, start, end, kind } = figure;
    return { text, start, end, kind, source: sourceOf(figure, known, answer) };
  });
}

function sourceOf(figure: Figure, { values, texts }: KnownValues, answer: string): string | null {
  if (figure.kind === 'verbatim') return texts.some((text) => text.includes(figure.text)) ? 'text' : null;
  const found = values.find((known) => holds(figure, known));
  if (found !== undefined) return found.path;
  return figure.kind === 'count' ? restOf(figure, values, answer) : null;
}

/** A shown month stands for each of its days, a rounded amount for each that rounds to it. */
function holds(figure: Figure, known: KnownValue): boolean {
  return alike(figure.kind, known.kind) && figure.from - SLACK <= known.from && known.to <= figure.to + SLACK;
}

/** Sums of binary fractions end a hair beside what they are written as. */
const SLACK = 1e-9;

function alike(figure: Figure['kind'], known: KnownValue['kind']): boolean {
  if (figure === known) return true;
  if (known === 'any') return figure !== 'date' && figure !== 'verbatim';
  // `24 months, middle 7`: a number without its unit beside one that has it.
  return figure === 'count' && (known === 'months' || known === 'days');
}

/** `and 5 more` is what a list holds beyond what is shown. */
function restOf(figure: Figure, values: readonly KnownValue[], answer: string): string | null {
  if (!/^ (?:more|others?|further)\b/i.test(answer.slice(figure.end, figure.end + 9))) return null;
  const list = values.find(({ path, from }) => path.endsWith('(count)') && from > figure.from);
  return list === undefined ? null : `${list.path}, the rest`;
}
