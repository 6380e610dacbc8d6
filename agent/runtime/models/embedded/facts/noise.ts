import type { Token } from '../text/tokens.ts';
import type { TokenRange } from './fact.ts';

/** Lines of a mail's head; a subject is not one, since it may say what is wanted. */
const HEADER = /^(?:from|sent|to|cc|bcc|reply|date|received)$/;

/** Text that is about the message and not about the deal, in source order: it describes nothing. */
export function readNoise(source: string, tokens: readonly Token[]): readonly TokenRange[] {
  return [...mailHeads(tokens), ...phrasesOfCourtesy(source, tokens)];
}

/** `From: … <a@b>`, `Sent: …`, `To: …`: whole lines, where a line of the head holds an address. */
function mailHeads(tokens: readonly Token[]): readonly TokenRange[] {
  const lines = linesOf(tokens);
  const head = lines.filter(
    ({ from }) => HEADER.test(tokens[from]?.fold ?? '') && tokens[from + 1]?.fold === ':',
  );
  const isMail =
    head.length >= 2 || head.some(({ from, to }) => tokens.slice(from, to).some(({ fold }) => fold === '@'));
  return isMail ? head : [];
}

function linesOf(tokens: readonly Token[]): readonly TokenRange[] {
  const lines: TokenRange[] = [];
  let from = 0;
  for (let at = 0; at <= tokens.length; at += 1) {
    if (at < tokens.length && tokens[at]?.kind !== 'line') continue;
    if (at > from) lines.push({ from, to: at });
    from = at + 1;
  }
  return lines;
}

/** Fixed turns of phrase; each is bounded, and ends before a mark or with its line. */
const COURTESIES: readonly RegExp[] = [
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
