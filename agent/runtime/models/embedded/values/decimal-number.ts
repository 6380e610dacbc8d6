import type { Token } from '../text/tokens.ts';

/** `500,000`, `1.200.000`, `1'200'000`, `1.2`, `1,2`: groups of three digits are thousands unless a single one follows a point. */
export function numberAt(tokens: readonly Token[], start: number): { value: number; next: number } | null {
  const first = tokens[start];
  if (first?.kind !== 'number' || first.fold.length > 15) return null;
  const groups = [first.fold];
  let separator = '';
  let at = start + 1;
  while (groups.length < 6) {
    const [mark, digits] = [tokens[at], tokens[at + 1]];
    if (mark?.glued !== true || digits?.glued !== true || digits.kind !== 'number') break;
    if (
      !",.'".includes(mark.fold) ||
      (separator !== '' && mark.fold !== separator && groups.length > 1 && groups.at(-1)?.length !== 3)
    )
      break;
    if (separator !== '' && mark.fold !== separator) {
      // `1,200.50`: the second kind of mark is the decimal point, and ends the number.
      return { value: Number(`${groups.join('')}.${digits.fold}`), next: at + 2 };
    }
    separator = mark.fold;
    groups.push(digits.fold);
    at += 2;
  }
  const rest = groups.slice(1);
  const thousands =
    rest.length > 0 &&
    rest.every((group) => group.length === 3) &&
    (groups[0]?.length ?? 9) <= 3 &&
    groups[0] !== '0';
  if (rest.length > 1 && !thousands) return null;
  const value = rest.length === 0 || thousands ? Number(groups.join('')) : Number(`${groups[0]}.${rest[0]}`);
  return { value, next: at };
}

/** As `numberAt`, with thousands parted by blanks as well: `250 000`. */
export function groupedAt(tokens: readonly Token[], start: number): { value: number; next: number } | null {
  const number = numberAt(tokens, start);
  if (number === null || number.next !== start + 1 || number.value > 999) return number;
  let digits = tokens[start]?.fold ?? '';
  let next = number.next;
  while (isGroup(tokens[next]) && digits.length <= 12) {
    digits += tokens[next]?.fold ?? '';
    next += 1;
  }
  // `250 000.50` is written by nobody, and what it would mean is not plain.
  return { value: Number(digits), next };
}

function isGroup(token: Token | undefined): boolean {
  return token?.kind === 'number' && !token.glued && token.fold.length === 3;
}
