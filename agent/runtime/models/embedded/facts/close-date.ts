import { withinDistance } from '#action-groups/kernel/edit-distance.ts';
import type { Token } from '../text/tokens.ts';
import type { DateMention } from '../values/dates.ts';
import type { TokenRange } from './fact.ts';
import { FOREIGN_CLOSES, FOREIGN_DATE_LEADS } from './foreign-words.ts';

/** Words that make a date the one on which the deal is won, and how surely. */
const CLOSE_CUES: ReadonlyMap<string, number> = new Map([
  ...FOREIGN_CLOSES.map((word): [string, number] => [word, 4]),
  ...Object.entries({
    close: 4,
    abschluss: 4,
    to: 2,
    closes: 4,
    closing: 4,
    closed: 4,
    closure: 4,
    sign: 4,
    signs: 4,
    signing: 4,
    signed: 4,
    signature: 4,
    won: 4,
    win: 3,
    award: 3,
    awarded: 3,
    decision: 3,
    decide: 3,
    decides: 3,
    deal: 1,
    po: 3,
    contract: 1,
    target: 2,
    expected: 2,
    expect: 2,
    expecting: 2,
    eta: 1,
    deadline: 2,
    due: 2,
    by: 2,
    ink: 4,
    inked: 4,
    paper: 2,
    land: 2,
    lands: 2,
    slip: 4,
    slips: 4,
    slipped: 4,
    moved: 2,
    pushed: 3,
    before: 1,
    line: 3,
    until: 1,
    hopefully: 1,
  }),
]);

/** Words that make it another date: of a licence, a start, the past. */
const OTHER_CUES: ReadonlySet<string> = new Set(
  'renews renew renewal expires expire expiry expiring ends licence license licences licenses lease support eol eos kickoff kick started start starts starting golive live launch launched launches since founded until maintenance founded met meeting call spoke yesterday born effective freeze audit milestone cutover warranty subscription rfp rfi rfq tender pilot poc production workshop goes runs vote votes'.split(
    ' ',
  ),
);
/** A day that is spoken of in passing: the close date only when a word says so. */
const PASSING_DAYS: ReadonlySet<string> = new Set(['today', 'yesterday', 'tomorrow', 'now', 'tonight']);
/** What follows from the dates before it is the date that counts: `so by the end of January`. */
const THEREFORE: ReadonlySet<string> = new Set(['so', 'therefore', 'hence', 'thus', 'meaning']);

/** `the tender closes`, `bids are due`: what closes is not the deal. */
const OTHER_CLOSES: ReadonlySet<string> = new Set(
  'tender tenders rfp rfi rfq bid bids bidding submission submissions applications registration window'.split(
    ' ',
  ),
);

const STRONG = 3;
const WINDOW = 7;

export interface RatedDate {
  readonly mention: DateMention;
  readonly score: number;
  /** The date with the words around it that only say what it is. */
  readonly uses: TokenRange;
}

/** How much each date looks like the close date; below zero it is another one. */
export function rateDates(tokens: readonly Token[], mentions: readonly DateMention[]): readonly RatedDate[] {
  const rated: RatedDate[] = [];
  for (const mention of mentions) {
    const before = rated.at(-1);
    const uses = usedAround(tokens, mention);
    rated.push(
      before !== undefined && isCorrection(tokens, { from: before.mention.to, to: mention.from })
        ? // `5 March - no wait, 2 April`: it stands for the one before, and uses up what was said of that.
          { mention, score: Math.max(before.score, 0) + 1, uses: { from: before.uses.from, to: uses.to } }
        : { mention, score: scoreOf(tokens, mention), uses },
    );
  }
  return rated;
}

const MOST_CORRECTING = 10;
const CORRECTS =
  /\b(?:no|nope|wait|sorry|oops|actually|rather|correction|scratch that|scrap that|make (?:that|it)|i mean|i meant|or rather|strike that|typo|wrong)\b/;
const CORRECTING: ReadonlySet<string> = new Set(
  `no nope wait hold on sorry oops actually rather correction scratch scrap strike that make it i mean meant or typo wrong
  its is should be not the on by to say uh um er hm hmm close closes closing sign signs a hang sec second moment my bad
  mistake will`.split(/\s+/),
);

/** Between two dates only words that take back the first. */
function isCorrection(tokens: readonly Token[], { from, to }: TokenRange): boolean {
  if (to <= from || to - from > MOST_CORRECTING) return false;
  const between = tokens.slice(from, to);
  const said = between.map(({ fold }) => fold).join(' ');
  return CORRECTS.test(said) && between.every(({ kind, fold }) => kind !== 'word' || CORRECTING.has(fold));
}

/** The nearest word that gives a date its role decides; weak ones count where no strong one stands. */
function scoreOf(tokens: readonly Token[], mention: DateMention): number {
  // `from March to June`: the first is the date that was.
  if (tokens[mention.from - 1]?.fold === 'from' && tokens[mention.to]?.fold === 'to') return -9;
  const role = roleBefore(tokens, mention);
  const after = roleAfter(tokens, mention);
  if (role.strong !== null) return role.strong;
  if (after === 'close') return 3.5;
  if (role.other !== null) {
    // `signature before the licence renews on 30 June`: it is at least a bound of the close date.
    return role.farClose ? 0.5 : role.weak - role.other;
  }
  if (after === 'other' && role.weak < 2) return -3;
  const passing = mention.to - mention.from === 1 && PASSING_DAYS.has(tokens[mention.from]?.fold ?? '');
  return passing && role.weak < 1.5 ? -2 : role.weak;
}

interface Role {
  readonly strong: number | null;
  readonly other: number | null;
  readonly weak: number;
  /** A word of closing stands farther away than the one that makes it another date. */
  readonly farClose: boolean;
}

function roleBefore(tokens: readonly Token[], mention: DateMention): Role {
  let weak = 0;
  let other: number | null = null;
  let comma = false;
  for (let back = 1; back <= WINDOW; back += 1) {
    const token = tokens[mention.from - back];
    if (token === undefined || token.kind === 'line' || ['.', ';', '(', '!', '?'].includes(token.fold)) break;
    if (token.fold === ',') {
      // Past a comma a word still counts, but a nearer one outweighs it.
      if (weak > 0 || other !== null) break;
      comma = true;
    }
    // `launch in August but contract before Christmas`: what the first is says nothing of the second.
    if (token.fold === 'but' || token.fold === 'whereas') break;
    if (token.kind !== 'word') continue;
    const cue = CLOSE_CUES.get(token.fold) ?? 0;
    const nearness = back * 0.1;
    if (THEREFORE.has(token.fold) && back <= 3)
      return { strong: 4.5 - nearness, other: null, weak, farClose: false };
    if (
      /^(?:clos|due|deadline)/.test(token.fold) &&
      OTHER_CLOSES.has(tokens[mention.from - back - 1]?.fold ?? '')
    ) {
      other ??= 3 - nearness;
      continue;
    }
    if (cue >= STRONG) {
      if (other !== null) return { strong: null, other, weak, farClose: true };
      return { strong: cue - nearness, other, weak, farClose: false };
    }
    if (cue > 0) weak = Math.max(weak, cue - nearness);
    if (OTHER_CUES.has(token.fold) && other === null && !comma) other = 3 - nearness;
  }
  return { strong: null, other, weak, farClose: false };
}

function roleAfter(tokens: readonly Token[], mention: DateMention): 'close' | 'other' | null {
  // `… in June. Closing …`: the point may be the date's own, and still end the sentence.
  if (tokens[mention.to - 1]?.fold === '.' && /^\p{Lu}/u.test(tokens[mention.to]?.text ?? '')) return null;
  for (let ahead = 0; ahead < 2; ahead += 1) {
    const token = tokens[mention.to + ahead];
    if (token === undefined || token.kind === 'line' || [',', '.', ';', '-'].includes(token.fold))
      return null;
    // `board vote 10 Feb then signature …`
    if (['then', 'and', 'but', 'before', 'after'].includes(token.fold)) return null;
    if ((CLOSE_CUES.get(token.fold) ?? 0) >= 4) return 'close';
    if (ahead === 0 && ROLES_AFTER.has(token.fold)) return 'other';
  }
  return null;
}

const ROLES_AFTER: ReadonlySet<string> = new Set(
  'kickoff kick golive go start launch renewal rfp pilot cutover expiry'.split(' '),
);

/** Words of a clause that only says when something else than the close is. */
const CALENDAR_WORDS: ReadonlySet<string> = new Set([
  ...OTHER_CUES,
  ...CLOSE_CUES.keys(),
  ...THEREFORE,
  ...'go goes off out due board steering committee review response submission then after already must their the before production begins begin planned rollout demo session phase is are on in by of for and we they it its will be to at from till hope hoping get getting would like has have had need needs planned foreseen scheduled set aim aiming this that first second end meets meet vote votes voting approves approval ran run through legal procurement wants order form purchase contract done completed finished'.split(
    ' ',
  ),
]);

const FENCES: ReadonlySet<string> = new Set([
  'but',
  'while',
  'whereas',
  'and',
  '-',
  ',',
  ';',
  '(',
  ')',
  '.',
  '!',
  '?',
  '|',
  '\n',
]);
/** A longer clause says more than when something is. */
const LONGEST_CALENDAR_CLAUSE = 16;

/** The clauses that name a date and nothing but its role: `kickoff in May`, `before the licence renews on 30 June`. */
export function calendarClauses(
  tokens: readonly Token[],
  mentions: readonly DateMention[],
): readonly TokenRange[] {
  return mentions.flatMap((mention) => {
    let { from, to } = mention;
    while (from > 0 && mention.from - from < LONGEST_CALENDAR_CLAUSE && !isFence(tokens, from - 1)) from -= 1;
    const ended = tokens[to - 1]?.fold === '.';
    while (!ended && to < tokens.length && to - mention.to < LONGEST_CALENDAR_CLAUSE && !isFence(tokens, to))
      to += 1;
    const others = tokens.slice(from, mention.from).concat(tokens.slice(mention.to, to));
    return others.every(({ kind, fold }) => kind === 'mark' || CALENDAR_WORDS.has(fold))
      ? [{ from, to }]
      : [];
  });
}

function isFence(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return (
    token === undefined ||
    (FENCES.has(token.fold) && tokens[at + 1]?.glued !== true && (token.fold !== '-' || !token.glued))
  );
}

const LEADING = new Set(
  'close closes closing closed sign signs signing signed signature decision expected expect expecting target targeted date by on in around about for is of the at till until before mid deal should will to be so , ( : - we they it its and hopefully probably likely estimated est due deadline planned aiming eta won ~ = contract with roughly approx latest sometime gonna exp no later than or po abschluss first second day end towards toward i think guess believe reckon can could would must shall needs need done win wins awarded award ink inked come comes coming through month happen happening place placed through foreseen planning uh um wanting hoping hope'.split(
    ' ',
  ),
);
function isLeading(token: Token): boolean {
  return (
    LEADING.has(token.fold) ||
    (token.fold.length >= 6 && CLOSING.some((word) => withinDistance(token.fold, word, 1)))
  );
}

/** Words that are long enough to be known when misspelt. */
const CLOSING = ['closing', 'closes', 'signing', 'expected', 'signature'];
const TRAILING = new Set(
  'close closing hopefully probably likely latest ) if possible at the only'.split(' '),
);

/** `Signature prévue le …`, `firma prevista para el …`: small words only where a word of closing leads them. */
function foreignLead(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at > 0 && from - at < MOST_FOREIGN_LEADS && FOREIGN_LEADS.has(tokens[at - 1]?.fold ?? '')) at -= 1;
  return FOREIGN_CLOSE.has(tokens[at - 1]?.fold ?? '') || FOREIGN_CLOSE.has(tokens[at]?.fold ?? '')
    ? at - (FOREIGN_CLOSE.has(tokens[at - 1]?.fold ?? '') ? 1 : 0)
    : from;
}

const MOST_FOREIGN_LEADS = 6;
const FOREIGN_LEADS: ReadonlySet<string> = new Set([...FOREIGN_DATE_LEADS, 'signature', ':', 'abschluss']);
const FOREIGN_CLOSE: ReadonlySet<string> = new Set([...FOREIGN_CLOSES, 'signature', 'abschluss']);

function usedAround(tokens: readonly Token[], mention: DateMention): TokenRange {
  let from = mention.from;
  let cue = false;
  while (from > 0 && mention.from - from < 10) {
    const before = tokens[from - 1];
    if (before === undefined || before.kind === 'line' || !isLeading(before)) break;
    if (before.fold === 'and' && !cue && from < mention.from - 1) break;
    cue ||= CLOSE_CUES.has(before.fold);
    from -= 1;
  }
  from = foreignLead(tokens, from);
  // `want it closed by …`, `purchase order by …`
  if (cue && from > 0 && /^(?:wants?|likes?|expects?)$/.test(tokens[from - 1]?.fold ?? '')) from -= 1;
  if (tokens[from - 1]?.fold === 'order' && tokens[from - 2]?.fold === 'purchase') from -= 2;
  // A comma or bracket that the clause was fenced with goes too, but the clause before it stays.
  let to = mention.to;
  while (to < tokens.length && to - mention.to < 4 && TRAILING.has(tokens[to]?.fold ?? '')) to += 1;
  return { from, to };
}
