import { headerWords, nameFit } from './column-names.ts';
import type { ColumnValues } from './column-values.ts';

/** A column of ours, where it probably comes from, how sure that is, and why. */
export interface Proposal {
  readonly target: string;
  readonly from: ColumnValues;
  /** 0 to 1 */
  readonly score: number;
  readonly why: string;
  /** Columns that belong to it: of the costs of a list of services. */
  readonly monthly?: ColumnValues | undefined;
}

const SLOTS = 9;
const MONTHLY = new Set(['monthly', 'month', 'mrr', 'recurring', 'mo', 'mth', 'mthly']);
const UPFRONT = new Set(['upfront', 'onetime', 'once', 'setup', 'initial', 'one']);
const OTHER = new Set(['other', 'others', 'rest', 'misc', 'further']);

/** Finds the columns of services, by their values, and those of their costs, by their names or their places. */
export function proposeServices(columns: readonly ColumnValues[]): readonly Proposal[] {
  const list = columns.find(({ listSeparator }) => listSeparator !== undefined);
  const slots = columns.filter(isSlot);
  if (slots.length < 2 && list !== undefined) {
    const monthly = columns.find(
      (column) =>
        column !== list &&
        headerWords(column.column).some((word) => MONTHLY.has(word)) &&
        column.texts.some((text) => text?.includes(list.listSeparator ?? ';')),
    );
    return [
      { target: 'services', from: list, score: 0.85, why: 'its values are lists of AWS services', monthly },
    ];
  }
  const named = inOrder(slots);
  return named.flatMap(({ slot, from, score, why }, place) => [
    { target: slot, from, score, why },
    ...costsOf(slot, from, columns, named[place + 1]?.from.index),
  ]);
}

/** Most of its values are services; or it has none in the sample, and is called one with a number. */
function isSlot({ column, services, filled }: ColumnValues): boolean {
  if (services >= 0.6) return true;
  const words = headerWords(column);
  return (
    filled === 0 &&
    words.includes('service') &&
    words.every((word) => !MONTHLY.has(word) && !UPFRONT.has(word) && word !== 'cost')
  );
}

function inOrder(slots: readonly ColumnValues[]) {
  const other = slots.find(({ column }) => headerWords(column).some((word) => OTHER.has(word)));
  const numbered = slots
    .filter((slot) => slot !== other)
    .sort((a, b) => numberOf(a) - numberOf(b) || a.index - b.index)
    .slice(0, SLOTS);
  const why = ({ services }: ColumnValues) =>
    services > 0
      ? `${Math.round(services * 100)} % of its values are AWS services`
      : 'its name; it has no values';
  return [
    ...numbered.map((from, place) => ({
      slot: `service_${place + 1}`,
      from,
      score: Math.max(0.6, from.services),
      why: why(from),
    })),
    ...(other === undefined ? [] : [{ slot: 'service_other', from: other, score: 0.8, why: why(other) }]),
  ];
}

/** The number in a name; without one the place counts. */
function numberOf({ column }: ColumnValues): number {
  return Number(/\d+/.exec(column)?.[0] ?? 0);
}

function costsOf(
  slot: string,
  service: ColumnValues,
  columns: readonly ColumnValues[],
  nextIndex: number | undefined,
): Proposal[] {
  const isCost = ({ inferred }: ColumnValues) => inferred.kind === 'amount' || inferred.kind === 'blank';
  const stem = headerWords(service.column).filter((word) => word !== 'name');
  const byName = (marks: ReadonlySet<string>) =>
    columns.find((column) => {
      const words = headerWords(column.column);
      return (
        isCost(column) && words.some((word) => marks.has(word)) && stem.every((word) => words.includes(word))
      );
    });
  const [monthly, upfront] = [byName(MONTHLY), byName(UPFRONT)];
  const found: Proposal[] = [];
  const add = (kind: string, from: ColumnValues | undefined, score: number, why: string) => {
    if (from !== undefined) found.push({ target: `${slot}_${kind}_usd`, from, score, why });
  };
  if (monthly !== undefined || upfront !== undefined) {
    add('monthly', monthly, 0.9, 'its name goes with that of the service');
    add('upfront', upfront, 0.9, 'its name goes with that of the service');
    return found;
  }
  // Nothing in the names: the amounts right after a service are probably its costs.
  const after = columns.filter(
    (column) =>
      column.index > service.index &&
      column.index <
        Math.min(
          nextIndex !== undefined && nextIndex > service.index ? nextIndex : service.index + 3,
          service.index + 3,
        ) &&
      column.inferred.kind === 'amount' &&
      nameFit('annual_run_rate_usd', column.column) < 0.6,
  );
  add('monthly', after[0], 0.45, 'it stands right after the service; monthly is a guess');
  add('upfront', after[1], 0.45, 'it stands after the service and another amount; upfront is a guess');
  return found;
}
