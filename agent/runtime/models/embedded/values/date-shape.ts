import type { DateUnit, Edge, Holiday } from './date-words.ts';

/** How a date is written, before anything is known of today or of the reader's country. */
export type DateShape =
  | {
      readonly shape: 'day';
      readonly year?: number | undefined;
      readonly month: number;
      readonly day: number;
    }
  | {
      readonly shape: 'numeric';
      readonly first: number;
      readonly second: number;
      readonly year?: number | undefined;
    }
  | { readonly shape: 'week'; readonly week: number; readonly year?: number | undefined }
  | {
      readonly shape: 'period';
      readonly unit: 'month' | 'quarter' | 'half' | 'year';
      /** 1-based within the year. */
      readonly index: number;
      readonly year?: number | undefined;
      readonly edge?: Edge | undefined;
    }
  | {
      readonly shape: 'around';
      readonly unit: DateUnit;
      readonly shift: number;
      readonly edge?: Edge | undefined;
    }
  | {
      /** A quarter or half (`months` long, `index` from 1) of this year or the next. */
      readonly shape: 'part-of-year';
      readonly months: number;
      readonly index: number;
      readonly shift: number;
    }
  | ({
      /** A part of a month, which is named, or counted from this one by `shift`. */
      readonly shape: 'in-month';
      readonly part: 'week' | 'half' | 'weekday' | 'day' | 'date';
      readonly nth: Nth;
      /** 1 for Monday, with `weekday`. */
      readonly weekday?: number;
      /** Of the month, with `date`. */
      readonly day?: number;
    } & ({ readonly month: number; readonly year?: number | undefined } | { readonly shift: number }))
  | { readonly shape: 'day-alone'; readonly day: number }
  | {
      readonly shape: 'week-of';
      readonly year?: number | undefined;
      readonly month: number;
      readonly day: number;
    }
  /** A time that is no day: `next spring`. */
  | { readonly shape: 'vague' }
  | { readonly shape: 'in'; readonly unit: DateUnit; readonly count: number }
  | { readonly shape: 'weekday'; readonly weekday: number; readonly shift: number }
  | { readonly shape: 'holiday'; readonly name: Holiday; readonly year?: number | undefined };

export type Nth = 1 | 2 | 3 | 4 | 5 | 'last';
