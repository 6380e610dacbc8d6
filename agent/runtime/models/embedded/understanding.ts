import type { Fact, FactField, Problem } from './facts/fact.ts';
import type { Span, Token } from './text/tokens.ts';
import type { DateMention } from './values/dates.ts';
import type { MoneyMention } from './values/money.ts';
import type { PlaceMention } from './values/places.ts';

/** What a message says of an opportunity, each value with where it stands. */
export interface Understanding {
  readonly source: string;
  readonly tokens: readonly Token[];
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  /** Where several deals are described, each by itself; empty for one. Their facts are not mixed. */
  readonly deals: readonly Understanding[];
  /** The surest way in which a customer is named, for telling a new opportunity from a correction. */
  readonly customerScore: number;
  /** True when what the customer wants was stated: by a label, or after a verb of wanting. */
  readonly statesWish: boolean;
  readonly mentions: {
    readonly dates: readonly DateMention[];
    readonly places: readonly PlaceMention[];
    readonly money: readonly MoneyMention[];
    /** Amounts with a size and no currency, where one is expected of a deal that is talked about: `say 700k`. */
    readonly bare: readonly MoneyMention[];
    /** Values that are named to be taken back: `not Germany but Austria`. */
    readonly takenBack: readonly TakenBack[];
  };
}

/** A value that a message names to take it back. */
export interface TakenBack {
  readonly field: FactField;
  readonly value: string;
  readonly span: Span;
}
