import { SURE_NAME } from '../facts/customer-mention.ts';
import { annualNote } from '../facts/expected-amount.ts';
import type { Fact, FactField } from '../facts/fact.ts';
import type { ScoredIntent } from '../intents/intents.ts';
import { stem } from '../intents/stem.ts';
import { tokenize } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { annualUsd } from '../values/money.ts';
import { changeQuantity } from './change-quantity.ts';
import {
  isQuestion,
  looksLikeChange,
  readAddition,
  readRemoval,
  readRename,
  statesOnlyFacts,
} from './changes.ts';
import { argumentsOf, type Draft, withFacts, withoutFields } from './draft.ts';
import { readEmptied, readReplacement } from './replacements.ts';
import { readDuration, readShift } from './shift.ts';
import { LIKELY_NAME, SURELY_TIED } from './stated.ts';

/**
 * The draft with what the message changes, or supposes to be so; null when it changes nothing. `naming` are words
 * that only say which opportunity is meant.
 */
export function changeOf(
  draft: Draft,
  understanding: Understanding,
  intents: readonly ScoredIntent[],
  { supposed = false, naming = '' }: { readonly supposed?: boolean; readonly naming?: string } = {},
): { draft: Draft; facts: readonly Fact[] } | null {
  const changes = supposed || looksLikeChange(understanding);
  const onlyFacts = statesOnlyFacts(understanding, `${draft.values.customerName?.value ?? ''} ${naming}`);
  const description = draft.values.description;
  const stated = understanding.facts.filter(
    ({ field, by, value }) =>
      by === 'label' ||
      (field !== 'description' && field !== 'opportunityName' && isNews(draft, field, value)),
  );
  const removal =
    description !== undefined && isShort(understanding) && (supposed || !isQuestion(understanding))
      ? readRemoval(String(description.value), understanding)
      : null;
  const moves = !isQuestion(understanding) && readDuration(understanding);
  const asksOnly =
    intents.some(({ score }) => score >= 3) &&
    !(changes || moves || removal !== null) &&
    (isQuestion(understanding) || !(onlyFacts || understanding.facts.some(({ by }) => by === 'label')));
  if (asksOnly) return null;
  const facts: Fact[] = [
    ...stated.filter(
      ({ field }) => field !== 'customerName' || (!supposed && understanding.customerScore >= SURELY_TIED),
    ),
  ];
  const [only, ...others] = understanding.mentions.dates;
  if (changes && only !== undefined && others.length === 0 && only.reading.kind !== 'impossible') {
    // `delayed until September`: said of the opportunity at hand, the one day that is named is its close.
    const text = understanding.source.slice(only.span.start, only.span.end);
    if (!facts.some(({ field }) => field === 'targetCloseDate'))
      facts.push({
        field: 'targetCloseDate',
        value: text,
        text,
        span: only.span,
        by: 'prose',
        reading: only.reading,
      });
  }
  const amount = understanding.mentions.bare[0];
  if (
    amount !== undefined &&
    (changes || onlyFacts) &&
    !facts.some(({ field }) => field === 'expectedAnnualUsd')
  ) {
    const annual = annualUsd(amount);
    const text = understanding.source.slice(amount.span.start, amount.span.end);
    if (annual !== null && !amount.negative)
      facts.push({
        field: 'expectedAnnualUsd',
        value: annual,
        text,
        span: amount.span,
        by: 'prose',
        ...annualNote(amount),
      });
  }
  const close = argumentsOf(draft).targetCloseDate;
  const shifted = close === undefined ? null : readShift(understanding, String(close));
  if (shifted !== null) {
    const text = understanding.source.trim();
    const own = facts.findIndex(({ field }) => field === 'targetCloseDate');
    if (own >= 0) facts.splice(own, 1);
    facts.push({
      field: 'targetCloseDate',
      value: shifted,
      text,
      span: { start: 0, end: understanding.source.length },
      by: 'label',
      reading: { kind: 'date', date: shifted, exact: false },
    });
  }
  const current = draft.values.customerName?.value;
  if ((changes || isShort(understanding)) && facts.length === 0 && current !== undefined && !supposed) {
    const name = readRename(String(current), understanding) ?? readReplacement(understanding);
    if (name !== null)
      facts.push({
        field: 'customerName',
        value: name,
        text: name,
        span: { start: 0, end: understanding.source.length },
        by: 'label',
      });
  }
  if (description !== undefined && !facts.some(({ field }) => field === 'description')) {
    const text = String(description.value);
    const addition = readAddition(understanding);
    const next =
      (addition === null ? null : `${text}; ${addition}`) ??
      (changes || (isShort(understanding) && !isQuestion(understanding))
        ? changeQuantity(text, understanding)
        : null) ??
      removal?.description ??
      null;
    if (next === '') return { draft: withoutFields(draft, ['description', 'opportunityName']), facts };
    if (next !== null && next !== text)
      facts.push({
        field: 'description',
        value: next,
        text: understanding.source.trim(),
        span: { start: 0, end: understanding.source.length },
        by: 'prose',
      });
  }
  const emptied = isQuestion(understanding)
    ? []
    : readEmptied(understanding, (field) => draft.values[field]?.value);
  if (emptied.length > 0)
    return { draft: withFacts(withoutFields(draft, emptied), facts, understanding.problems), facts };
  const useful =
    facts.length > 0 &&
    (changes ||
      onlyFacts ||
      // Several facts and no other customer: they are of the opportunity at hand.
      (facts.length >= 2 && understanding.customerScore < LIKELY_NAME && !isQuestion(understanding)) ||
      understanding.customerScore >= SURE_NAME ||
      facts.some(({ field, by }) => field === 'description' || by === 'label'));
  const troubled = understanding.problems.some(({ code }) => code !== 'other-language');
  if (!useful && !(troubled && (changes || isShort(understanding)))) return null;
  const changed = withFacts(draft, facts, understanding.problems);
  // A name that says what was dropped is no name of the rest.
  const called = tokenize(String(draft.values.opportunityName?.value ?? '')).map(({ fold }) => stem(fold));
  return {
    draft: called.some((word) => removal?.gone.includes(word) === true)
      ? withoutFields(changed, ['opportunityName'])
      : changed,
    facts,
  };
}

function isNews(draft: Draft, field: FactField, value: string | number): boolean {
  return draft.values[field]?.value !== value;
}

function isShort({ tokens }: Understanding): boolean {
  return tokens.length <= 14;
}
