import type { Span } from '../text/tokens.ts';
import type { DateReading } from '../values/dates.ts';

/** The fields of an opportunity a message can state. */
export type FactField =
  | 'customerName'
  | 'description'
  | 'targetCloseDate'
  | 'country'
  | 'region'
  | 'opportunityName'
  | 'industry'
  | 'customerSegment'
  | 'opportunityType'
  | 'partnerName'
  | 'migrationPhase'
  | 'expectedAnnualUsd';

/** One value read from a message, and where it stands there. */
export interface Fact {
  readonly field: FactField;
  /** For an undecided date the day as written; `reading` has what it can mean. */
  readonly value: string | number;
  readonly span: Span;
  /** The words it was read from. */
  readonly text: string;
  readonly by: 'label' | 'prose';
  readonly reading?: DateReading;
  /** How it was read, when that was not plain from the words. */
  readonly note?: string;
  /** With a customer's name, always: how surely it is one. */
  readonly surety?: Surety;
}

/**
 * `explicit`: the words say that it is the customer (`Customer: Acme`, `the customer is Acme`); `tied`: a
 * name's shape with a verb or cue beside it (`Acme wants …`, `working with Acme`); `guessed`: by its place
 * in the message alone.
 */
export type Surety = 'explicit' | 'tied' | 'guessed';

/** Something in a message that cannot be used as it stands. */
export interface Problem {
  readonly code:
    | 'impossible-date'
    | 'unreadable'
    | 'contradiction'
    /** A place whose name several countries have: the name, then the countries. */
    | 'ambiguous-place'
    /** Several deals in one message; the texts are their customers. */
    | 'several-deals'
    | 'negative-amount'
    | 'other-currency'
    | 'other-language';
  readonly field: FactField;
  /** The words as written; for a contradiction, each of them. */
  readonly texts: readonly string[];
  readonly span: Span;
}

/** Whether a fact says something besides the wish and what it is called. */
export function isStated({ field }: Pick<Fact, 'field'>): boolean {
  return field !== 'description' && field !== 'opportunityName';
}

/** Tokens from `from` up to but not including `to`. */
export interface TokenRange {
  readonly from: number;
  readonly to: number;
}

export function inside(range: TokenRange, ranges: readonly TokenRange[]): boolean {
  return ranges.some((outer) => outer.from <= range.from && range.to <= outer.to);
}

export function touches(range: TokenRange, ranges: readonly TokenRange[]): boolean {
  return ranges.some((other) => other.from < range.to && range.from < other.to);
}
