import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { runCases } from './case-values.ts';
import { CompareError } from './compare-error.ts';
import type { ReadRun } from './read-run.ts';

const share = z.number().min(0).max(1);

const baseline = z.strictObject({
  format: z.literal(1),
  /** When and from which run it was taken. */
  blessedAt: z.iso.datetime(),
  runId: z.string().min(1),
  agentVersion: z.string().nullable(),
  model: z.string().nullable(),
  dataVersion: z.string().nullable(),
  /** The first characters of each prompt's SHA-256. */
  promptHashes: z.record(z.string(), z.string()),
  /** By case id: its hash's first characters, its conversation, its mean score and share of passes. */
  cases: z.record(
    z.string(),
    z.strictObject({
      hash: z.string().length(16),
      conversation: z.string().optional(),
      score: share,
      pass: share,
    }),
  ),
});

/** What a good run scored, small enough to be committed: later runs are held to it. */
export type Baseline = Readonly<z.infer<typeof baseline>>;
export type BaselineCase = Baseline['cases'][string];

/** So many characters of a hash tell cases apart. */
const HASH_LENGTH = 16;

/**
 * The baseline that a run would be.
 * @throws {CompareError} `run-incomplete` for a run with cases that were not asked or not judged
 */
export function baselineOf(run: ReadRun, at: Date): Baseline {
  const { record } = run;
  const { cases, infra, invalid } = runCases(run);
  if (record.state !== 'complete' || infra.length > 0)
    throw new CompareError(
      'run-incomplete',
      `${record.runId} is ${record.state}: only a complete run can be blessed; go on with eval run --resume ${run.folder}`,
    );
  if (invalid.length > 0)
    throw new CompareError(
      'run-unreadable',
      `${record.runId}: these cases are broken: ${invalid.join(', ')}`,
    );
  if (cases.length === 0) throw new CompareError('run-unreadable', `${record.runId} holds no case`);
  const sorted = cases.toSorted((one, other) => (one.caseId < other.caseId ? -1 : 1));
  return {
    format: 1,
    blessedAt: at.toISOString(),
    runId: record.runId,
    agentVersion: record.target.agentVersion,
    model: record.model,
    dataVersion: record.dataVersion,
    promptHashes: Object.fromEntries(
      Object.entries(record.promptHashes).map(([id, hash]) => [id, hash.slice(0, HASH_LENGTH)]),
    ),
    cases: Object.fromEntries(
      sorted.map(({ caseId, caseHash, conversationId, values: { score = 0, pass = 0 } }) => [
        caseId,
        {
          hash: shortHash(caseHash),
          ...(conversationId !== caseId && { conversation: conversationId }),
          score: round(score),
          pass: round(pass),
        },
      ]),
    ),
  };
}

/** The committed file: a line a case, so that a change shows which cases moved. */
export function baselineText({ cases, ...facts }: Baseline): string {
  const head = JSON.stringify(facts, null, 2).slice(0, -2);
  const lines = Object.entries(cases).map(
    ([id, each]) => `    ${JSON.stringify(id)}: ${JSON.stringify(each)}`,
  );
  return `${head},\n  "cases": {\n${lines.join(',\n')}\n  }\n}\n`;
}

/** @throws {CompareError} `run-unreadable` naming the field that is wrong */
export function parseBaseline(text: string, file: string): Baseline {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CompareError('run-unreadable', `${file}: no JSON: ${(cause as Error).message}`, { cause });
  }
  const parsed = baseline.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
  throw new CompareError(
    'run-unreadable',
    `${file}: ${faults.slice(0, 5).join('; ')}; write it anew with eval bless RUN`,
    { cause: parsed.error },
  );
}

/** Undefined where there is no such file. @throws {CompareError} `run-unreadable` */
export async function readBaseline(file: string): Promise<Baseline | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new CompareError('run-unreadable', `${file} cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
  return parseBaseline(text, file);
}

export function shortHash(hash: string): string {
  return hash.padEnd(HASH_LENGTH, '0').slice(0, HASH_LENGTH);
}

/** Shares of checks, short enough to read. */
function round(value: number): number {
  return Number(value.toFixed(6));
}
