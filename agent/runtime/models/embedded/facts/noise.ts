import type { Token } from '../text/tokens.ts';
import type { TokenRange } from './fact.ts';

/** Text that is about the message and not about the deal, in source order: it describes nothing. */
export function readNoise(source: string, tokens: readonly Token[]): readonly TokenRange[] {
  return phrasesOfCourtesy(source, tokens);
}

/** Fixed turns of phrase; each is bounded, and ends before a mark or with its line. */
const COURTESIES: readonly RegExp[] = [
  /\bas (?:discussed|agreed|promised|mentioned|requested)\b/gi,
  /\[(?:ext|external|extern|urgent|internal|confidential)\]/gi,
  /\b(?:numbers?|figures?) (?:please|pls|plz)\b/gi,
  /\b(?:call|meeting|chat|sync|coffee|lunch|spoke|talked|met)(?: with| w\/)[ \t]{1,3}\p{Lu}\p{Ll}{1,20}(?:[ \t]{0,2}\([^()\n]{2,30}\))?(?=[.,;\n]|$)/gu,
  /(?:^|\n)[ \t]{0,9}(?:\p{L}{3,12} )?(?:notes|minutes|memo)[ \t]{1,9}\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?[ \t]{0,9}[:—–-]?/giu,
  /\b(?:hi|hello|hey|dear)[ \t]{1,9}\p{Lu}[\p{L}-]{1,30}[ \t]{0,9},/giu,
  /\b(?:i )?hope (?:you(?:['’]re| are)?|this (?:finds you|mail finds you)|all is)(?: (?:all|both))? (?:well|good|fine|okay|ok)\b[ \t]{0,9}[!.,]?/gi,
  /(?:^|\n)[ \t]{0,9}(?:cheers|thanks|thx|best|best regards|kind regards|regards|br)\b[ \t]{0,9},?[ \t]{0,9}\n?(?:\p{Lu}[\p{L}-]{1,30}[ \t]{0,9})?(?=$|\n)/giu,
  /\b(?:the )?numbers? (?:asap|please|pls|needed)\b/gi,
  /\b(?:asap|thx|thanks in advance|many thanks)\b/gi,
  /\b(?:please )?see (?:below|above|attached)\b/gi,
  /\bfor your information\b/gi,
  /(?:^|\n)[ \t]{0,9}(?:meeting |call )?(?:notes|minutes)(?: (?:of|from))?[ \t]{1,9}\d{1,2}(?:\.|st|nd|rd|th)?[ \t]{1,9}\p{L}{3,9}\b[ \t]{0,9}:?/giu,
  /(?:^|[|;\n])[ \t]{0,9}(?:stage|status|probability|owner|next steps?)[ \t]{0,9}[:=][ \t]{0,9}[\p{L}\p{N} %-]{1,40}(?=$|[|;\n,.])/giu,
];

function phrasesOfCourtesy(source: string, tokens: readonly Token[]): readonly TokenRange[] {
  const spans = COURTESIES.flatMap((pattern) =>
    [...source.matchAll(pattern)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    })),
  ).sort((a, b) => a.start - b.start);
  const ranges: TokenRange[] = [];
  let at = 0;
  let reached = 0;
  for (const { start, end } of spans) {
    if (end <= reached) continue;
    reached = end;
    while (at < tokens.length && (tokens[at]?.start ?? 0) < start) at += 1;
    const from = at;
    while (at < tokens.length && (tokens[at]?.end ?? 0) <= end) at += 1;
    if (at > from) ranges.push({ from, to: at });
  }
  return ranges;
}
