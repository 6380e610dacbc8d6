import { withinDistance } from '#action-groups/kernel/edit-distance.ts';
import { type CueRows, cueTable, readCues } from '../intents/cue-table.ts';
import { stem } from '../intents/stem.ts';
import type { Understanding } from '../understand.ts';
import type { RequestCue } from './request.ts';

const MOST_WORDS = 80;

/** Reads the surest of some cues; `whole` is the aspect that stands for all of it. */
export function aspectReader<Aspect extends string>(
  rows: CueRows<Aspect>,
): (understanding: Understanding) => RequestCue | null {
  const table = cueTable(rows);
  return ({ tokens }) => {
    const stems = tokens
      .filter(({ kind }) => kind === 'word' || kind === 'number')
      .slice(0, MOST_WORDS)
      .map(({ fold }) => stem(corrected(fold)));
    const [best] = readCues(stems, table);
    return best === undefined
      ? null
      : { aspect: best.id === 'whole' ? null : best.id, score: best.score, at: best.at };
  };
}

/** Words that such questions turn on, as they are written right. */
const TURNING =
  `funding funded payback roadmap upsell upselling program programs submit credits quarters investment incentive incentives
  business return document documents deadline application together timeline eligible reimbursement breakeven recommend customers following sponsor money subsidy grants`.split(
    /\s+/,
  );
/** Words that are written right, though one letter from one of them. */
const RIGHT = new Set(
  'finding findings founding founded bonding binding landing lending pending sending bending credit edits program programme summit monkey honey grant quarter customer documented returns returned commit quarters'.split(
    ' ',
  ),
);
const SHORTEST = 5;
const LONG = 8;

function corrected(fold: string): string {
  if (fold.length < SHORTEST || RIGHT.has(fold) || TURNING.includes(fold)) return fold;
  const most = fold.length >= LONG ? 2 : 1;
  return (
    TURNING.find(
      (word) => word[0] === fold[0] && word.length >= SHORTEST && withinDistance(fold, word, most),
    ) ?? fold
  );
}
