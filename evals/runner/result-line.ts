import type { EvalCase } from '../cases/eval-case.ts';
import { type Checks, checkTurn, sumUp } from '../checks/check-turn.ts';
import type { Held } from './hold-case.ts';
import type {
  CheckResult,
  Metrics,
  Outcome,
  ResultLine,
  RunRecord,
  TranscriptTurn,
  TurnResult,
} from './run-record.ts';

export interface ResultOptions {
  readonly checks: Checks;
  readonly partners: NonNullable<RunRecord['partners']>;
}

/** What a held case comes to, by the expectations of the case as it is now. */
export async function resultLine(
  item: EvalCase,
  { transcript, broken }: Held,
  options: ResultOptions,
): Promise<ResultLine> {
  const turns: TurnResult[] = [];
  for (const [at, turn] of transcript.turns.entries()) {
    const isBroken = broken !== undefined && turn.observed === undefined;
    const checks = isBroken
      ? []
      : await checkTurn(item.turns[at]?.expect ?? {}, {
          ...options,
          turn,
          earlier: transcript.turns.slice(0, at),
        });
    turns.push(turnResult(turn, checks, isBroken));
  }
  const checks = turns.flatMap((turn) => turn.checks);
  const summed = sumUp(checks);
  return {
    ...headOf(item, transcript.repeat),
    outcome: broken === undefined ? summed.outcome : 'infra',
    score: broken === undefined ? summed.score : 0,
    turns,
    checks: [],
    metrics: sumMetrics(turns.map(({ metrics }) => metrics)),
    cachedTurns: transcript.turns.filter(({ isCached }) => isCached).length,
    ...(broken === undefined ? {} : { error: `${broken.code}: ${broken.message}` }),
  };
}

/** A case that cannot be held as it is written. */
export function invalidLine(item: EvalCase, repeat: number, error: string): ResultLine {
  return {
    ...headOf(item, repeat),
    outcome: 'invalid',
    score: 0,
    turns: [],
    checks: [],
    metrics: sumMetrics([]),
    cachedTurns: 0,
    error,
  };
}

function headOf(item: EvalCase, repeat: number) {
  const { id, suite, conversationId, tags, gate, isKnownGap, hash, today } = item;
  return { caseId: id, suite, conversationId, tags, gate, isKnownGap, caseHash: hash, today, repeat };
}

const NO_METRICS: Metrics = {
  firstTokenMs: null,
  totalMs: 0,
  inputTokens: 0,
  outputTokens: 0,
  costUsd: null,
};

function turnResult(
  { user, observed }: TranscriptTurn,
  checks: readonly CheckResult[],
  isBroken: boolean,
): TurnResult {
  const outcome: Outcome = isBroken ? 'infra' : sumUp(checks).outcome;
  return { user, answer: observed?.answer ?? '', outcome, checks, metrics: observed?.metrics ?? NO_METRICS };
}

/** Of several turns: the longest wait for first words, all else added up; a cost that is not known makes none known. */
export function sumMetrics(all: readonly Metrics[]): Metrics {
  const first = all.flatMap(({ firstTokenMs }) => firstTokenMs ?? []);
  const add = (of: (metrics: Metrics) => number) => all.reduce((sum, metrics) => sum + of(metrics), 0);
  return {
    firstTokenMs: first.length === 0 ? null : Math.max(...first),
    totalMs: add(({ totalMs }) => totalMs),
    inputTokens: add(({ inputTokens }) => inputTokens),
    outputTokens: add(({ outputTokens }) => outputTokens),
    costUsd: all.some(({ costUsd }) => costUsd === null) ? null : add(({ costUsd }) => costUsd ?? 0),
  };
}
