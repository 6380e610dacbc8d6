import { type CueRows, cueTable, readCues, stemsOf } from '../intents/cue-table.ts';
import type { Understanding } from '../understand.ts';
import type { RequestCue } from './request.ts';

const MOST_WORDS = 80;

/** Reads the surest of some cues; `whole` is the aspect that stands for all of it. */
export function aspectReader<Aspect extends string>(
  rows: CueRows<Aspect>,
): (understanding: Understanding) => RequestCue | null {
  const table = cueTable(rows);
  return ({ tokens }) => {
    const [best] = readCues(stemsOf(tokens, MOST_WORDS), table);
    return best === undefined
      ? null
      : { aspect: best.id === 'whole' ? null : best.id, score: best.score, at: best.at };
  };
}
