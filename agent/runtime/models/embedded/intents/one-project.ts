import type { Token } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { ORDINAL_WORDS } from '../values/date-words.ts';
import type { ScoredIntent } from './intents.ts';
import type { SectionWish } from './section-intents.ts';

/** Place of the last project, however many there are. */
export const LAST = -1;

/** The listed project that is meant (`project 2`, `the last one`) as a wish; null when none is. */
export function oneProject(
  intents: readonly ScoredIntent[],
  { tokens }: Understanding,
): readonly SectionWish[] | null {
  if (!intents.some(({ id }) => id === 'projects') && !asksForOne(tokens)) return null;
  for (const [at, { fold, kind }] of tokens.entries()) {
    const ordinal = fold === 'last' ? LAST : ORDINAL_WORDS.get(fold);
    const count = kind === 'number' && isListed(tokens[at - 1]) ? Number(fold) : undefined;
    const place = ordinal !== undefined && isListed(tokens[at + 1]) ? ordinal : count;
    if (place !== undefined && place !== 0) return [{ section: 'similarProjects', aspect: null, place }];
  }
  return null;
}

const LISTED = /^(?:projects?|deals?|one|reference|number|no|#)$/;

function isListed(token: Token | undefined): boolean {
  return LISTED.test(token?.fold ?? '');
}

/** `and the last one?`: the answer before it listed some, and nothing else is asked. */
function asksForOne(tokens: readonly Token[]): boolean {
  const words = tokens.filter(({ kind }) => kind !== 'mark' && kind !== 'line');
  return (
    words.length >= 2 &&
    words.length <= 7 &&
    words.every(({ fold }) => ASKING_ON.has(fold) || ORDINAL_WORDS.has(fold) || LISTED.test(fold))
  );
}

const ASKING_ON: ReadonlySet<string> = new Set(
  'and what about how the of on with then ok tell me show more a in list'.split(' '),
);
