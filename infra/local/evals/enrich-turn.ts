import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { EvalCase } from '#evals/cases/eval-case.ts';
import { statementsOf } from '#evals/checks/sql.ts';
import { askJudges, type JudgePanel } from '#evals/judges/ask-judges.ts';
import { compareRows } from '#evals/runner/compare-rows.ts';
import type { EnrichContext } from '#evals/runner/hold-case.ts';
import type { SqlComparison, TranscriptTurn } from '#evals/runner/run-record.ts';
import type { Target } from '#evals/runner/target.ts';
import type { SqlValue } from '#knowledge-base/projects/warehouse.ts';

/** Adds to a turn what checks want beside the answer: the rows of other SQL, and what judges say. */
export function enrichTurn(
  target: Target,
  panel: JudgePanel,
  signal: AbortSignal,
): (turn: TranscriptTurn, context: EnrichContext) => Promise<TranscriptTurn> {
  return async (turn, context) => {
    const { expect } = context;
    if (turn.observed === undefined) return turn;
    const reference = expect.sql?.sameResultAs;
    const comparison =
      reference === undefined ? undefined : await compareSql({ reference, turn, context, target, signal });
    const judgements =
      expect.judge === undefined
        ? undefined
        : await askJudges(expect.judge, { turn, earlier: context.earlier, panel, signal });
    return {
      ...turn,
      ...(comparison === undefined ? {} : { comparisons: [comparison] }),
      ...(judgements === undefined ? {} : { judgements }),
    };
  };
}

interface Comparing {
  readonly reference: string;
  readonly turn: TranscriptTurn;
  readonly context: EnrichContext;
  readonly target: Target;
  readonly signal: AbortSignal;
}

async function compareSql({ reference, turn, context, target, signal }: Comparing): Promise<SqlComparison> {
  const unable = (detail: string): SqlComparison => ({ reference, same: null, detail });
  const { observed } = turn;
  const { warehouse } = target;
  if (observed === undefined || warehouse === undefined) return unable('this target cannot run SQL');
  const from = context.expect.sql?.from;
  const [own] = statementsOf({ turn, observed, earlier: context.earlier, partners: [] }, from);
  if (own === undefined) return { reference, same: false, detail: 'no result of this turn holds SQL' };
  try {
    const sql = await readFile(fileOf(reference, context.item), 'utf8');
    const [rows, wanted] = await Promise.all([
      warehouse.query({ sql: own.text, values: own.values as readonly SqlValue[] }, { signal }),
      warehouse.query({ sql: sql.trim().replace(/;$/, ''), values: [] }, { signal }),
    ]);
    return { reference, ...compareRows(rows, wanted) };
  } catch (error) {
    signal.throwIfAborted();
    return unable(error instanceof Error ? error.message : String(error));
  }
}

function fileOf(reference: string, { file }: EvalCase): string {
  return resolve(dirname(file), reference);
}
