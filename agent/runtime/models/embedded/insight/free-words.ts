import type { Token } from '../text/tokens.ts';
import type { Term, TermOf, TermValue } from './term.ts';
import { technologyAt } from './value-terms.ts';

/**
 * The terms with the words that no list knows read by where they stand: names of partners and customers,
 * words that a project is about, columns that do not exist. What remains is unread.
 */
export function readFreeWords(tokens: readonly Token[], terms: readonly Term[]): readonly Term[] {
  const read: Term[] = [];
  for (let index = 0; index < terms.length; ) {
    const term = terms[index];
    if (term === undefined) break;
    const name = nameAt(tokens, terms, index);
    const count =
      name ?? (term.kind === 'word' && !isNumber(tokens, term) ? wordsAt(tokens, terms, index) : 0);
    if (count === 0) {
      read.push(term);
      index += 1;
      continue;
    }
    const last = terms[index + count - 1] ?? term;
    const run = { from: term.from, to: last.to };
    read.push({ ...meaningOf(tokens, terms, index, count, name !== null, partyIn(read)), ...run });
    index += count;
  }
  return read;
}

function partyIn(read: readonly Term[]): 'partnerName' | 'customerName' | null {
  const last = read.findLast(({ kind }) => kind === 'value');
  if (last?.kind !== 'value') return null;
  return last.field === 'partnerName' || last.field === 'customerName' ? last.field : null;
}

function isNumber(tokens: readonly Token[], { from, to }: Term): boolean {
  return to === from + 1 && tokens[from]?.kind === 'number';
}

const MOST_WORDS = 6;

/** How many terms a name takes: a capital that no list knows, and the capitals after it. */
function nameAt(tokens: readonly Token[], terms: readonly Term[], index: number): number | null {
  const quoted = quotedAt(tokens, terms, index);
  if (quoted !== null) return quoted;
  const first = terms[index];
  const token = tokens[first?.from ?? -1];
  if (
    first?.kind !== 'word' ||
    token === undefined ||
    !isCapital(token) ||
    (technologyAt(tokens, first.from) !== null && !isLedToName(tokens, first.from))
  )
    return null;
  if (token.text === token.text.toUpperCase() && token.text.length <= 4) return null;
  let count = 1;
  while (count < MOST_WORDS) {
    const next = terms[index + count];
    const after = terms[index + count + 1];
    if (next !== undefined && isPartOfName(tokens, next)) count += 1;
    else if (isAmpersand(tokens, next) && after !== undefined && isPartOfName(tokens, after)) count += 2;
    else break;
  }
  // The first word of a sentence has a capital whatever it is.
  return first.from === 0 && count === 1 && !/['’]s$/.test(token.text) ? null : count;
}

/** `does Monolith Exit …`: two capitals where a name must stand are one, though a monolith is none. */
function isLedToName(tokens: readonly Token[], at: number): boolean {
  const [before, next] = [tokens[at - 1]?.fold ?? '', tokens[at + 1]];
  const leads = /^(?:did|does|has|have|by|from|partner|customer|client|account)$/.test(before);
  return leads && next !== undefined && isCapital(next) && next.text !== next.text.toUpperCase();
}

function isCapital(token: Token): boolean {
  return token.kind === 'word' && /^\p{Lu}/u.test(token.text);
}

function isAmpersand(tokens: readonly Token[], term: Term | undefined): boolean {
  return (
    term !== undefined &&
    ['&', 'of', 'und', '-'].includes(tokens[term.from]?.fold ?? '') &&
    term.to === term.from + 1
  );
}

function isPartOfName(tokens: readonly Token[], term: Term): boolean {
  const isPlace =
    term.kind === 'value' && ['country', 'region', 'service', 'customerSegment'].includes(term.field);
  if (isPlace || term.kind === 'period' || term.kind === 'bound') return false;
  if (/^(?:ARR|MRR|YTD|SMB|MAP)$/.test(tokens[term.from]?.text ?? '')) return false;
  return tokens.slice(term.from, term.to).every(isCapital);
}

/** Words in quotation marks, marks included. */
function quotedAt(tokens: readonly Token[], terms: readonly Term[], index: number): number | null {
  const closing = CLOSING[tokens[terms[index]?.from ?? -1]?.fold ?? ''];
  if (closing === undefined) return null;
  for (let count = 2; count <= MOST_WORDS + 3; count += 1) {
    const term = terms[index + count - 1];
    if (term === undefined) return null;
    if (closing.includes(tokens[term.from]?.fold ?? '')) return count > 2 ? count : null;
  }
  return null;
}

const CLOSING: Readonly<Record<string, string>> = { '"': '"', '“': '”"', '„': '“”"', '«': '»' };

/** How many terms a run of unknown words takes, what is written between them included (`S/4HANA`, `.NET`). */
function wordsAt(tokens: readonly Token[], terms: readonly Term[], index: number): number {
  let count = 1;
  while (count < MOST_WORDS) {
    const next = terms[index + count];
    if (next === undefined) break;
    const glue =
      next.kind === 'mark' &&
      tokens[next.from]?.glued === true &&
      /^[/\-.+]$/.test(tokens[next.from]?.fold ?? '');
    const after = terms[index + count + 1];
    if (next.kind === 'word') count += 1;
    else if (glue && after !== undefined && tokens[after.from]?.glued === true && after.kind === 'word')
      count += 2;
    else break;
  }
  return count;
}

function meaningOf(
  tokens: readonly Token[],
  terms: readonly Term[],
  index: number,
  count: number,
  isName: boolean,
  /** What the name before it in a list was read as. */
  namedBefore: 'partnerName' | 'customerName' | null,
): TermValue {
  const [first, last] = [terms[index], terms[index + count - 1]];
  const words = tokens.slice(first?.from ?? 0, last?.to ?? 0).filter(({ fold }) => !/^["“”„«»]$/.test(fold));
  const text = textOf(words).replace(/['’]s$/, '');
  const before = neighbour(terms, index, -1);
  const after = neighbour(terms, index + count - 1, 1);
  const cue = before?.kind === 'preposition' ? before.word : (tokens[before?.from ?? -1]?.fold ?? '');
  if (before?.kind === 'about') return value('text', text);
  const field =
    isName && before?.kind === 'join' && namedBefore !== null
      ? namedBefore
      : partyOf(tokens, terms, index, before, after, cue, isName);
  if (field !== null) {
    const open =
      isName &&
      before?.kind !== 'scope' &&
      before?.kind !== 'dimension' &&
      !DELIVERY_CUES.has(cue) &&
      cue !== 'for';
    const other = field === 'partnerName' ? 'customer' : 'partner';
    const note = `“${text}” is read as a ${field === 'partnerName' ? 'partner' : 'customer'}; say “${other} ${text}” if it is a ${other}`;
    return {
      ...value(field, text),
      ...(open && before?.kind !== 'deliver' && after?.kind !== 'deliver' ? { note } : {}),
    };
  }
  if (cue === 'under') return { kind: 'value', field: 'program', values: [text], operator: 'contains' };
  if (before?.kind === 'group' && after?.kind !== 'scope') return { kind: 'unread' };
  const isTechnology =
    technologyAt(tokens, first?.from ?? 0) !== null ||
    words.some(({ text: word }) => /^\p{Lu}{2,6}$/u.test(word));
  if (isTechnology || after?.kind === 'scope') return value('text', text);
  return { kind: 'unread' };
}

const DELIVERY_CUES: ReadonlySet<string> = new Set(['from', 'by', 'through', 'brought in by']);

/** Whether a name is a partner's or a customer's, by what leads to it. */
function partyOf(
  tokens: readonly Token[],
  terms: readonly Term[],
  index: number,
  before: Term | undefined,
  after: Term | undefined,
  cue: string,
  isName: boolean,
): 'partnerName' | 'customerName' | null {
  const direct = terms[index - 1];
  if (direct?.kind === 'dimension' && direct.dimension === 'partnerName' && !direct.plural)
    return 'partnerName';
  if (direct?.kind === 'scope' && direct.of === 'customer' && !direct.plural) return 'customerName';
  if (before?.kind === 'deliver') return 'partnerName';
  if (!isName) return null;
  if (before?.kind === 'dimension' && before.dimension === 'partnerName') return 'partnerName';
  // `how many customers did Acme have`: who has customers is a partner.
  const isDoer = /^(?:did|has|does|have)$/.test(tokens[(terms[index]?.from ?? 0) - 1]?.fold ?? '');
  if (before?.kind === 'scope' && before.of === 'customer' && !(before.plural && isDoer))
    return 'customerName';
  if (before?.kind === 'group') return 'partnerName';
  if (
    after?.kind === 'deliver' ||
    /^(?:did|has|does)$/.test(tokens[(terms[index]?.from ?? 0) - 1]?.fold ?? '')
  )
    return 'partnerName';
  if (DELIVERY_CUES.has(cue)) return 'partnerName';
  return 'customerName';
}

/** The nearest term on one side that says something. */
function neighbour(terms: readonly Term[], index: number, step: 1 | -1): Term | undefined {
  for (let at = index + step; at >= 0 && at < terms.length; at += step) {
    const term = terms[at];
    if (term !== undefined && term.kind !== 'filler' && !(term.kind === 'mark') && term.kind !== 'ours')
      return term;
  }
  return undefined;
}

function value(field: TermOf<'value'>['field'], text: string): TermValue {
  return { kind: 'value', field, values: [text], operator: 'contains' };
}

/** The words as written: a blank where one stood. */
function textOf(words: readonly Token[]): string {
  return words.map(({ text, glued }, at) => (at === 0 || glued ? text : ` ${text}`)).join('');
}
