import { DATA_CLASSES, type DataClass, highestClass } from '../data-class.ts';
import { calendarDate } from '../projects/calendar-date.ts';

/** What is said of a document wherever a passage of it is cited. What its metadata does not say is left out. */
export interface PassageFacts {
  readonly title?: string;
  /** The headings that the passage stands under. */
  readonly section?: string;
  /** Since when it holds, YYYY-MM-DD. */
  readonly date?: string;
  /** What the passage's figures rest on: `published`, `own`, `sample`, `illustrative`. */
  readonly basis?: string;
  /** Who may be shown it; what was written about a partner's project is confidential at least. */
  readonly dataClass?: DataClass;
  /** It holds no more on the day that is asked about; `on` is the last day it did, YYYY-MM-DD. */
  readonly expired?: { readonly on?: string };
}

/**
 * Reads them from a passage's metadata.
 * @param today YYYY-MM-DD; without it only a document that says itself that it has expired counts as expired
 */
export function passageFacts(metadata: Readonly<Record<string, unknown>>, today?: string): PassageFacts {
  const text = (key: string) => {
    const value = metadata[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const title = text('title');
  const section = text('section');
  const basis = text('basis');
  const date = dayOf(metadata.effective_from);
  const lastDay = dayOf(metadata.effective_to);
  const isPast = lastDay !== undefined && today !== undefined && lastDay < today;
  return {
    ...(title === undefined ? {} : { title }),
    ...(section === undefined ? {} : { section }),
    ...(date === undefined ? {} : { date }),
    ...(basis === undefined ? {} : { basis }),
    ...classOf(metadata),
    ...(isPast || metadata.status === 'expired'
      ? { expired: lastDay === undefined ? {} : { on: lastDay } }
      : {}),
  };
}

function classOf({ data_class: said, partner_id: partnerId }: Readonly<Record<string, unknown>>) {
  const known = DATA_CLASSES.find((each) => each === said);
  if (known === undefined) return {};
  return { dataClass: partnerId === undefined ? known : highestClass([known, 'confidential']) };
}

/** 20260131 as 2026-01-31; a number that is no day of the calendar is none. */
function dayOf(value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value) || !(value >= 10_000_101 && value <= 99_991_231))
    return undefined;
  return calendarDate(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100);
}
