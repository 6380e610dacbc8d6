export const TIERS = ['standard', 'enhanced'] as const;
export type Tier = (typeof TIERS)[number];

export interface TierChoice {
  readonly tier: Tier;
  /** Why, in words that can be shown. */
  readonly reason: string;
}

/** How much a request may weigh before it goes to the enhanced tier. */
const ENHANCED_FROM = 3;

/**
 * Which tier answers a request: the caller's wish, else the words of the request that ask for one, else its
 * complexity. The same request always gets the same answer. A conversation stays with the agent it began
 * with, because a session belongs to one agent; so this is asked once a session.
 */
export function selectTier(request: {
  readonly inputText: string;
  readonly wish?: Tier | undefined;
}): TierChoice {
  if (request.wish !== undefined) return { tier: request.wish, reason: `${request.wish} was asked for` };
  for (const { tier, words } of WISHES) {
    const match = words.exec(request.inputText);
    if (match !== null) return { tier, reason: `the request says “${match[0].toLowerCase()}”` };
  }
  const found = SIGNS.map(({ what, count, weight }) => ({
    what,
    points: count(request.inputText) * weight,
  })).filter(({ points }) => points > 0);
  const points = found.reduce((sum, sign) => sum + sign.points, 0);
  if (points < ENHANCED_FROM) return { tier: 'standard', reason: 'a request of usual complexity' };
  return { tier: 'enhanced', reason: `a complex request: ${found.map(({ what }) => what).join(', ')}` };
}

const WISHES: readonly { readonly tier: Tier; readonly words: RegExp }[] = [
  {
    tier: 'enhanced',
    words: /\b(enhanced (analysis|model|tier|answer)|in[- ]depth|deep dive|thorough(ly)?)\b/i,
  },
  {
    tier: 'standard',
    words: /\b(standard (analysis|model|tier|answer)|quick(ly)?|briefly|rough(ly)? (idea|estimate|guess))\b/i,
  },
];

/** Each sign of a request that takes several results to answer, how often it occurs (bounded) and its weight. */
const SIGNS: readonly {
  readonly what: string;
  readonly count: (text: string) => number;
  readonly weight: number;
}[] = [
  {
    what: 'it compares',
    count: (text) =>
      atMost(
        1,
        text,
        /\b(compar(e|es|ing|ed|ison)|versus|vs\.?|difference between|which (one )?is better)\b/gi,
      ),
    weight: 2,
  },
  {
    what: 'it plays through alternatives',
    count: (text) =>
      atMost(1, text, /\b(what[- ]if|what would|scenarios?|alternatives?|instead of|trade-?offs?)\b/gi),
    weight: 2,
  },
  {
    what: 'it asks for reasons and consequences together',
    count: (text) => (/\bwhy\b/i.test(text) && /\b(risks?|should|recommend|next)\b/i.test(text) ? 1 : 0),
    weight: 1,
  },
  {
    what: 'it asks several questions',
    count: (text) => Math.min(2, Math.max(0, matches(text, /\?/g) - 1)),
    weight: 1,
  },
  {
    what: 'it names several workloads',
    count: (text) =>
      Math.min(
        2,
        Math.floor(matches(text, /\b(migrat|moderni[sz]|replatform|rehost|refactor|consolidat)\w*/gi) / 3),
      ),
    weight: 1,
  },
  { what: 'it is long', count: (text) => Math.min(2, Math.floor(text.length / 1500)), weight: 1 },
];

function atMost(limit: number, text: string, pattern: RegExp): number {
  return Math.min(limit, matches(text, pattern));
}

function matches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
