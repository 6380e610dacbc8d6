import { parseStructured } from '#action-groups/kernel/coerce.ts';
import type { ObservedTurn } from './run-conversation.ts';
import type { Expectation, Match } from './suite.ts';

/** What a turn did against what was expected of it: one line for each thing that is not so. */
export function checkTurn(expected: Expectation, turn: ObservedTurn): string[] {
  return [
    ...checkOutcome(expected, turn),
    ...checkTools(expected, turn),
    ...checkSlots(expected, turn),
    ...checkAsked(expected, turn),
    ...checkInsight(expected, turn),
    ...checkCalls(expected, turn),
    ...checkCites(expected, turn),
    ...checkFind(expected, turn),
    ...checkSections(expected, turn),
    ...checkAnswer(expected, turn),
    ...checkNumbers(expected, turn),
  ];
}

function checkOutcome({ outcome, refuse }: Expectation, turn: ObservedTurn): string[] {
  const codes = turn.steps.map(({ code }) => code);
  const code = refuse === 'no-access' ? 'not-permitted' : 'out-of-scope';
  return [
    ...(outcome !== undefined && outcome !== turn.outcome
      ? [`outcome: ${turn.outcome}, not ${outcome}`]
      : []),
    ...(refuse !== undefined && (turn.outcome !== 'refused' || !codes.includes(code))
      ? [`refuse: ${turn.outcome} with ${codes.join(', ') || 'no operation'}, not refused with ${code}`]
      : []),
  ];
}

function checkTools({ tools }: Expectation, { steps }: ObservedTurn): string[] {
  if (tools === undefined) return [];
  const called = steps.map(({ operation }) => operation);
  const { order, none, forbid = [] } = tools;
  return [
    ...(none === true && called.length > 0 ? [`tools: called ${called.join(', ')}, none expected`] : []),
    ...forbid.filter((name) => called.includes(name)).map((name) => `tools: ${name} is forbidden`),
    ...(order !== undefined && !holdsInOrder(called, order)
      ? [`tools: called ${called.join(', ') || 'none'}, not ${order.join(', ')}`]
      : []),
  ];
}

function holdsInOrder(called: readonly string[], order: readonly string[]): boolean {
  let at = 0;
  for (const name of called) if (name === order[at]) at += 1;
  return at === order.length;
}

function checkSlots({ slots, described, notDescribed, whatIf }: Expectation, turn: ObservedTurn): string[] {
  if ([slots, described, notDescribed, whatIf].every((each) => each === undefined)) return [];
  const call = turn.steps.findLast(({ operation }) => operation === 'analyzeOpportunity');
  if (call === undefined) return [`slots: analyzeOpportunity was not called (${shownSteps(turn)})`];
  const description = (call.arguments.description ?? '').toLowerCase();
  return [
    ...matchAll('slots', slots ?? {}, call.arguments),
    ...(described ?? [])
      .filter((word) => !description.includes(word.toLowerCase()))
      .map((word) => `described: “${word}” is not in “${description}”`),
    ...(notDescribed ?? [])
      .filter((word) => description.includes(word.toLowerCase()))
      .map((word) => `notDescribed: “${word}” is in “${description}”`),
    ...(whatIf !== undefined && whatIf !== ((call.arguments.whatIfOf ?? '') !== '')
      ? [`whatIf: expected ${whatIf}`]
      : []),
  ];
}

/** The words by which a field is asked for. */
const ASKED_BY: Readonly<Record<string, RegExp>> = {
  customerName: /customer/i,
  description: /what (?:they|the customer|do they|does)|want|workload|need/i,
  targetCloseDate: /close|when/i,
  country: /country|region|where/i,
  customerSegment: /segment|how large/i,
};

function checkAsked({ asks }: Expectation, turn: ObservedTurn): string[] {
  if (asks === undefined) return [];
  if (turn.outcome !== 'asked') return [`asks: ${turn.outcome} instead of asked (${shownSteps(turn)})`];
  return asks
    .filter((field) => !(ASKED_BY[field] ?? new RegExp(field, 'i')).test(turn.answer))
    .map((field) => `asks: ${field} is not asked for in “${turn.answer}”`);
}

function checkInsight({ insight }: Expectation, turn: ObservedTurn): string[] {
  if (insight === undefined) return [];
  const call = turn.steps.findLast(({ operation }) => operation === 'runInsightQuery');
  if (call === undefined) return [`insight: runInsightQuery was not called (${shownSteps(turn)})`];
  const given = Object.fromEntries(
    Object.entries(call.arguments).map(([name, text]) => [name, parseStructured(text) ?? text]),
  );
  return Object.entries(insight).flatMap(([name, value]) =>
    covers(given[name], value)
      ? []
      : [`insight.${name}: ${JSON.stringify(given[name])}, not ${JSON.stringify(value)}`],
  );
}

function checkCalls({ calls = [] }: Expectation, turn: ObservedTurn): string[] {
  return calls.flatMap(({ operation, arguments: wanted = {} }) => {
    const made = turn.steps.filter((step) => step.operation === operation);
    if (made.length === 0) return [`calls: ${operation} was not called (${shownSteps(turn)})`];
    const faults = made.map(({ arguments: given }) => argumentFaults(operation, wanted, given));
    return faults.some((each) => each.length === 0) ? [] : (faults[0] ?? []);
  });
}

function argumentFaults(
  operation: string,
  wanted: NonNullable<NonNullable<Expectation['calls']>[number]['arguments']>,
  given: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(wanted).flatMap(([name, match]) => {
    const isMet = Array.isArray(match)
      ? covers(parseStructured(given[name] ?? '') ?? given[name], match)
      : meets(given[name], match);
    return isMet
      ? []
      : [`calls.${operation}.${name}: ${JSON.stringify(given[name])}, not ${JSON.stringify(match)}`];
  });
}

function checkCites({ cites }: Expectation, { citations }: ObservedTurn): string[] {
  if (cites === undefined) return [];
  const sources = citations.map(({ source, title = '', section = '' }) => `${title} ${section} ${source}`);
  if (cites.length === 0) return sources.length === 0 ? [] : [`cites: ${sources.join('; ')}, none expected`];
  return cites
    .filter((pattern) => !sources.some((source) => patternOf(pattern).test(source)))
    .map((pattern) => `cites: no source meets “${pattern}” (${sources.join('; ') || 'none'})`);
}

/** Whether what was given has all that is expected, in any order of lists; case and spelling of numbers do not count. */
export function covers(given: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    const list = Array.isArray(given) ? given : given === undefined ? [] : [given];
    if (expected.length === 0) return list.length === 0;
    return (
      list.length === expected.length && expected.every((item) => list.some((each) => covers(each, item)))
    );
  }
  if (typeof expected === 'object' && expected !== null) {
    if ('anyOf' in expected) return (expected.anyOf as unknown[]).some((value) => covers(given, value));
    if (typeof given !== 'object' || given === null) return false;
    return Object.entries(expected).every(([name, value]) =>
      covers((given as Record<string, unknown>)[name], value),
    );
  }
  return String(given ?? '').toLowerCase() === String(expected).toLowerCase();
}

function checkFind({ find }: Expectation, turn: ObservedTurn): string[] {
  if (find === undefined) return [];
  const call = turn.steps.findLast(({ operation }) => operation === 'findOpportunity');
  if (call === undefined) return [`find: findOpportunity was not called (${shownSteps(turn)})`];
  return matchAll('find', find, call.arguments);
}

function checkSections({ section }: Expectation, turn: ObservedTurn): string[] {
  if (section === undefined) return [];
  const opened = turn.steps
    .filter(({ operation }) => operation === 'getAnalysisSection')
    .map((step) => step.arguments.section ?? '');
  const accepted = typeof section === 'string' ? [section] : section.anyOf;
  if (accepted.some((name) => opened.includes(name))) return [];
  return [`section: ${opened.join(', ') || shownSteps(turn)}, not ${accepted.join(' or ')}`];
}

function checkAnswer({ answer }: Expectation, turn: ObservedTurn): string[] {
  const words = turn.answer.toLowerCase();
  const quoted = `“${turn.answer.slice(0, 300)}”`;
  return [
    ...(answer?.contains ?? [])
      .filter((text) => !words.includes(text.toLowerCase()))
      .map((text) => `answer: “${text}” is not in ${quoted}`),
    ...(answer?.notContains ?? [])
      .filter((text) => words.includes(text.toLowerCase()))
      .map((text) => `answer: “${text}” is in ${quoted}`),
    ...(answer?.matches ?? [])
      .filter((pattern) => !patternOf(pattern).test(turn.answer))
      .map((pattern) => `answer: /${pattern}/ does not match ${quoted}`),
  ];
}

/** On every turn, unless a case says otherwise: no number that stands in no result. */
function checkNumbers({ numbers }: Expectation, { grounding }: ObservedTurn): string[] {
  if (numbers?.grounded === false) return [];
  return grounding.unmatched.map(({ text }) => `numbers: ${text} stands in no result`);
}

function matchAll(
  what: string,
  expected: Readonly<Record<string, Match>>,
  given: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(expected)
    .filter(([name, match]) => !meets(given[name], match))
    .map(([name, match]) => `${what}.${name}: ${JSON.stringify(given[name])}, not ${JSON.stringify(match)}`);
}

function meets(given: string | undefined, match: Match): boolean {
  if (typeof match !== 'object') return same(given, match);
  if ('absent' in match) return given === undefined || given === '';
  if ('re' in match) return given !== undefined && patternOf(match.re).test(given);
  return match.anyOf.some((value) => same(given, value));
}

function same(given: string | undefined, value: string | number | boolean): boolean {
  return (given ?? '').trim().toLowerCase() === String(value).trim().toLowerCase();
}

/** A pattern as written in a case; `(?i)` in front of it means that case does not count, as it always does here. */
function patternOf(pattern: string): RegExp {
  return new RegExp(pattern.replace(/^\(\?i\)/, ''), 'iu');
}

function shownSteps({ steps, outcome }: ObservedTurn): string {
  return steps.map(({ operation, code }) => `${operation} ${code}`).join(', ') || outcome;
}
