import type { InsightPart } from '../insight/reading.ts';
import type { Token } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';

/** What can be asked for beside an analysis of an opportunity. */
export type RequestKind = 'funding' | 'return' | 'follow-on' | 'roadmap' | 'document';

export type Given = Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>;

/** What is asked for, with all that the words say of it. */
export interface Request {
  readonly kind: RequestKind;
  /** Arguments of the operation, but for what says whom it is about. */
  readonly given: Given;
  /** What of the result is asked for; null for the whole. */
  readonly aspect: string | null;
  /** A return that counts the money of the funding plan. */
  readonly withFunding: boolean;
  /** How words were read where they leave a choice, and what could not be used. */
  readonly notes: readonly string[];
  /** The amounts that were said last, by their arguments: `make that 80k` changes one of them. */
  readonly latest?: readonly string[];
  /** Of a search: only what stands in this document is told. */
  readonly documentId?: string;
}

/** What the words of a message give of a request's arguments. */
export interface RequestReading {
  readonly given: Given;
  /** Arguments that are taken back: `without funding`. */
  readonly dropped: readonly string[];
  readonly withFunding: boolean;
  readonly notes: readonly string[];
  readonly parts: readonly InsightPart[];
}

export const NOTHING_GIVEN: RequestReading = {
  given: {},
  dropped: [],
  withFunding: false,
  notes: [],
  parts: [],
};

/** The amounts that the words gave; nothing when they gave none. */
export function latestAmounts({ parts }: RequestReading): Pick<Request, 'latest'> {
  const latest = parts.map(({ field }) => field).filter((field) => field.endsWith('Usd'));
  return latest.length === 0 ? {} : { latest };
}

/** What a reader knows of the place a message stands in. */
export interface RequestPlace {
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly dateOrder: 'month-first' | 'day-first';
  /** The request that is talked about, when it is of the reader's kind. */
  readonly before: Request | null;
}

/** How one kind of request is read; each has its folder. */
export interface RequestReader {
  readonly kind: RequestKind;
  readonly operation: string;
  /** The words that ask for it by themselves: what of it, how surely, and where; null when none do. */
  opens(understanding: Understanding): RequestCue | null;
  /** Words that ask for a part of it while it is talked about. */
  asksPart(understanding: Understanding): RequestCue | null;
  read(understanding: Understanding, place: RequestPlace): RequestReading;
  /** What a description of the deal says that this kind asks for; left out when it asks for nothing of it. */
  told?(tokens: readonly Token[]): Given;
  /** The arguments for a next call, from those of the last and what was said. */
  change(before: Given, reading: RequestReading): Given;
}

export interface RequestCue {
  readonly aspect: string | null;
  readonly score: number;
  /** Index of a word among the words. */
  readonly at: number;
}

/** Decides alone, in any message. */
export const SURE_CUE = 3;
