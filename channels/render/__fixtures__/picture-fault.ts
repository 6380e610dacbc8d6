import { markupFault } from './well-formed.ts';

/**
 * What is wrong with a picture, or undefined when nothing is: markup that is not well-formed, a number gone wrong, a mark
 * outside of the picture, a text that runs out of it, an id given twice, or markup that could act.
 */
export function pictureFault(svg: string): string | undefined {
  const fault = markupFault(svg);
  if (fault !== undefined) return fault;
  if (/NaN|undefined|Infinity|\[object/.test(svg)) return 'a number gone wrong';
  if (/<(script|foreignObject|a|image|use|style)[\s>]|\son[a-z]+="|(href|src)="/i.test(svg))
    return 'markup that could act';
  const ids = [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  if (new Set(ids).size !== ids.length) return `an id given twice: ${ids.join(' ')}`;
  if (!/role="img" aria-labelledby="[^"]+-title [^"]+-desc"/.test(svg)) return 'no name';
  const [, width = 0, height = 0] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number);
  if (!(width > 0 && height > 0)) return 'no size';
  for (const [tag, name = '', written = ''] of svg.matchAll(/<([a-z]+)((?: [a-zA-Z0-9:-]+="[^"]*")*)/g)) {
    const of = (attribute: string) =>
      Number(new RegExp(` ${attribute}="([^"]*)"`).exec(written)?.[1] ?? Number.NaN);
    for (const [x, y] of spotsOf(name, of, written))
      if (!(x >= -SLACK && x <= width + SLACK && y >= -SLACK && y <= height + SLACK))
        return `outside of ${width} × ${height}: ${tag}`;
  }
  for (const [tag, written = '', text = ''] of svg.matchAll(
    /<text((?: [a-zA-Z0-9:-]+="[^"]*")*)>([^<]*)</g,
  )) {
    const x = Number(/ x="([^"]*)"/.exec(written)?.[1]);
    const anchor = /text-anchor="(\w+)"/.exec(written)?.[1] ?? 'start';
    const long = [...graphemes.segment(text.replaceAll(/&[a-z#0-9]+;/g, '&'))].length * LEAST_CHARACTER;
    const left = anchor === 'end' ? x - long : anchor === 'middle' ? x - long / 2 : x;
    if (left < -SLACK || left + long > width + SLACK) return `text runs out of the picture: ${tag}`;
  }
  return undefined;
}

/** A rounding to tenths on both sides, and half of a stroke. */
const SLACK = 1.2;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** What a character of 12 px takes on average in a narrow text, in pixels. */
const LEAST_CHARACTER = 4.5;

function spotsOf(
  name: string,
  of: (attribute: string) => number,
  written: string,
): readonly (readonly [number, number])[] {
  switch (name) {
    case 'rect':
      return [
        [of('x'), of('y')],
        [of('x') + of('width'), of('y') + of('height')],
      ];
    case 'circle':
      return [
        [of('cx') - of('r'), of('cy') - of('r')],
        [of('cx') + of('r'), of('cy') + of('r')],
      ];
    case 'line':
      return [
        [of('x1'), of('y1')],
        [of('x2'), of('y2')],
      ];
    case 'text':
      return [[of('x'), of('y')]];
    case 'polyline':
    case 'polygon':
      return (/ points="([^"]*)"/.exec(written)?.[1] ?? '')
        .split(' ')
        .map((spot) => spot.split(',').map(Number) as [number, number]);
    case 'path':
      return [...(/ d="([^"]*)"/.exec(written)?.[1] ?? '').matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(
        ([, x, y]) => [Number(x), Number(y)] as const,
      );
    default:
      return [];
  }
}
