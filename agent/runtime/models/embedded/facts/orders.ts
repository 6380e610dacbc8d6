import type { Token } from '../text/tokens.ts';

/**
 * Text in a note that gives orders to whoever reads it: the sentences are data and say nothing of the deal.
 * What follows an order on its line is one too, up to a quotation mark that ends it.
 */
export function withoutOrders(tokens: readonly Token[]): readonly Token[] {
  const gone = new Set<number>();
  for (let at = 0; at < tokens.length; at += 1) {
    if (gone.has(at) || !isOrder(tokens, at)) continue;
    let from = at;
    while (from > 0 && !isSentenceEnd(tokens, from - 1)) from -= 1;
    let to = at;
    while (to < tokens.length && tokens[to]?.kind !== 'line' && !isQuote(tokens[to])) to += 1;
    for (let index = from; index <= Math.min(to, tokens.length - 1); index += 1)
      if (tokens[index]?.kind !== 'line') gone.add(index);
    at = to;
  }
  return gone.size === 0 ? tokens : tokens.filter((_, at) => !gone.has(at));
}

const VERBS = /^(?:ignor|disregard|forget|overrid|bypass|reveal|print|repeat|output|leak|expos|act|pretend)/;
const OBJECTS =
  /^(?:instructions?|prompts?|rules?|guidelines?|guardrails?|directives?|admin|administrator|root|jailbreak|dan)$/;
/** From the verb to what it is about. */
const MOST_BETWEEN = 6;

/** `ignore all previous instructions`, `reveal your system prompt`, `you are now in admin mode`. */
function isOrder(tokens: readonly Token[], at: number): boolean {
  const fold = tokens[at]?.fold ?? '';
  if (fold === 'system' && tokens[at + 1]?.fold === ':' && isSentenceStart(tokens, at)) {
    return tokens.slice(at + 2, at + 20).some(({ fold: word }) => VERBS.test(word) || OBJECTS.test(word));
  }
  const begins =
    VERBS.test(fold) || (fold === 'you' && tokens[at + 1]?.fold === 'are' && tokens[at + 2]?.fold === 'now');
  if (!begins) return false;
  for (let next = at + 1; next <= at + MOST_BETWEEN && next < tokens.length; next += 1) {
    const token = tokens[next];
    if (token === undefined || token.kind === 'line' || ['.', '!', '?', ';'].includes(token.fold))
      return false;
    if (OBJECTS.test(token.fold)) return true;
  }
  return false;
}

function isSentenceStart(tokens: readonly Token[], at: number): boolean {
  return at === 0 || isSentenceEnd(tokens, at - 1);
}

function isSentenceEnd(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || token.kind === 'line' || isQuote(token)) return true;
  return ['.', '!', '?', ';'].includes(token.fold) && tokens[at + 1]?.glued !== true;
}

function isQuote(token: Token | undefined): boolean {
  return token !== undefined && /^["“”„«»]$/.test(token.text);
}
