import { type Fact, type Facts, factText, quantityText } from './fact.ts';
import { type FactField, factField } from './fact-fields.ts';
import type { FundingGap, FundingReason } from './funding-plan.ts';
import type { Program, ProgramRule } from './program.ts';

/** What a rule comes to; `gap` is what would mend it, absent where nothing can or nothing needs to. */
export interface RuleResult {
  readonly reason: FundingReason;
  readonly gap?: FundingGap;
  /** The rule shuts the program out. */
  readonly isNo: boolean;
}

/** Holds one rule of a program against what is known. */
export function applyRule(rule: ProgramRule, facts: Facts, figures: Program['figures']): RuleResult {
  const { field, why, basis } = rule;
  const declared = factField(field);
  const fact = facts[field];
  const said = (outcome: FundingReason['outcome'], end: string): FundingReason => ({
    field,
    outcome,
    text: `${capital(why)}${end}.`,
    basis,
  });
  const shown = fact === undefined ? '' : shownFact(field, fact, declared.name);
  const holds = fact === undefined ? 'unknown' : decide(rule, fact, declared, figures);
  if (holds === 'met')
    return { reason: said('met', fact?.kind === 'flag' ? ', and so it is' : shown), isNo: false };
  if (holds === 'mostly')
    return { reason: said('met', `${shown}; the middle is enough, not the whole range`), isNo: false };
  if (holds === 'unmet') {
    const end = fact?.kind === 'flag' ? ', and that is not so here' : shown;
    if (rule.ifUnmet === 'act' && rule.action !== undefined)
      return { reason: said('unmet', end), gap: { kind: 'action', field, text: rule.action }, isNo: false };
    return { reason: said('unmet', end), isNo: true };
  }
  if (rule.ifUnknown === 'assume')
    return { reason: said('assumed', '; that is not known and taken to hold'), isNo: false };
  if (rule.ifUnknown === 'no') return { reason: said('unknown', '; nothing known says so'), isNo: true };
  const end = fact === undefined ? '; that is not known yet' : `${shown}, so it may or may not hold`;
  const limit = rule.figure === undefined ? undefined : figures[rule.figure];
  const measure =
    fact !== undefined && limit !== undefined
      ? ` It takes ${rule.operator === 'at-least' ? 'at least' : 'at most'} ${quantityText(limit.value, limit.unit)}.`
      : '';
  return {
    reason: said('unknown', end),
    gap: { kind: 'question', field, text: `${rule.question ?? declared.question}${measure}` },
    isNo: false,
  };
}

/** Whether the rule holds; a range on both sides of a limit holds mostly by its middle, else it is open. */
function decide(
  { operator, value, figure }: ProgramRule,
  fact: Fact,
  { values = [] }: FactField,
  figures: Program['figures'],
): 'met' | 'mostly' | 'unmet' | 'unknown' {
  const wanted = [value ?? []].flat();
  const yes = (holds: boolean) => (holds ? 'met' : 'unmet');
  switch (fact.kind) {
    case 'flag':
      return yes(fact.value === value);
    case 'set': {
      const any = wanted.some((each) => typeof each === 'string' && fact.values.includes(each));
      return yes(operator === 'includes-any' ? any : !any);
    }
    case 'text': {
      if (operator === 'at-least' || operator === 'at-most') {
        const [here, limit] = [values.indexOf(fact.value), values.indexOf(String(value))];
        if (here < 0) return 'unmet';
        return yes(operator === 'at-least' ? here >= limit : here <= limit);
      }
      const among = wanted.includes(fact.value);
      return yes(operator === 'is' || operator === 'in' ? among : !among);
    }
    case 'number': {
      const limit = figures[figure ?? '']?.value;
      if (limit === undefined) return 'unknown';
      const [all, none] =
        operator === 'at-least'
          ? [fact.low >= limit, fact.high < limit]
          : [fact.high <= limit, fact.low > limit];
      if (all) return 'met';
      if (none) return 'unmet';
      const middle = operator === 'at-least' ? fact.median >= limit : fact.median <= limit;
      return middle ? 'mostly' : 'unknown';
    }
  }
}

function shownFact(field: ProgramRule['field'], fact: Fact, name: string): string {
  return fact.kind === 'number' && fact.high < 0
    ? `; here ${name} has run out`
    : `; here ${name} is ${factText(field, fact)}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
