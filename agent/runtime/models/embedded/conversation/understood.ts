import type { Understood } from '../../understood.ts';
import { sliceSource } from '../text/tokens.ts';
import { settleDate } from '../values/dates.ts';
import { dateOrder } from '../values/places.ts';
import { placeOfDraft } from './draft.ts';
import type { Decision } from './plan.ts';

/** What of a message was taken, for showing it: dates as the day they were taken for. Null when nothing was. */
export function understoodOf(
  { plan, state, taken = [], doubts = [], parts = [] }: Decision,
  message: string,
): Understood | null {
  if (parts.length > 0) return { facts: parts.map((part) => ({ ...part })), problems: [] };
  const asks = plan.kind === 'ask' ? plan.fields : [];
  if (taken.length === 0 && doubts.length === 0 && asks.length === 0) return null;
  const order = dateOrder(placeOfDraft(state.draft));
  return {
    facts: taken.map(({ field, value, span, reading, note }) => {
      const read = reading?.kind === 'date' ? reading.note : undefined;
      const remark = note ?? read ?? (reading?.kind === 'either' ? READ_AS[order] : undefined);
      return {
        field,
        value: reading === undefined ? value : (settleDate(reading, order) ?? value),
        text: sliceSource(message, span),
        ...span,
        ...(remark === undefined ? {} : { note: remark }),
      };
    }),
    problems: doubts.map(({ code, field, texts, span }) => ({ code, field, texts: [...texts], ...span })),
    ...(asks.length === 0 ? {} : { asks }),
  };
}

const READ_AS = { 'month-first': 'read with the month first', 'day-first': 'read with the day first' };
