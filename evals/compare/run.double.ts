import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Metrics, type ResultLine, RUN_FILES, type RunRecord } from '#evals/runner/run-record.ts';
import type { ReadRun } from './read-run.ts';

/** What a test says of one result; all else is filled. */
export interface MadeResult extends Partial<Omit<ResultLine, 'metrics'>> {
  readonly caseId: string;
  readonly answer?: string;
  readonly metrics?: Partial<Metrics>;
}

/** A complete run of an in-process agent with those results. */
export function madeRun(results: readonly MadeResult[], record: Partial<RunRecord> = {}): ReadRun {
  const repeats = Math.max(1, ...results.map(({ repeat = 0 }) => repeat + 1));
  const runId = record.runId ?? 'run-1';
  return {
    folder: `/runs/${runId}`,
    results: results.map(madeLine),
    record: {
      format: 1,
      runId,
      state: 'complete',
      startedAt: '2026-11-25T09:00:00.000Z',
      target: { kind: 'in-process', name: 'in-process', alias: 'dev', agentVersion: '1' },
      variant: 'base',
      unseenChanges: [],
      promptHashes: { 'agent/instruction': 'a'.repeat(64) },
      tier: 'standard',
      model: 'embedded',
      dataVersion: 'data-1',
      suiteHashes: { made: 'b'.repeat(64) },
      repeats,
      seed: 1,
      selection: { files: ['evals/suites'] },
      leftOut: [],
      planned: results.length,
      ...record,
    },
  };
}

function madeLine(result: MadeResult): ResultLine {
  const { answer = `An answer to ${result.caseId}.`, metrics, ...given } = result;
  const outcome = given.outcome ?? 'pass';
  const measured: Metrics = {
    firstTokenMs: 40,
    totalMs: 100,
    inputTokens: 300,
    outputTokens: 60,
    costUsd: 0.001,
    ...metrics,
  };
  return {
    suite: 'made',
    conversationId: result.caseId,
    tags: [],
    gate: 'normal',
    isKnownGap: false,
    caseHash: `hash of ${result.caseId}`,
    today: '2026-11-25',
    repeat: 0,
    score: outcome === 'pass' ? 1 : 0,
    turns: [
      {
        user: `About ${result.caseId}?`,
        answer,
        outcome,
        checks: [
          { name: 'answer', status: outcome === 'pass' ? 'pass' : 'fail', score: outcome === 'pass' ? 1 : 0 },
        ],
        metrics: measured,
      },
    ],
    checks: [],
    cachedTurns: 0,
    ...given,
    outcome,
    metrics: measured,
  };
}

/** As many cases as there are letters: `p` passes, `f` fails. */
export function madeCases(outcomes: string, shared: Partial<MadeResult> = {}): readonly MadeResult[] {
  return [...outcomes].map((letter, at) => ({
    caseId: `case-${at + 1}`,
    outcome: letter === 'p' ? ('pass' as const) : ('fail' as const),
    ...shared,
  }));
}

/** Writes a run as the runner does. */
export async function writeRun(folder: string, { record, results }: ReadRun): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, RUN_FILES.run), `${JSON.stringify(record)}\n`);
  await writeFile(
    join(folder, RUN_FILES.results),
    results.map((line) => `${JSON.stringify(line)}\n`).join(''),
  );
  const transcripts = results.map(({ caseId, suite, repeat, turns }) => ({
    caseId,
    suite,
    repeat,
    turns: turns.map(({ user }) => ({ session: 'main', sessionId: 's', sellerId: 'olivia', user })),
  }));
  await writeFile(
    join(folder, RUN_FILES.transcripts),
    transcripts.map((line) => `${JSON.stringify(line)}\n`).join(''),
  );
}
