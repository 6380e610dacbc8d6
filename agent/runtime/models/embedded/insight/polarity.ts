import type { InsightSpecification } from '#action-groups/query-generation/insight-specification.ts';
import type { Term, TermOf } from './term.ts';

export type InsightFilter = NonNullable<InsightSpecification['filters']>[number];

/** A value with whether it is left out, and how it is joined to the value before it. */
export interface ScopedValue {
  readonly term: TermOf<'value'>;
  readonly negated: boolean;
  readonly joined: 'or' | 'and' | 'versus' | null;
}

/** The values of a question in order. `not` reaches over a list (`without SMB and retail`), no further. */
export function scopedValues(terms: readonly Term[]): readonly ScopedValue[] {
  const found: ScopedValue[] = [];
  const compares = terms.some(({ kind }) => kind === 'compare');
  let negated = false;
  let reached = false;
  let joint: ScopedValue['joined'] = null;
  for (const term of terms) {
    switch (term.kind) {
      case 'not':
        negated = true;
        reached = false;
        break;
      case 'value':
        found.push({ term, negated, joined: found.length === 0 ? null : joint });
        reached = true;
        joint = null;
        break;
      case 'join':
        joint = term.or ? 'or' : (joint ?? 'and');
        break;
      case 'versus':
        joint = 'versus';
        negated = false;
        break;
      case 'filler':
      case 'mark':
      case 'display':
        break;
      case 'preposition':
        // `compare A with B`
        if (compares && reached && (term.word === 'with' || term.word === 'to')) joint = 'versus';
        if (reached && joint === null) negated = false;
        break;
      case 'use':
      case 'about':
        if (reached && joint === null) negated = false;
        break;
      case 'scope':
      case 'any':
        joint = null;
        break;
      default:
        if (reached) negated = false;
        joint = null;
    }
  }
  return found;
}

/** Values as filters, in the order of their fields: several of one field are any of them, services and words all of them. */
export function filtersOf(values: readonly ScopedValue[]): readonly InsightFilter[] {
  const filters: InsightFilter[] = [];
  for (const { term, negated, joined } of values) {
    const operator = negated ? 'isNot' : term.operator;
    const all = term.field === 'service' || term.field === 'text';
    const same = filters.findLastIndex((each) => each.field === term.field && each.operator === operator);
    const merges = same >= 0 && (negated || !all || joined === 'or' || joined === 'versus');
    const before = filters[same];
    if (merges && before !== undefined)
      filters[same] = { ...before, values: [...new Set([...before.values, ...term.values])].slice(0, 20) };
    else filters.push({ field: term.field, operator, values: [...term.values] });
  }
  return filters;
}
