import { type TokenRange, touches } from '../facts/fact.ts';
import type { InsightPart } from '../insight/reading.ts';
import { aspectReader } from '../requests/aspect-cues.ts';
import type { Given, RequestCue, RequestPlace, RequestReader, RequestReading } from '../requests/request.ts';
import { sliceSource, spanOf, type Token } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { readAmounts } from '../values/amounts.ts';
import { readPercents } from '../values/percents.ts';
import { readStartDate } from '../values/start-dates.ts';
import { readFundingFacts } from './fact-words.ts';
import { FUNDING_CUES, FUNDING_PART_CUES } from './funding-cues.ts';
import { readPrograms } from './program-words.ts';

const asked = aspectReader(FUNDING_CUES);
const askedPart = aspectReader(FUNDING_PART_CUES);

/** Questions about who helps to pay, and the facts that programs ask for. */
export const fundingReader: RequestReader = {
  kind: 'funding',
  operation: 'recommendFunding',
  opens: opensFunding,
  asksPart: askedPart,
  told: toldFacts,
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
  const [program] = readPrograms(tokens, cue !== null || isOption(tokens));
  if (program === undefined) return cue ?? forActivity(tokens);
  const words = tokens.filter(({ kind }) => kind === 'word' || kind === 'number');
  const at = words.findIndex(({ start }) => start === tokens[program.from]?.start);
  const asks =
    tokens.some(({ fold }) => fold === '?') ||
    ASKS.test(words[0]?.fold ?? '') ||
    (LEADS.test(words[0]?.fold ?? '') && ASKS.test(words[1]?.fold ?? '')) ||
    words.length <= SHORT;
  // `by when must the MAP request be in`: what of it is asked.
  const part = partOf(understanding, words);
  const named: RequestCue | null = asks ? { aspect: part?.aspect ?? null, score: 3.5, at } : null;
  if (cue === null) return named;
  return named === null || cue.score >= named.score ? cue : { ...named, aspect: cue.aspect };
}

/** `the bonus when it launches` asks for no date. */
function partOf(understanding: Understanding, words: readonly Token[]): RequestCue | null {
  const part = askedPart(understanding);
  const isTime = words
    .slice(0, 3)
    .some(({ fold }) => /^(?:when|until|till|how|deadlines?|latest)$/.test(fold));
  if (part?.aspect === 'timeline' && !isTime) return null;
  return part?.aspect === 'documents' && !words.some(({ fold }) => SUBMITS.test(fold)) ? null : part;
}

const SUBMITS = /^(?:docs?|documents?|papers?|paperwork|submit|submits|forms?|checklist)$/;

/** `is greenfield an option?`: a word that is much else names a program where it is asked whether it fits. */
function isOption(tokens: readonly Token[]): boolean {
  const words = tokens.filter(({ kind }) => kind === 'word');
  const asks = tokens.some(({ fold }) => fold === '?') || ASKS.test(words[0]?.fold ?? '');
  return asks && (words.length <= FEW || words.some(({ fold }) => OPTION.test(fold)));
}

const OPTION =
  /^(?:option|possible|eligible|fit|fits|apply|applies|qualify|qualifies|available|program|programme|work|works)$/;
const FEW = 3;

/** `we run a webinar, anything for that?` */
function forActivity(tokens: readonly Token[]): RequestCue | null {
  const asks = tokens.findIndex(
    ({ fold }, at) =>
      /^(?:anything|something|help|support)$/.test(fold) &&
      /^(?:for|from|with|towards)$/.test(tokens[at + 1]?.fold ?? ''),
  );
  const isOf = readFundingFacts(tokens).some(
    ({ field, value }) =>
      (field === 'marketingPlanned' || field === 'proofOfConceptPlanned') && value === true,
  );
  return asks >= 0 && isOf ? { aspect: null, score: 3.5, at: 0 } : null;
}

/** Facts of the deal and the partner that a description may hold, for when funding is asked of it. */
export function toldFacts(tokens: readonly Token[]): Given {
  return Object.fromEntries(
    readFundingFacts(tokens)
      .filter(({ field }) => OF_DEAL.has(field))
      .map(({ field, value }) => [field, value]),
  );
}

const OF_DEAL: ReadonlySet<string> = new Set([
  'opportunityStage',
  'customerIsNewToAws',
  'customerIsStartup',
  'sellerIsSoftwareVendor',
  'partnerTier',
  'partnerHasMigrationCompetency',
  'partnerPassedTechnicalReview',
  'proofOfConceptPlanned',
]);

/** `by when must the MAP request be in` */
const LEADS = /^(?:by|until|till|so|then|ok|from|since|for|but)$/;
const SHORT = 5;
const ASKS =
  /^(?:what|which|why|when|isnt|arent|doesnt|cant|wasnt|where|who|how|could|can|is|are|do|does|did|will|would|should|any|and|also|also|may|might|check|tell|explain|show|give|see|or)$/;

/** Words that somebody else wrote: their figures are not the seller’s. */
function quotedIn(tokens: readonly Token[]): readonly TokenRange[] {
  const marks = tokens.flatMap(({ fold }, at) => (/^["“”„«»]$/.test(fold) ? [at] : []));
  return marks.flatMap((from, index) =>
    index % 2 === 0 && marks[index + 1] !== undefined ? [{ from, to: marks[index + 1] ?? from }] : [],
  );
}

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
  const taken = [...readPercents(tokens), ...(start === null ? [] : [start]), ...quotedIn(tokens)];
  const before = place.before?.given ?? {};
  const isOfActivity =
    given.marketingPlanned === true ||
    (before.marketingPlanned === true && before.activityCostUsd !== undefined && !/migrat/i.test(source));
  const cost = isOfActivity ? 'activityCostUsd' : 'migrationCostUsd';
  for (const amount of readAmounts(source, tokens, taken)) {
    if (amount.per !== null && amount.per !== 'once') continue;
    if (amount.currency === 'other')
      notes.push(`I left out “${amount.text}”: amounts are in USD, and I have no exchange rate`);
    else if (given[cost] === undefined) take(cost, amount.amount, amount);
  }
  return { given, dropped: [], withFunding: false, notes, parts };
}
