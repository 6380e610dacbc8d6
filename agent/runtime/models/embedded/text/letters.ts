import type { Token } from './tokens.ts';

/** Tokens from `from` up to but not including `to`, without the line's end. */
interface Line {
  readonly from: number;
  readonly to: number;
}

/**
 * What a message says, without what mail and chat wrap around it: heads, quotation marks of lines, rules,
 * signatures, the notice that something was forwarded, and the marks of bold type. The tokens keep their
 * places in the source.
 */
export function withoutWrapping(tokens: readonly Token[]): readonly Token[] {
  const gone = new Set<number>();
  const drop = ({ from, to }: Line) => {
    for (let at = from; at < to; at += 1) gone.add(at);
  };
  for (const at of quotationMarks(tokens)) gone.add(at);
  const lines = linesOf(tokens, gone);
  const heads = mailHeads(tokens, lines);
  for (const line of heads) drop(line);
  for (const line of lines) if (isRule(tokens, line) || isNotice(tokens, line)) drop(line);
  for (const line of signatureLines(tokens, lines, new Set(heads))) drop(line);
  for (const line of callingCard(tokens, lines)) drop(line);
  for (const at of prefixes(tokens, lines)) gone.add(at);
  for (const at of boldMarks(tokens)) gone.add(at);
  if (gone.size === 0) return tokens;
  return tokens.flatMap((token, at) => {
    if (gone.has(at)) return [];
    return gone.has(at - 1) && token.glued ? [{ ...token, glued: false }] : [token];
  });
}

/** `> quoted`, `>> quoted`: at a line's start, however often. */
function* quotationMarks(tokens: readonly Token[]): Iterable<number> {
  let atStart = true;
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'line') atStart = true;
    else if (atStart && (token.fold === '>' || token.fold === '|')) yield at;
    else atStart = false;
  }
}

function linesOf(tokens: readonly Token[], gone: ReadonlySet<number>): readonly Line[] {
  const lines: Line[] = [];
  let from = 0;
  for (let at = 0; at <= tokens.length; at += 1) {
    if (at < tokens.length && tokens[at]?.kind !== 'line') continue;
    while (from < at && gone.has(from)) from += 1;
    lines.push({ from, to: at });
    from = at + 1;
  }
  return lines;
}

const HEADER: ReadonlySet<string> = new Set(
  'from sent to cc bcc reply date received von gesendet an de envoye'.split(' '),
);
const SUBJECT: ReadonlySet<string> = new Set(['subject', 'betreff', 'objet', 'asunto', 'oggetto']);

function headerOf(tokens: readonly Token[], { from }: Line): string | null {
  const after = tokens[from + 1]?.fold === '-' ? from + 3 : from + 1;
  return tokens[after]?.fold === ':' ? (tokens[from]?.fold ?? null) : null;
}

/**
 * `From: …`, `Sent: …`, `To: …` in a row: lines of a mail's head when two stand together, or one holds an
 * address. A subject says what is wanted, and stays.
 */
function mailHeads(tokens: readonly Token[], lines: readonly Line[]): readonly Line[] {
  const heads: Line[] = [];
  let block: Line[] = [];
  let subjects = 0;
  const close = () => {
    const addressed = block.some(({ from, to }) => tokens.slice(from, to).some(({ fold }) => fold === '@'));
    if (block.length + subjects >= 2 || addressed) heads.push(...block);
    block = [];
    subjects = 0;
  };
  for (const line of lines) {
    const header = headerOf(tokens, line);
    if (header !== null && HEADER.has(header)) block.push(line);
    else if (header !== null && SUBJECT.has(header)) subjects += 1;
    else close();
  }
  close();
  return heads;
}

/** `-----`, `***`, `= = =`: a line of marks. */
function isRule(tokens: readonly Token[], { from, to }: Line): boolean {
  return (
    to - from >= 2 &&
    tokens.slice(from, to).every(({ kind, fold }) => kind === 'mark' && /[-*_=~#–—|:]/.test(fold))
  );
}

const NOTICES: readonly RegExp[] = [
  /^[- ]*(?:begin )?(?:original|forwarded) message\b[- :]*$/,
  /^[- ]*(?:ursprungliche nachricht|weitergeleitete nachricht|message transfere)\b[- :]*$/,
  /^on .{4,80} wrote :$/,
  /^sent from my .{2,40}$/,
  /^(?:get outlook for|gesendet von mein) .{2,40}$/,
  /^(?:confidential(?:ity)?|disclaimer)\b.*(?:notice|intended|recipient|e - mail|email|message)/,
  /^this (?:e - )?(?:e?mail|message)\b.*(?:intended|confidential|recipient)/,
];
const MOST_NOTICE_TOKENS = 120;

function isNotice(tokens: readonly Token[], { from, to }: Line): boolean {
  if (to - from < 2 || to - from > MOST_NOTICE_TOKENS) return false;
  const text = tokens
    .slice(from, to)
    .map(({ fold }) => fold)
    .join(' ');
  return NOTICES.some((pattern) => pattern.test(text));
}

const SIGN_OFF =
  /^(?:thanks|many thanks|thank you|thx|cheers|best|all the best|(?:best|kind|warm|with kind|with best) regards|regards|rgds|br|kr|sincerely|yours sincerely|ciao|talk soon|viele gru?e?sse|(?:mit )?(?:freundlichen|besten) grussen|mfg|vg|lg|gruss|saludos|cordialement|saluti|pozdrawiam|hilsen|med vennlig hilsen|med venlig hilsen|groeten|met vriendelijke groet|atentamente|un saludo|gracias|merci|danke|obrigado|abracos|tack|takk)$/;
const MOST_SIGNED_LINES = 8;
const LONGEST_SIGNED_LINE = 16;

/** `--` and what stands under it; `Best regards,` with the name and the lines of the office under it. */
function signatureLines(
  tokens: readonly Token[],
  lines: readonly Line[],
  heads: ReadonlySet<Line>,
): readonly Line[] {
  const found: Line[] = [];
  for (const [index, line] of lines.entries()) {
    const dashes = line.to - line.from === 2 && isRule(tokens, line) && tokens[line.from]?.fold === '-';
    const signs = index > 0 && signsOff(tokens, line);
    if (!dashes && !signs) continue;
    const under: Line[] = [];
    for (const next of lines.slice(index + 1, index + 1 + MOST_SIGNED_LINES)) {
      const header = headerOf(tokens, next);
      const begins = header !== null && (HEADER.has(header) || SUBJECT.has(header));
      if (heads.has(next) || begins || isRule(tokens, next) || isNotice(tokens, next)) break;
      // A quotation goes on below, or the text does.
      if (next.to - next.from > LONGEST_SIGNED_LINE || isQuoted(tokens, next) !== isQuoted(tokens, line))
        break;
      under.push(next);
    }
    // What follows a short `thanks` may be the message itself: a signature ends it.
    const rest = lines.slice(index + 1 + under.length).some(({ from, to }) => to > from);
    const ends = !rest || dashes || under.length === 0 || under.at(-1)?.from === under.at(-1)?.to;
    if (dashes || ends || isQuoted(tokens, line)) found.push(...(signs ? [line] : []), ...under);
    else if (signs) found.push(line);
  }
  return found;
}

/**
 * The last lines, when they are a person’s name with a telephone number or an address of mail under it, and an empty
 * line parts them from the text.
 */
function callingCard(tokens: readonly Token[], lines: readonly Line[]): readonly Line[] {
  const filled = lines.findLastIndex(({ from, to }) => to > from);
  const gap = lines.findLastIndex(({ from, to }, index) => index < filled && to <= from);
  const card = lines.slice(gap + 1, filled + 1);
  const [name, ...under] = card;
  if (gap <= 0 || name === undefined || card.length > MOST_CARD_LINES) return [];
  const words = tokens.slice(name.from, name.to);
  const isPerson =
    words.length >= 2 &&
    words.length <= 3 &&
    words.every(({ kind, text }) => kind === 'word' && /^\p{Lu}\p{Ll}/u.test(text));
  return isPerson && under.some((line) => isReachable(tokens, line)) ? card : [];
}

const MOST_CARD_LINES = 6;
const FEWEST_DIGITS = 7;

function isReachable(tokens: readonly Token[], { from, to }: Line): boolean {
  const line = tokens.slice(from, to);
  const digits = line.filter(({ kind }) => kind === 'number').reduce((sum, { fold }) => sum + fold.length, 0);
  return (
    line.some(({ fold }) => fold === '@') ||
    (line.some(({ fold }) => fold === '+') && digits >= FEWEST_DIGITS)
  );
}

function isQuoted(tokens: readonly Token[], { from }: Line): boolean {
  return tokens[from - 1]?.fold === '>';
}

/** A line that only signs off: the phrase, and at most a name of three words. */
function signsOff(tokens: readonly Token[], { from, to }: Line): boolean {
  const words = tokens.slice(from, to).filter(({ kind }) => kind === 'word');
  if (words.length === 0 || words.length > 7 || tokens.slice(from, to).some(({ kind }) => kind === 'number'))
    return false;
  for (let length = Math.min(words.length, 4); length > 0; length -= 1) {
    const phrase = words
      .slice(0, length)
      .map(({ fold }) => fold)
      .join(' ');
    const name = words.slice(length);
    if (SIGN_OFF.test(phrase) && name.length <= 3 && name.every(({ text }) => /^\p{Lu}/u.test(text)))
      return true;
  }
  return false;
}

const PREFIX: ReadonlySet<string> = new Set(['fw', 'fwd', 're', 'aw', 'wg', 'tr', 'rv']);

/** `FW: RE: …` at a line's start or after `Subject:`. */
function* prefixes(tokens: readonly Token[], lines: readonly Line[]): Iterable<number> {
  for (const line of lines) {
    let at = SUBJECT.has(headerOf(tokens, line) ?? '') ? line.from + 2 : line.from;
    while (PREFIX.has(tokens[at]?.fold ?? '') && tokens[at + 1]?.fold === ':' && at + 1 < line.to) {
      yield at;
      yield at + 1;
      at += 2;
    }
  }
}

/** `*Customer:* Acme`, `**Acme**`, `_soon_`: marks that touch a word on one side only. */
function* boldMarks(tokens: readonly Token[]): Iterable<number> {
  for (const [at, { fold, glued }] of tokens.entries()) {
    if (fold !== '*' && fold !== '_' && fold !== '`') continue;
    const next = tokens[at + 1];
    const touchesNext = next?.glued === true && next.kind !== 'line';
    if (touchesNext !== glued || (glued && tokens[at - 1]?.fold === fold) || next?.fold === fold) yield at;
  }
}
