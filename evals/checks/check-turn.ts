import type { Expectation } from '../cases/expectation.ts';
import type { CheckResult, Outcome, TranscriptTurn } from '../runner/run-record.ts';
import type { Check, CheckContext } from './check.ts';

/** The checks, each loaded when a case wants it: most runs want few, and some bring a parser or the grounding along. */
const CHECKS = {
  outcome: async () => (await import('./outcome.ts')).outcome,
  slots: async () => (await import('./slots.ts')).slots,
  described: async () => (await import('./described.ts')).described,
  notDescribed: async () => (await import('./described.ts')).notDescribed,
  whatIf: async () => (await import('./what-if.ts')).whatIf,
  asks: async () => (await import('./asks.ts')).asks,
  tools: async () => (await import('./tools.ts')).tools,
  insight: async () => (await import('./insight.ts')).insight,
  calls: async () => (await import('./calls.ts')).calls,
  find: async () => (await import('./find.ts')).find,
  section: async () => (await import('./section.ts')).section,
  sql: async () => (await import('./sql.ts')).sql,
  numbers: async () => (await import('./numbers.ts')).numbers,
  citations: async () => (await import('./citations.ts')).citations,
  cites: async () => (await import('./cites.ts')).cites,
  answer: async () => (await import('./answer.ts')).answer,
  refuse: async () => (await import('./refuse.ts')).refuse,
  noLeak: async () => (await import('./no-leak.ts')).noLeak,
  followUps: async () => (await import('./follow-ups.ts')).followUps,
  latency: async () => (await import('./latency.ts')).latency,
  cost: async () => (await import('./cost.ts')).cost,
} as const satisfies Readonly<Record<Exclude<keyof Expectation, 'judge'>, () => Promise<unknown>>>;

/** Checks by their name, ready to be used. */
export type Checks = ReadonlyMap<string, Check<unknown>>;

/** The checks that these expectations want. */
export async function loadChecks(expectations: Iterable<Expectation>): Promise<Checks> {
  const names = new Set<string>(['numbers']);
  for (const expected of expectations) for (const name of Object.keys(expected)) names.add(name);
  const wanted = Object.entries(CHECKS).filter(([name]) => names.has(name));
  return new Map(
    await Promise.all(wanted.map(async ([name, load]) => [name, (await load()) as Check<unknown>] as const)),
  );
}

export interface CheckTurnOptions {
  readonly turn: TranscriptTurn;
  readonly earlier: readonly TranscriptTurn[];
  readonly partners: CheckContext['partners'];
  readonly checks: Checks;
}

/** On every turn, unless the case says otherwise: no number that stands in no result. */
const ALWAYS: Expectation = { numbers: { grounded: true } };

/** Holds one turn against what was expected of it. */
export async function checkTurn(
  expected: Expectation,
  options: CheckTurnOptions,
): Promise<readonly CheckResult[]> {
  const { turn, checks } = options;
  const { observed, error } = turn;
  if (observed === undefined) return checkBroken(expected, error?.code ?? 'unknown');
  const context: CheckContext = { ...options, observed };
  const { judge: rubrics, ...deterministic } = { ...ALWAYS, ...expected };
  const results = Object.entries(deterministic).flatMap(([name, wanted]): CheckResult[] => {
    const check = checks.get(name);
    if (check === undefined || wanted === undefined) return [];
    return [{ name, ...held(check, wanted, context) }];
  });
  if (rubrics === undefined) return results;
  const { judge } = await import('./judge.ts');
  return [...results, ...judge(rubrics, context)];
}

/** A check that breaks says nothing about the agent. */
function held(check: Check<unknown>, wanted: unknown, context: CheckContext): Omit<CheckResult, 'name'> {
  try {
    return check(wanted, context);
  } catch (error) {
    return {
      status: 'invalid',
      score: 0,
      detail: `the check broke: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** Of a turn that brought no answer only that can be expected. */
function checkBroken(expected: Expectation, code: string): readonly CheckResult[] {
  if (expected.outcome === 'failed') return [{ name: 'outcome', status: 'pass', score: 1 }];
  return [{ name: 'outcome', status: 'fail', score: 0, detail: `the turn broke: ${code}` }];
}

/** What checks come to together; `score` is the mean of those that count. */
export function sumUp(checks: readonly CheckResult[]): { readonly outcome: Outcome; readonly score: number } {
  const counted = checks.filter(({ status }) => status === 'pass' || status === 'fail');
  const score =
    counted.length === 0 ? 1 : counted.reduce((sum, each) => sum + each.score, 0) / counted.length;
  if (checks.some(({ status }) => status === 'invalid')) return { outcome: 'invalid', score: 0 };
  return { outcome: counted.every(({ status }) => status === 'pass') ? 'pass' : 'fail', score };
}
