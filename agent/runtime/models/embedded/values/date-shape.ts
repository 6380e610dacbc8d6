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
  | { readonly shape: 'in'; readonly unit: DateUnit; readonly count: number }
  | { readonly shape: 'weekday'; readonly weekday: number; readonly shift: number }
  | { readonly shape: 'holiday'; readonly name: Holiday; readonly year?: number | undefined };
