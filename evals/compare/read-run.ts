import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import {
  type ResultLine,
  RUN_FILES,
  RUN_FORMAT,
  type RunRecord,
  type TranscriptLine,
} from '#evals/runner/run-record.ts';
import { CompareError } from './compare-error.ts';

/** A run as its folder holds it; of several lines of one case and repeat the last counts. */
export interface ReadRun {
  /** Absolute. */
  readonly folder: string;
  readonly record: RunRecord;
  /** In the order of first appearance. */
  readonly results: readonly ResultLine[];
}

/**
 * Reads a run's folder.
 * @throws {CompareError} `run-unreadable` naming the file, the line and what is wrong there
 */
export async function readRun(folder: string): Promise<ReadRun> {
  const record = await readRecord(folder);
  const lines = await readLines(join(folder, RUN_FILES.results), resultLine);
  return { folder: resolve(folder), record, results: lastOfEach(lines as readonly ResultLine[]) };
}

/** What was said in a run, for a report; none when the file is gone. */
export async function readTranscripts(folder: string): Promise<readonly TranscriptLine[]> {
  const lines = await readLines(join(folder, RUN_FILES.transcripts), transcriptLine, { optional: true });
  return lastOfEach(lines as readonly TranscriptLine[]);
}

async function readRecord(folder: string): Promise<RunRecord> {
  const file = join(folder, RUN_FILES.run);
  const text = await readText(file);
  if (text === undefined)
    throw new CompareError('run-unreadable', `${folder}: no run is there (${RUN_FILES.run} is missing)`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CompareError('run-unreadable', `${file}: no JSON: ${(cause as Error).message}`, { cause });
  }
  const format = z.object({ format: z.unknown() }).safeParse(value).data?.format;
  if (format !== RUN_FORMAT)
    throw new CompareError(
      'run-unreadable',
      `${file}: format ${JSON.stringify(format)}, and this reads ${RUN_FORMAT}: run it again`,
    );
  const parsed = runRecord.safeParse(value);
  if (!parsed.success) throw new CompareError('run-unreadable', `${file}: ${faults(parsed.error)}`);
  return value as RunRecord;
}

async function readLines(
  file: string,
  schema: z.ZodType,
  { optional = false }: { readonly optional?: boolean } = {},
): Promise<readonly unknown[]> {
  const text = await readText(file);
  if (text === undefined) {
    if (optional) return [];
    throw new CompareError('run-unreadable', `${file} is missing`);
  }
  const lines = text.split('\n');
  // What stands behind the last line's end was cut short by a kill.
  lines.pop();
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    try {
      const value: unknown = JSON.parse(line);
      schema.parse(value);
      return [value];
    } catch (cause) {
      const why = cause instanceof z.ZodError ? faults(cause) : (cause as Error).message;
      throw new CompareError('run-unreadable', `${file} line ${at + 1}: ${why}`, { cause });
    }
  });
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new CompareError('run-unreadable', `${file} cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
}

function lastOfEach<Line extends { readonly caseId: string; readonly repeat: number }>(
  lines: readonly Line[],
): readonly Line[] {
  return [...new Map(lines.map((line) => [JSON.stringify([line.caseId, line.repeat]), line])).values()];
}

function faults(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`).join('; ');
}

const amount = z.number().nonnegative();
const metrics = z.object({
  firstTokenMs: amount.nullable(),
  totalMs: amount,
  inputTokens: amount,
  outputTokens: amount,
  costUsd: amount.nullable(),
});
const outcome = z.enum(['pass', 'fail', 'infra', 'invalid']);
const check = z.object({ name: z.string(), status: z.enum(['pass', 'fail', 'skipped', 'invalid']) });

/** What is computed with; all else of a line is shown as it is. */
const resultLine = z.object({
  caseId: z.string().min(1),
  suite: z.string(),
  conversationId: z.string().min(1),
  tags: z.array(z.string()),
  gate: z.enum(['critical', 'normal', 'report-only']),
  isKnownGap: z.boolean(),
  caseHash: z.string().min(1),
  today: z.string(),
  repeat: z.int().nonnegative(),
  outcome,
  score: z.number().min(0).max(1),
  turns: z.array(z.object({ user: z.string(), answer: z.string(), outcome, checks: z.array(check) })),
  checks: z.array(check),
  metrics,
});

const transcriptLine = z.object({
  caseId: z.string().min(1),
  repeat: z.int().nonnegative(),
  turns: z.array(z.object({ user: z.string() })),
});

const runRecord = z.object({
  runId: z.string().min(1),
  state: z.enum(['running', 'complete', 'incomplete', 'interrupted']),
  startedAt: z.string(),
  target: z.object({ kind: z.string(), name: z.string() }),
  variant: z.string(),
  unseenChanges: z.array(z.string()),
  promptHashes: z.record(z.string(), z.string()),
  model: z.string().nullable(),
  dataVersion: z.string().nullable(),
  repeats: z.int().positive(),
  seed: z.number(),
  planned: z.int().nonnegative(),
});
