import type { ColumnValues } from './column-values.ts';
import type { Proposal } from './propose-services.ts';

/** Columns whose names say nothing, by how their values go together. None of it is sure. */
export function proposeByValues(
  rest: readonly ColumnValues[],
  found: readonly Proposal[],
  rows: number,
): readonly Proposal[] {
  const done = new Set(found.map(({ target }) => target));
  const taken = new Set<ColumnValues>();
  const proposals: Proposal[] = [];
  const add = (target: string, from: ColumnValues | undefined, score: number, why: string) => {
    if (from === undefined || done.has(target) || taken.has(from)) return;
    done.add(target);
    taken.add(from);
    proposals.push({ target, from, score, why });
  };
  const known = (target: string) => found.find((proposal) => proposal.target === target)?.from;
  const id = rest.find((column) => isIdentity(column, rows));
  add('opportunity_id', id, 0.5, 'each row has another value');
  addDates(rest, known, add);
  addNames(rest, known, add, rows);
  const long = rest
    .filter((column) => !taken.has(column) && column.inferred.kind === 'text' && column.averageLength > 45)
    .sort((a, b) => b.averageLength - a.averageLength);
  add('description', long[0], 0.5, 'the longest texts');
  add('business_description', long[1], 0.4, 'long texts');
  return proposals;
}

type Add = (target: string, from: ColumnValues | undefined, score: number, why: string) => void;
type Known = (target: string) => ColumnValues | undefined;

function isIdentity(
  { inferred, distinct, filled, averageLength, texts }: ColumnValues,
  rows: number,
): boolean {
  const isShort =
    averageLength >= 4 && averageLength <= 40 && texts.every((text) => text === null || !/\s/.test(text));
  return inferred.kind !== 'date' && isShort && filled > 0.98 && distinct >= rows * 0.95 && rows > 1;
}

/** A deal is won, then begun, then ended: dates that nearly never run the other way. */
function addDates(rest: readonly ColumnValues[], known: Known, add: Add): void {
  const targets = ['close_date', 'planned_delivery_start_date', 'planned_delivery_end_date'];
  const missing = targets.filter((target) => known(target) === undefined);
  const dates = rest.filter(({ inferred }) => inferred.kind === 'date' || inferred.kind === 'epoch');
  if (dates.length === 0 || dates.length !== missing.length) return;
  const ordered = [...dates].sort((a, b) => middleDay(a) - middleDay(b));
  for (const [place, target] of missing.entries())
    add(target, ordered[place], 0.45, 'dates in the order of closing, beginning and ending');
}

function middleDay({ texts, inferred }: ColumnValues): number {
  const days = texts
    .filter((text) => text !== null)
    .map((text) => (inferred.kind === 'epoch' ? epochDay(Number(text)) : Date.parse(text) / 86_400_000))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  return days[Math.floor(days.length / 2)] ?? 0;
}

function epochDay(value: number): number {
  const ms = value < 1e11 ? value * 1e3 : value < 1e14 ? value : value < 1e17 ? value / 1e3 : value / 1e6;
  return ms / 86_400_000;
}

/** An opportunity's name often holds the customer's; a partner's name goes with one id. */
function addNames(rest: readonly ColumnValues[], known: Known, add: Add, rows: number): void {
  const texts = rest.filter(({ inferred, averageLength }) => inferred.kind === 'text' && averageLength < 80);
  const named = known('opportunity_name');
  for (const customer of texts) {
    const holders = named === undefined ? texts : [named];
    const opportunity = holders.find((other) => other !== customer && holds(other, customer));
    if (opportunity === undefined) continue;
    add('customer_name', customer, 0.6, 'it stands in the name of the opportunity');
    add('opportunity_name', opportunity, 0.6, "it holds the customer's name");
    break;
  }
  const ids = rest.filter(({ texts: values }) =>
    values.every((text) => text === null || /^[A-Za-z0-9-]{1,40}$/.test(text)),
  );
  const knownId = known('partner_id');
  const candidates = knownId === undefined ? ids : [knownId];
  for (const id of candidates) {
    if (id.distinct < 2 || id.distinct > rows / 4) continue;
    const partner = texts.find((text) => text !== id && goTogether(id, text));
    if (partner === undefined) continue;
    add('partner_id', id, 0.5, 'each of its values goes with one name');
    add('partner_name', partner, 0.5, 'each of its values goes with one id');
    return;
  }
}

function holds(outer: ColumnValues, inner: ColumnValues): boolean {
  let [both, held] = [0, 0];
  for (const [row, text] of inner.texts.entries()) {
    const other = outer.texts[row];
    if (text === null || text.length < 4 || other === null || other === undefined) continue;
    both += 1;
    if (other.length > text.length && other.includes(text)) held += 1;
  }
  return both > 5 && held > both * 0.5;
}

function goTogether(a: ColumnValues, b: ColumnValues): boolean {
  if (Math.abs(a.distinct - b.distinct) > Math.max(2, a.distinct * 0.3)) return false;
  const seen = new Map<string, string>();
  let [both, same] = [0, 0];
  for (const [row, text] of a.texts.entries()) {
    const other = b.texts[row];
    if (text === null || other === null || other === undefined) continue;
    const first = seen.get(text);
    if (first === undefined) seen.set(text, other);
    else {
      both += 1;
      if (first === other) same += 1;
    }
  }
  return both > 5 && same > both * 0.9;
}
