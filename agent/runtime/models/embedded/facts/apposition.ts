import type { Token } from '../text/tokens.ts';
import type { TokenRange } from './fact.ts';

const LEADS: ReadonlySet<string> = new Set('the a an our those that one'.split(' '));
/** Words for somebody: `the clothes people`, `a small shoe brand`. */
const SOMEBODY: ReadonlySet<string> = new Set(
  `people guys folks lot crowd bunch company firm business group chain giant maker makers shop shops store stores brand
  retailer outfit agency provider operator vendor manufacturer producer producers supplier startup startups scaleup
  developer developers publisher distributor wholesaler carrier incumbent organisation organization institution club
  charity foundation family boys girls gang team specialists experts`.split(/\s+/),
);
const MOST_WORDS = 7;

/** What stands behind a name between marks and only says who it is: it is no wish. Null when nothing does. */
export function appositionAfter(tokens: readonly Token[], nameTo: number): TokenRange | null {
  if (!isFence(tokens[nameTo]) || !LEADS.has(tokens[nameTo + 1]?.fold ?? '')) return null;
  const from = nameTo + 1;
  let to = from;
  while (to < tokens.length && to - from <= MOST_WORDS && tokens[to]?.kind === 'word') to += 1;
  const ends = tokens[to] === undefined || tokens[to]?.kind === 'line' || isFence(tokens[to]);
  return ends && SOMEBODY.has(tokens[to - 1]?.fold ?? '') ? { from, to } : null;
}

function isFence(token: Token | undefined): boolean {
  return token !== undefined && /^[,;:()/|-]$/.test(token.fold);
}
