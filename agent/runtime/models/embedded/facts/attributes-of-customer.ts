import type { Token } from '../text/tokens.ts';
import type { AttributeField, AttributeMention } from '../values/attributes.ts';
import type { TokenRange } from './fact.ts';
import { LEGAL_FORMS } from './name-words.ts';

/** Words beside which a sector means the customer: `retail company`, `in healthcare`. */
const COMPANY_WORDS: ReadonlySet<string> = new Set(
  'startup scaleup enterprise smb sme customer company client account business firm group organization organisation sector industry vertical space player provider segment prospect giant leader'.split(
    ' ',
  ),
);
const FENCES: ReadonlySet<string> = new Set([
  ',',
  '(',
  ')',
  ';',
  '|',
  '\n',
  '.',
  '/',
  ':',
  '?',
  '!',
  '',
  '•',
  '*',
  '-',
  '–',
  '·',
]);
/** Said behind what is said of the customer: `they were an enterprise instead`. */
const AFTERTHOUGHTS: ReadonlySet<string> = new Set(
  'instead now actually btw really then rather though too right not and but since so what how when'.split(
    ' ',
  ),
);

/** The attributes that speak of the customer and not of the wish. */
export function attributesOfCustomer(
  tokens: readonly Token[],
  mentions: readonly AttributeMention[],
  name: TokenRange | null,
): readonly { readonly field: AttributeField; readonly value: string; readonly range: TokenRange }[] {
  const inName = (mention: TokenRange) => name !== null && name.from <= mention.from && mention.to <= name.to;
  const chosen = mentions.filter((mention) => {
    // `St. Mary Hospital`: the last word of a name says what the customer is; the words before it do not.
    if (inName(mention))
      return (
        mention.field === 'industry' &&
        name !== null &&
        mention.to >= ownEnd(tokens, name) - 1 &&
        mention.from > name.from
      );
    return mention.field === 'migrationPhase'
      ? besidePhase(tokens, mention)
      : speaksOfCustomer(tokens, mention);
  });
  return [...chosen]
    .sort((a, b) => Number(inName(a)) - Number(inName(b)))
    .map((mention) => ({
      field: mention.field,
      value: mention.value,
      range: { from: mention.from, to: mention.to },
    }));
}

/** Where a name ends without its legal form: `Delphine Mining Corp`. */
function ownEnd(tokens: readonly Token[], { from, to }: TokenRange): number {
  let end = to;
  while (end > from && (LEGAL_FORMS.has(tokens[end - 1]?.fold ?? '') || tokens[end - 1]?.kind === 'mark'))
    end -= 1;
  return end;
}

function besidePhase(tokens: readonly Token[], { from, to }: TokenRange): boolean {
  const [before, earlier, after] = [tokens[from - 1]?.fold, tokens[from - 2]?.fold, tokens[to]?.fold];
  return (
    after === 'phase' ||
    after === 'stage' ||
    before === 'phase' ||
    before === 'map' ||
    (earlier === 'phase' && [':', '-', '=', 'is'].includes(before ?? ''))
  );
}

function speaksOfCustomer(tokens: readonly Token[], mention: AttributeMention): boolean {
  const before = tokens[mention.from - 1]?.fold ?? '';
  const after = tokens[mention.to]?.fold ?? '';
  if (mention.strength === 'sure') return !isWorkObject(tokens, mention);
  if (COMPANY_WORDS.has(after) || ['size', 'segment', 'industry', 'sector', 'vertical'].includes(before))
    return true;
  const ends = FENCES.has(after) || AFTERTHOUGHTS.has(after);
  if (mention.field === 'customerSegment' && ends && isPredicate(tokens, mention)) return true;
  const article = before === 'the' || before === 'in' || before === 'from';
  if (mention.field === 'industry' && article && (FENCES.has(after) || COMPANY_WORDS.has(after))) return true;
  return FENCES.has(before) && FENCES.has(after) && !(before === '' && after === '');
}

/** `it's an enterprise`, `they are quite big, enterprise`: what is said to be so. */
function isPredicate(tokens: readonly Token[], { from }: TokenRange): boolean {
  let at = from - 1;
  while (at >= 0 && from - at <= 5 && DEGREE_WORDS.has(tokens[at]?.fold ?? '')) at -= 1;
  return COPULAS.has(tokens[at]?.fold ?? '');
}

/** A contraction is one word to the tokens: `it's` is `it`. */
const COPULAS: ReadonlySet<string> = new Set('is are was were be being its it they theyre as'.split(' '));
const DEGREE_WORDS: ReadonlySet<string> = new Set(
  'a an the , quite very really pretty rather fairly more of kind sort large big mid small typical classic true real'.split(
    ' ',
  ),
);

/** `a portal for hospitals`, `school management system`: part of what is built. */
function isWorkObject(tokens: readonly Token[], { from, to, field }: AttributeMention): boolean {
  const after = tokens[to]?.fold ?? '';
  // `wants an online shop` is the wish.
  const article = ['a', 'an', 'new', 'the', 'their'].includes(tokens[from - 1]?.fold ?? '') ? 2 : 1;
  if (/^(?:wants?|needs?|build|builds|building|launch|have)$/.test(tokens[from - article]?.fold ?? ''))
    return true;
  if (['for', 'serving'].includes(tokens[from - 1]?.fold ?? '') && /s$/.test(tokens[to - 1]?.fold ?? ''))
    return true;
  return (
    field === 'industry' &&
    /^(?:management|system|systems|app|apps|portal|data|platform|records|software|analytics|api|website|database|databases)$/.test(
      after,
    )
  );
}
