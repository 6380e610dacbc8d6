import { touches } from '../facts/fact.ts';
import type { InsightPart } from '../insight/reading.ts';
import { aspectReader } from '../requests/aspect-cues.ts';
import type { RequestCue, RequestPlace, RequestReader, RequestReading } from '../requests/request.ts';
import { sliceSource, spanOf } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { readAmounts } from '../values/amounts.ts';
import { readPercents } from '../values/percents.ts';
import { readStartDate } from '../values/start-dates.ts';
import { readFundingFacts } from './fact-words.ts';
import { FUNDING_CUES, FUNDING_PART_CUES } from './funding-cues.ts';
import { readPrograms } from './program-words.ts';

const asked = aspectReader(FUNDING_CUES);

/** Questions about who helps to pay, and the facts that programs ask for. */
export const fundingReader: RequestReader = {
  kind: 'funding',
  operation: 'recommendFunding',
  opens: opensFunding,
  asksPart: aspectReader(FUNDING_PART_CUES),
  read: readFunding,
  change: (before, { given }) => {
    // One program that was asked about is no fact of the opportunity.
    const { program: _, ...facts } = before;
    return { ...facts, ...given };
  },
};

/** By words of money, or by a program's name in a question. */
function opensFunding(understanding: Understanding): RequestCue | null {
  const cue = asked(understanding);
  const { tokens } = understanding;
  const [program] = readPrograms(tokens, cue !== null);
  if (program === undefined) return cue;
  const words = tokens.filter(({ kind }) => kind === 'word' || kind === 'number');
  const at = words.findIndex(({ start }) => start === tokens[program.from]?.start);
  const asks =
    tokens.some(({ fold }) => fold === '?') || ASKS.test(words[0]?.fold ?? '') || words.length <= SHORT;
  const named: RequestCue | null = asks ? { aspect: null, score: 3.5, at } : null;
  if (cue === null) return named;
  return named === null || cue.score >= named.score ? cue : { ...named, aspect: cue.aspect };
}

const SHORT = 5;
const ASKS =
  /^(?:what|which|why|when|where|who|how|could|can|is|are|do|does|did|will|would|should|any|and|also|also|may|might|check|tell|explain|show|give|see|or)$/;

function readFunding({ tokens, source }: Understanding, place: RequestPlace): RequestReading {
  const given: Record<string, string | number | boolean> = {};
  const parts: InsightPart[] = [];
  const notes: string[] = [];
  const take = (
    field: string,
    value: string | number | boolean,
    range: { readonly from: number; readonly to: number },
  ) => {
    given[field] = value;
    const span = spanOf(tokens, range.from, range.to);
    parts.push({ field, value: String(value), text: sliceSource(source, span), ...span });
  };
  const facts = readFundingFacts(tokens);
  // `if a POC comes first` plans one, and asks for no program.
  const programs = readPrograms(tokens, true).filter((program) => !touches(program, facts));
  const [program] = programs;
  // Of several the comparison is the answer, and none stands before the others.
  if (program !== undefined && programs.length === 1) take('program', program.program, program);
  for (const { field, value, from, to } of facts) take(field, value, { from, to });
  const start = readStartDate(tokens, place.today, place.dateOrder);
  if (start !== null && (start.isCued || place.before !== null)) take('startDate', start.date, start);
  const taken = [...readPercents(tokens), ...(start === null ? [] : [start])];
  for (const amount of readAmounts(source, tokens, taken)) {
    if (amount.per !== null && amount.per !== 'once') continue;
    if (amount.currency === 'other')
      notes.push(`I left out “${amount.text}”: amounts are in USD, and I have no exchange rate`);
    else if (given.migrationCostUsd === undefined) take('migrationCostUsd', amount.amount, amount);
  }
  return { given, dropped: [], withFunding: false, notes, parts };
}
