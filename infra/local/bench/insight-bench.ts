import { type BenchOptions, startMeasured } from './measured-process.ts';
import { type Percentiles, percentiles, tenths } from './percentiles.ts';

export interface InsightBench {
  readonly rows: number;
  /** A portfolio question never asked before, through the whole turn. */
  readonly insightTurn: Percentiles;
  /** The same, by kind of question, its date left out. */
  readonly byQuestion: Readonly<Record<string, Percentiles>>;
  readonly turnsPerSecond: number;
  readonly rssMb: number;
}

/** Measures portfolio questions as `turnBench` measures analyses. */
export async function insightBench(options: BenchOptions): Promise<InsightBench> {
  const measured = await startMeasured(options);
  const { onProgress, rows, runs } = options;
  let rssMb = Number.NaN;
  try {
    onProgress(`${runs} portfolio questions, as many 4 at a time …`);
    const { times } = await measured.order({ kind: 'insight', runs }, 'insight-times');
    rssMb = await measured.end();
    const questions = [...new Set(times.turns.map(({ question }) => question))];
    const of = (wanted: string) =>
      times.turns.filter(({ question }) => question === wanted).map(({ ms }) => ms);
    return {
      rows,
      insightTurn: percentiles(times.turns.map(({ ms }) => ms)),
      byQuestion: Object.fromEntries(questions.map((question) => [question, percentiles(of(question))])),
      turnsPerSecond: tenths(times.atOnceTurns / (times.wallMs / 1000)),
      rssMb,
    };
  } finally {
    if (Number.isNaN(rssMb)) await measured.end();
  }
}
