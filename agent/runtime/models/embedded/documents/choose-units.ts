import { wordIn } from './alike-words.ts';
import type { Block, PassageSection, Unit } from './passage-units.ts';
import type { QuestionKind } from './question-kinds.ts';
import type { QuestionWord } from './question-words.ts';

/** Why a section was taken. */
export interface Choosing {
  readonly words: readonly QuestionWord[];
  readonly kind: QuestionKind | undefined;
  /** Its heading answers the question, so that it is told from its beginning. */
  readonly isAnswer: boolean;
}

const MOST_SENTENCES = 4;
const MOST_LISTED = 8;
const MOST_UNITS = 9;
const NEAR_BEST = 0.6;

/** What of a section answers: sentences with what they refer to, lists with what leads into them, in their order. */
export function chooseUnits({ blocks }: PassageSection, choosing: Choosing): readonly Unit[] {
  if (choosing.isAnswer) return fromBeginning(blocks, choosing);
  const best = Math.max(0, ...blocks.flatMap(({ units }) => units.map((unit) => rate(unit, choosing))));
  if (best === 0) return [];
  return blocks
    .flatMap((block) => {
      const near = block.units.filter((unit) => rate(unit, choosing) >= best * NEAR_BEST);
      if (near.length === 0) return [];
      if (block.kind === 'sentence') return withReferents(block.units, near);
      const isWhole = choosing.kind?.isList === true || near.length > block.units.length / 2;
      return withLead(block, isWhole ? block.units : near);
    })
    .slice(0, MOST_UNITS);
}

/** Its sentences and lists as they stand; where figures or dates are asked for, a long paragraph only as far as it has them. */
function fromBeginning(blocks: readonly Block[], choosing: Choosing): readonly Unit[] {
  const told: Unit[] = [];
  for (const block of blocks) {
    if (told.length >= MOST_SENTENCES) break;
    if (block.kind !== 'sentence') {
      told.push(...withLead(block, block.units));
      continue;
    }
    const pattern = choosing.kind?.unit;
    const fitting = pattern === undefined ? [] : block.units.filter(({ text }) => pattern.test(text));
    const isLong = block.units.length > MOST_SENTENCES;
    told.push(
      ...(isLong && fitting.length > 0 ? withReferents(block.units, fitting) : block.units).slice(
        0,
        MOST_SENTENCES,
      ),
    );
  }
  return told.slice(0, MOST_UNITS);
}

function withLead({ lead }: Block, units: readonly Unit[]): readonly Unit[] {
  const listed = units.slice(0, MOST_LISTED);
  return lead === undefined ? listed : [lead, ...listed];
}

/** Sentences that point back, with the one they point to. */
function withReferents(paragraph: readonly Unit[], chosen: readonly Unit[]): readonly Unit[] {
  const kept = new Set([...chosen].slice(0, MOST_SENTENCES).map((unit) => paragraph.indexOf(unit)));
  for (let at = paragraph.length - 1; at > 0; at -= 1)
    if (kept.has(at) && POINTS_BACK.test(paragraph[at]?.text ?? '')) kept.add(at - 1);
  return paragraph.filter((_, at) => kept.has(at));
}

const POINTS_BACK =
  /^(?:if [^,]{0,60}\b(?:that|this|it)\b|it|its|this|that|these|those|they|their|them|such|both|then|there|so|he|she|here|otherwise|instead|therefore|but|and|also|the (?:former|latter|other|others|same|two|three)|each|neither|either|one of them|without (?:it|that|them))\b/i;

/** What a sentence has of the question: its words, and what answers questions of the kind. */
function rate({ stems, text }: Unit, { words, kind }: Choosing): number {
  const has = words.reduce((sum, { word, weight }) => sum + weight * wordIn(stems, word), 0);
  if (has === 0) return 0;
  return has + (kind?.unit?.test(text) === true ? 1 : 0);
}
