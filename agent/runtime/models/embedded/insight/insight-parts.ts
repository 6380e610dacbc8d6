import { sliceSource, spanOf, type Token } from '../text/tokens.ts';
import type { InsightPart } from './reading.ts';
import type { Term } from './term.ts';

/** What a term says, with its words and where they stand; nothing for words that only join others. */
export function partOf(source: string, tokens: readonly Token[], term: Term): readonly InsightPart[] {
  const said = saidBy(term);
  if (said === null) return [];
  const span = spanOf(tokens, term.from, term.to);
  return [{ ...said, text: sliceSource(source, span), ...span }];
}

function saidBy(term: Term): Pick<InsightPart, 'field' | 'value' | 'note'> | null {
  switch (term.kind) {
    case 'count':
      return { field: 'measure', value: 'count' };
    case 'share':
      return { field: 'measure', value: 'share' };
    case 'aggregate':
      return { field: 'measure', value: term.aggregates.join(', ') };
    case 'figure':
      return { field: 'figure', value: term.figure };
    case 'dimension':
      return {
        field: 'dimension',
        value: term.dimension,
        ...(term.note === undefined ? {} : { note: term.note }),
      };
    case 'value':
      return {
        field: term.field,
        value: term.values.join(', '),
        ...(term.note === undefined ? {} : { note: term.note }),
      };
    case 'period':
      return term.period.kind === 'span'
        ? {
            field: 'period',
            value: `${term.period.span.from}/${term.period.span.to}`,
            ...(term.period.note === undefined ? {} : { note: term.period.note }),
          }
        : { field: 'period', value: term.period.kind };
    case 'bound': {
      const { bound } = term;
      if (bound.kind !== 'money' && bound.kind !== 'time') return null;
      return { field: 'bound', value: `${bound.atLeast ?? ''}..${bound.atMost ?? ''}` };
    }
    case 'rank':
      return {
        field: 'order',
        value: `${term.direction}${term.limit === undefined ? '' : ` ${term.limit}`}`,
      };
    case 'absent':
      return { field: 'absent', value: term.concept };
    default:
      return null;
  }
}
