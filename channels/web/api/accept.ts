import { ApiProblem } from './problems.ts';

interface Range {
  readonly type: string;
  readonly quality: number;
}

/**
 * Which of the types that are offered an `Accept` header asks for; the first where it does not say. A type named
 * goes before one that a wildcard takes in.
 * @throws {ApiProblem} `not-acceptable` when it wants none of them
 */
export function chooseType(accept: string | null, offered: readonly [string, ...string[]]): string {
  const ranges = (accept ?? '*/*').split(',').flatMap(readRange);
  if (ranges.length === 0) return offered[0];
  const ranked = offered
    .map((type, index) => ({ type, index, ...rank(type, ranges) }))
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || b.precision - a.precision || a.index - b.index);
  const chosen = ranked[0];
  if (chosen !== undefined) return chosen.type;
  const detail = `There is ${offered.join(' or ')}; Accept asks for ${JSON.stringify((accept ?? '').slice(0, 100))}.`;
  throw new ApiProblem('not-acceptable', {
    detail,
    errors: [{ field: 'accept', in: 'header', code: 'not-accepted', detail }],
  });
}

function readRange(text: string): Range[] {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  if (!/^[^/\s]+\/[^/\s]+$/.test(type)) return [];
  const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const quality = q === undefined ? 1 : /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(q) ? Number(q) : 1;
  return [{ type, quality }];
}

/** The most precise range counts, as RFC 9110 has it. */
function rank(type: string, ranges: readonly Range[]): { quality: number; precision: number } {
  const family = `${type.split('/')[0]}/*`;
  for (const [precision, name] of [
    [2, type],
    [1, family],
    [0, '*/*'],
  ] as const) {
    const range = ranges.find((each) => each.type === name);
    if (range !== undefined) return { quality: range.quality, precision };
  }
  return { quality: 0, precision: 0 };
}
