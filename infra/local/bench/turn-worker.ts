import type { Turn } from '#channels/turn/turn.ts';
import { resultOf } from '#channels/turn/turn-result.ts';
import { portfolioQuestion } from './portfolio-questions.ts';
import { sampleQuestion } from './sample-questions.ts';

/** How long turns took, in milliseconds; `wallMs` is for `atOnceTurns` full turns, `atOnce` at a time. */
export interface TurnTimes {
  readonly fullTurns: readonly number[];
  readonly plainTurns: readonly number[];
  readonly atOnceTurns: number;
  readonly wallMs: number;
}

const WARM_UP = 8;
const AT_ONCE = 4;

/** Takes `runs` turns of each kind. @throws when one did not end as it has to: a fast failure is no result. */
export async function timeTurns(turn: Turn, sellerId: string, runs: number): Promise<TurnTimes> {
  let asked = 0;
  const full = () => timeTurn(turn, { sellerId, text: sampleQuestion(asked++), artifactType: 'analysis' });
  const plain = () => timeTurn(turn, { sellerId, text: 'what can you do?' });
  await series(WARM_UP, full);
  const fullTurns = await series(runs, full);
  await series(WARM_UP, plain);
  const plainTurns = await series(runs, plain);
  const each = Math.ceil(runs / AT_ONCE);
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, () => series(each, full)));
  return { fullTurns, plainTurns, atOnceTurns: each * AT_ONCE, wallMs: performance.now() - startedAt };
}

/** How long portfolio questions took, in milliseconds, one after the other; `wallMs` as in {@link TurnTimes}. */
export interface InsightTimes {
  readonly turns: readonly { readonly question: string; readonly ms: number }[];
  readonly atOnceTurns: number;
  readonly wallMs: number;
}

/** Asks `runs` portfolio questions never asked before. @throws when one did not end in an answer with its figures. */
export async function timeInsights(turn: Turn, sellerId: string, runs: number): Promise<InsightTimes> {
  let asked = 0;
  const ask = async () => {
    const text = portfolioQuestion(asked++);
    const ms = await timeTurn(turn, { sellerId, text, artifactType: 'insight' });
    return { question: text.replace(/\d{4}-\d{2}-\d{2}/, '…'), ms };
  };
  await series(WARM_UP, ask);
  const turns = await series(runs, ask);
  const each = Math.ceil(runs / AT_ONCE);
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, () => series(each, ask)));
  return { turns, atOnceTurns: each * AT_ONCE, wallMs: performance.now() - startedAt };
}

async function timeTurn(
  turn: Turn,
  { sellerId, text, artifactType }: { sellerId: string; text: string; artifactType?: string },
): Promise<number> {
  const startedAt = performance.now();
  const result = await resultOf(turn.run({ sellerId, channel: 'bench', text }));
  const ms = performance.now() - startedAt;
  const types = result.artifacts.map((artifact) => artifact.type);
  if (result.outcome !== 'answered' || (artifactType !== undefined && !types.includes(artifactType))) {
    throw new Error(`a turn of the bench ended ${result.outcome} with [${types}]: ${result.answer}\n${text}`);
  }
  return ms;
}

async function series<Result>(count: number, run: () => Promise<Result>): Promise<Result[]> {
  const all: Result[] = [];
  for (let index = 0; index < count; index += 1) all.push(await run());
  return all;
}
