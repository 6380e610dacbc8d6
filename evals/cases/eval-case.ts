import { createHash } from 'node:crypto';
import type { Gate } from '../runner/run-record.ts';
import type { Expectation } from './expectation.ts';
import type { CaseSpec, Fault, SessionSpec, SuiteFile, TurnSpec } from './suite.ts';

/** A case as it is held: defaults merged into it, sessions named, its identity known. */
export interface EvalCase {
  readonly id: string;
  readonly suite: string;
  /** The suite's file, for paths that stand in the case. */
  readonly file: string;
  readonly today: string;
  readonly tags: readonly string[];
  readonly proves: readonly string[];
  readonly gate: Gate;
  readonly isKnownGap: boolean;
  readonly conversationId: string;
  /** As often as the run says when left out. */
  readonly repeats?: number;
  /** Held by itself before all others. */
  readonly isAlone: boolean;
  readonly sessions: Readonly<Record<string, SessionSpec>>;
  readonly turns: readonly EvalTurn[];
  /** SHA-256 of what is asked and expected; of other hashes results are not compared. */
  readonly hash: string;
}

export interface EvalTurn {
  readonly session: string;
  readonly user: string;
  readonly fault?: Fault;
  readonly expect: Expectation;
}

export const ONLY_SESSION = 'main';
const FIRST_SELLER = 'olivia';

/** A case of a suite with the suite's defaults in it. */
export function resolveCase(spec: CaseSpec, suite: SuiteFile, file: string): EvalCase {
  const { defaults = {}, today } = suite;
  const sessions = spec.sessions ?? {
    [ONLY_SESSION]: { seller: spec.seller ?? defaults.seller ?? FIRST_SELLER },
  };
  const [first = ONLY_SESSION] = Object.keys(sessions);
  const turns = spec.turns.map((turn) => resolveTurn(turn, first, defaults.expect));
  const tags = [...new Set([...(defaults.tags ?? []), ...(spec.tags ?? [])])];
  const repeats = spec.repeats ?? defaults.repeats;
  return {
    id: spec.id,
    suite: suite.suite,
    file,
    today,
    tags,
    proves: [...new Set([...(defaults.proves ?? []), ...(spec.proves ?? [])])],
    gate: spec.gate ?? defaults.gate ?? 'normal',
    isKnownGap: tags.includes('known-gap'),
    conversationId: spec.cluster ?? spec.id,
    ...(repeats === undefined ? {} : { repeats }),
    isAlone: spec.alone === true,
    sessions,
    turns,
    hash: createHash('sha256').update(JSON.stringify({ today, sessions, turns })).digest('hex'),
  };
}

function resolveTurn(turn: TurnSpec, first: string, defaults: Expectation = {}): EvalTurn {
  return {
    session: turn.in ?? first,
    user: turn.user,
    ...(turn.fault === undefined ? {} : { fault: turn.fault }),
    expect: mergeExpectations(defaults, turn.expect ?? {}),
  };
}

/** Fields of `own` go before those of `defaults`; where both are objects, their keys do. Lists are not joined. */
export function mergeExpectations(defaults: Expectation, own: Expectation): Expectation {
  const merged: Record<string, unknown> = { ...defaults };
  for (const [field, value] of Object.entries(own)) {
    const before = merged[field];
    merged[field] = isObject(before) && isObject(value) ? { ...before, ...value } : value;
  }
  return merged as Expectation;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
