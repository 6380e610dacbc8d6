import {
  type OpportunityReading,
  type ReadTrouble,
  type ReadValue,
  readOpportunity,
} from '#agent/runtime/models/embedded/read-opportunity.ts';
import { type FormValues, faultsOf, OPPORTUNITY_FORM } from './opportunity-form.ts';
import { opportunityText } from './opportunity-text.ts';

/** Values of the form's fields, whichever way they were written. */
export interface SettledValues {
  /** As the form wants them (`2027-03-05`, `DE`, `Healthcare`, `1200000`); as typed where that cannot be told. */
  readonly values: FormValues;
  /** Values that were typed otherwise, by field. */
  readonly reads: Readonly<Record<string, ReadValue>>;
  /** What was recognised and cannot be used, by field. */
  readonly troubles: Readonly<Record<string, ReadTrouble>>;
}

/**
 * Dates, places, choices and amounts as sellers type them (`end of March`, `Germany`, `1.2M`), as the values that the
 * form takes. Read by labels, one field each, so no value can fill another's field.
 */
export function settleTyped(values: FormValues, { today }: { readonly today: string }): SettledValues {
  const faults = faultsOf(values);
  const typed = OPPORTUNITY_FORM.filter(
    ({ name, kind }) =>
      kind === 'place' || (kind !== 'text' && kind !== 'lines' && (values[name] ?? '') !== ''),
  ).map(({ name }) => name);
  if (!typed.some((name) => faults[name] !== undefined && values[name] !== ''))
    return { values, reads: {}, troubles: {} };
  const picked = Object.fromEntries(
    typed.map((name) => [name, (values[name] ?? '').slice(0, LONGEST_TYPED)]),
  );
  const found = formReading(readOpportunity(opportunityText(picked), { today }));
  const wanted = typed.filter((name) => faults[name] !== undefined);
  const pick = <Value>(from: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
    Object.fromEntries(wanted.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
  const reads = pick(found.reads);
  const settled = Object.entries(reads).map(([name, { value }]) => [name, String(value)]);
  return {
    values: { ...values, ...Object.fromEntries(settled) },
    reads,
    troubles: pick(found.troubles),
  };
}

/** A reading by the form's names: country and region are one field there. */
export function formReading({ fields, troubles }: OpportunityReading): {
  readonly reads: Readonly<Record<string, ReadValue>>;
  readonly troubles: Readonly<Record<string, ReadTrouble>>;
} {
  const { country, region, ...others } = fields;
  const place = country ?? region;
  return {
    reads: { ...others, ...(place !== undefined && { place }) },
    troubles: Object.fromEntries(
      troubles.map((trouble) => [nameOf(trouble.field), trouble] as const).toReversed(),
    ),
  };
}

function nameOf(field: ReadTrouble['field']): string {
  return field === 'country' || field === 'region' ? 'place' : field;
}

/** Longer than any date, place or amount. */
const LONGEST_TYPED = 200;
