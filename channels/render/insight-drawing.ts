import type { Markup } from './html.ts';

/** What is drawn of an insight. */
export interface Drawing {
  readonly height: number;
  readonly marks: Markup;
  /** What the picture leaves to the table. */
  readonly omitted: string | undefined;
}
