/** A piece of the source: half-open, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Token extends Span {
  /** As written, without invisible characters. */
  readonly text: string;
  /** Lower case, no accents, compatibility forms unfolded, a possessive 's dropped. */
  readonly fold: string;
  readonly kind: 'word' | 'number' | 'mark' | 'line';
  /** True when nothing stands between it and the token before. */
  readonly glued: boolean;
}

/** Past this a message is not read further: a seller's note is never as long, and the reader stays linear. */
export const MOST_TOKENS = 20_000;

/** Pictures with their colours and joins, flags, and the names chats write for them: skipped like a blank. */
const PICTURE = new RegExp(
  [
    /\p{Extended_Pictographic}/u,
    /[\u{1f1e6}-\u{1f1ff}]/u,
    /[\u{1f3fb}-\u{1f3ff}]/u,
    /\ufe0f|\u20e3/u,
    /(?<![\p{L}\p{N}:]):[a-z][a-z0-9_+-]{1,30}:(?![\p{L}\p{N}:])/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'u',
);

/** Pictures that say what stands beside them. */
const SPEAKING_PICTURES: ReadonlyMap<string, string> = new Map([
  ['💰', 'budget'],
  ['💵', 'budget'],
  ['💸', 'budget'],
  ['💲', '$'],
  ['📅', 'date'],
  ['📆', 'date'],
  ['🗓', 'date'],
]);

const PIECE = new RegExp(
  `(?<picture>${PICTURE.source})|${/(?<word>[wW]\/(?=\s)|(?:[uU][sS][dD]|[eE][uU][rR]|[gG][bB][pP]|[cC][hH][fF])(?=\p{Nd})|\p{L}[\p{L}\p{M}\p{N}\p{Cf}]*(?:['’]\p{L}+)*)|(?<number>\p{Nd}[\p{Nd}\p{Cf}]*)|(?<line>\r\n|[\n\r\u2028\u2029])|(?<tab>\t+)|(?<mark>[^\s\p{Cf}\p{Cc}])/u.source}`,
  'gu',
);

/** Words, runs of digits, single marks and line ends, in order, each with where it stands in `source`. */
export function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let end = -1;
  for (const match of source.matchAll(PIECE)) {
    if (tokens.length === MOST_TOKENS) break;
    const { picture, word, number, line, tab } = match.groups ?? {};
    const said = picture === undefined ? undefined : SPEAKING_PICTURES.get(picture);
    if (picture !== undefined && said === undefined) continue;
    // Between the cells of a pasted table a tab parts; before the first word of a line it only indents.
    if (tab !== undefined && (tokens.at(-1)?.kind ?? 'line') === 'line') continue;
    const kind =
      word !== undefined ? 'word' : number !== undefined ? 'number' : line !== undefined ? 'line' : 'mark';
    const text = withoutInvisible(match[0]);
    tokens.push({
      text,
      fold:
        said ??
        (tab !== undefined
          ? '|'
          : kind === 'line'
            ? '\n'
            : kind === 'number'
              ? latinDigits(foldWord(text))
              : foldWord(text)),
      kind,
      start: match.index,
      end: match.index + match[0].length,
      glued: tab === undefined && match.index === end && kind !== 'line' && tokens.at(-1)?.kind !== 'line',
    });
    end = tab === undefined ? match.index + match[0].length : -1;
  }
  return tokens;
}

/** Where the ten digits of other scripts begin: Arabic, Persian, Devanagari, Bengali, Thai. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];

function latinDigits(digits: string): string {
  if (/^\d+$/.test(digits)) return digits;
  return digits.replace(/\P{ASCII}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((each) => code >= each && code < each + 10);
    return zero === undefined ? digit : String(code - zero);
  });
}

/** Lower case without accents; `customer's` is `customer`, `don't` is `dont`. */
export function foldWord(text: string): string {
  // Most text is plain: the slow path is for accents and compatibility forms only.
  const lower = text.toLowerCase();
  if (lower === 'w/') return 'with';
  const plain = /^[\x20-\x7e]*$/.test(lower)
    ? lower
    : lower
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .replace(/[’‘]/g, "'")
        .replace(/ß/g, 'ss')
        .replace(/ø/g, 'o')
        .replace(/æ/g, 'ae')
        .replace(/[–—−]/g, '-');
  return plain.includes("'") ? plain.replace(/'(s|re|ll|d|ve|m)$/, '').replace(/(\w)'(?=\w)/g, '$1') : plain;
}

/** The folded words of a phrase in a word list, joined by one space. */
export function foldPhrase(phrase: string): string {
  return tokenize(phrase)
    .map((token) => token.fold)
    .join(' ');
}

/** The source between two places, without invisible characters, outer space and repeated blanks. */
export function sliceSource(source: string, span: Span): string {
  return withoutInvisible(source.slice(span.start, span.end))
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The span from the first to the last of some tokens. */
export function spanOf(tokens: readonly Token[], from: number, to: number): Span {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
}

function withoutInvisible(text: string): string {
  return text.replace(/\p{Cf}+/gu, '').replace(/(?!\n)\p{Cc}+/gu, ' ');
}
