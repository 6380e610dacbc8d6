import { type BenchOptions, startMeasured } from './measured-process.ts';
import { type Percentiles, percentiles, tenths } from './percentiles.ts';

export interface TurnBench {
  readonly rows: number;
  readonly fullTurn: Percentiles;
  readonly plainTurn: Percentiles;
  readonly turnsPerSecond: number;
  /** From nothing to ready, the making of the sample data included. */
  readonly firstReadyMs: number;
  /** To ready with data and stores in place. */
  readonly readyMs: number;
  /** The largest sum over the process tree: channel, services and engine. */
  readonly rssMb: number;
}

/**
 * Measures turns in a process like the one `npm start` runs: a channel's turn, the services and their engine.
 * A full turn is the analysis of an opportunity never asked before, through InvokeAgent, the runtime, Athena,
 * DuckDB and the artifact store; a plain turn ("what can you do?") touches no data.
 */
export async function turnBench(options: BenchOptions): Promise<TurnBench> {
  const measured = await startMeasured(options);
  const { onProgress, rows, runs } = options;
  let rssMb = Number.NaN;
  try {
    onProgress(`${runs} full turns, as many plain ones, as many full ones 4 at a time …`);
    const { times } = await measured.order({ kind: 'turn', runs }, 'times');
    rssMb = await measured.end();
    return {
      rows,
      fullTurn: percentiles(times.fullTurns),
      plainTurn: percentiles(times.plainTurns),
      turnsPerSecond: tenths(times.atOnceTurns / (times.wallMs / 1000)),
      firstReadyMs: measured.firstReadyMs,
      readyMs: measured.readyMs,
      rssMb,
    };
  } finally {
    if (Number.isNaN(rssMb)) await measured.end();
  }
}
