import { formatDate } from '#action-groups/kernel/format.ts';
import { endOfNextQuarter } from './calendar.ts';
import type { NextQuestion, TurnView } from './turn-view.ts';

/**
 * Examples of an answer to what the assistant asks: the readings to choose from where something can be read
 * in several ways, else all that is missing in one sentence.
 */
export function answerExamples({ asks, problems, today }: TurnView): readonly NextQuestion[] {
  const choices = problems.flatMap(({ code, texts }) => {
    if (code === 'ambiguous-place') return texts.slice(1);
    return code === 'contradiction' || code === 'several-deals' ? texts : [];
  });
  if (choices.length > 0) return choices.map((text) => ({ text, operation: 'analyzeOpportunity' }));
  const text = exampleOf(asks, today);
  return text === '' ? [] : [{ text, operation: 'analyzeOpportunity' }];
}

/** An opportunity as a seller may describe it. */
export function exampleOpportunity(today: string): NextQuestion {
  return {
    text: `Acme in Germany wants to move 60 Oracle databases to Aurora, closing ${formatDate(endOfNextQuarter(today))}`,
    operation: 'analyzeOpportunity',
  };
}

/** `Germany, closing 31 March 2027`: a value for each field that is asked for. */
function exampleOf(asks: readonly string[], today: string): string {
  const parts = [
    ...(asks.includes('customerName') ? ['the customer is Acme'] : []),
    ...(asks.includes('country') ? [asks.length === 1 ? 'Germany' : 'in Germany'] : []),
    ...(asks.includes('description') ? ['they want to move 60 Oracle databases to Aurora'] : []),
    ...(asks.includes('targetCloseDate') ? [`closing ${formatDate(endOfNextQuarter(today))}`] : []),
  ];
  const text = parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
