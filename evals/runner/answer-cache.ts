import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EvalCase } from '../cases/eval-case.ts';
import type { CaseSession } from './case-sessions.ts';
import type { ObservedTurn, TranscriptTurn } from './run-record.ts';
import type { TargetIdentity } from './target.ts';

/** Answers of whole conversations, to be used again as long as nothing that matters has changed. */
export interface AnswerCache {
  /** An answer a turn; undefined unless all are there: an agent that was not asked the first turn cannot go on. */
  find(
    item: EvalCase,
    sessions: ReadonlyMap<string, CaseSession>,
    repeat: number,
  ): Promise<readonly ObservedTurn[] | undefined>;
  keep(
    item: EvalCase,
    sessions: ReadonlyMap<string, CaseSession>,
    repeat: number,
    turns: readonly TranscriptTurn[],
  ): Promise<void>;
}

/** Why answers of this target cannot be kept; undefined when they can. */
export function cacheFault({ target, dataVersion }: TargetIdentity): string | undefined {
  if (target.agentVersion === null) return 'the version behind the alias is not known';
  if (target.agentVersion === 'DRAFT') return 'a working draft changes under its name';
  return dataVersion === null ? 'the version of the data is not known' : undefined;
}

/**
 * Keeps answers in files by what they depend on: the agent's version and prompts (never the alias), tier, model, the data,
 * what was said so far by whom on which day, and the repeat.
 */
export function createFileAnswerCache(dir: string, identity: TargetIdentity): AnswerCache {
  const fileOf = (item: EvalCase, sessions: ReadonlyMap<string, CaseSession>, repeat: number) =>
    join(dir, `${answerKey(identity, item, sessions, repeat)}.json`);
  return {
    async find(item, sessions, repeat) {
      const text = await readFile(fileOf(item, sessions, repeat), 'utf8').catch(() => undefined);
      if (text === undefined) return undefined;
      try {
        return JSON.parse(text) as readonly ObservedTurn[];
      } catch {
        // Half a file, of a process that was killed: as if it were not there.
        return undefined;
      }
    },
    async keep(item, sessions, repeat, turns) {
      const answers = turns.flatMap(({ observed }) => observed ?? []);
      if (answers.length < turns.length || item.turns.some(({ fault }) => fault !== undefined)) return;
      const file = fileOf(item, sessions, repeat);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(`${file}.${process.pid}`, JSON.stringify(answers));
      await rename(`${file}.${process.pid}`, file);
    },
  };
}

/** SHA-256 of all that an answer depends on. */
export function answerKey(
  { target, promptHashes, tier, model, dataVersion }: TargetIdentity,
  { today, turns }: Pick<EvalCase, 'today' | 'turns'>,
  sessions: ReadonlyMap<string, Pick<CaseSession, 'sellerId' | 'sellerName' | 'scope'>>,
  repeat: number,
): string {
  const speakers = [...sessions].map(([name, { sellerId, sellerName, scope }]) => [
    name,
    sellerId,
    sellerName,
    scope,
  ]);
  const prompts = Object.entries(promptHashes).sort(([a], [b]) => (a < b ? -1 : 1));
  const transcript = turns.map(({ session, user, fault }) => [session, user, fault ?? null]);
  const parts = [
    target.agentId ?? target.kind,
    target.agentVersion,
    prompts,
    tier,
    model,
    dataVersion,
    today,
    speakers,
    transcript,
    repeat,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
