import { formatCount, formatUsd } from '../kernel/format.ts';
import { type FactName, factField } from './fact-fields.ts';

/** Where something known comes from. */
export type FactSource = 'seller' | 'opportunity' | 'analysis' | 'description' | 'today';

export type FactValue =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'set'; readonly values: readonly string[] }
  | { readonly kind: 'flag'; readonly value: boolean }
  /** One value has its three alike. */
  | { readonly kind: 'number'; readonly low: number; readonly median: number; readonly high: number };

export type Fact = FactValue & { readonly source: FactSource };

/** What is known; a field that is not there is not known. */
export type Facts = Readonly<Partial<Record<FactName, Fact>>>;

/** A fact as a person reads it: `$98.8k to $1.11M`, `migration, database`, `yes`. */
export function factText(name: FactName, fact: FactValue): string {
  switch (fact.kind) {
    case 'text':
      return fact.value;
    case 'set':
      return fact.values.length === 0 ? 'nothing of that kind' : fact.values.join(', ');
    case 'flag':
      return fact.value ? 'yes' : 'no';
    case 'number':
      return numberText(fact, factField(name).unit ?? 'days');
  }
}

function numberText(
  { low, high }: Extract<FactValue, { kind: 'number' }>,
  unit: 'usd' | 'months' | 'days',
): string {
  const [from, to] = [low, high].map((value) => quantityText(value, unit));
  return from === to ? `${from}` : `${from} to ${to}`;
}

/** `$25k`, `8 months`, `30 days`. */
export function quantityText(value: number, unit: 'usd' | 'percent' | 'months' | 'days'): string {
  switch (unit) {
    case 'usd':
      return formatUsd(value);
    case 'percent':
      return `${value} %`;
    case 'months':
      return formatCount(value, 'month');
    case 'days':
      return formatCount(Math.round(value), 'day');
  }
}
