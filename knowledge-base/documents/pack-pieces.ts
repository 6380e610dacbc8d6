import { countTokens } from './count-tokens.ts';
import type { Heading, Piece } from './markdown-pieces.ts';

export const CHUNK_TOKENS = { least: 100, most: 300 } as const;

/** Consecutive pieces that become one chunk. */
export interface Packed {
  readonly pieces: readonly Piece[];
  /** The headings above all of them. */
  readonly path: readonly Heading[];
  /** The breadcrumb, an empty line, and the text as it is written, with the headings that are not above all of it. */
  readonly text: string;
  readonly tokens: number;
}

/**
 * Packs pieces into chunks of 100 to 300 tokens so that the cuts cost least: at headings rather than inside a
 * section, between paragraphs rather than inside a list or table. Only a single piece is ever longer, and a chunk
 * is shorter only where joining it to either neighbour would make one that is too long.
 */
export function packPieces(title: string, markdown: string, pieces: readonly Piece[]): Packed[] {
  const size = createSizes(title, markdown);
  const best: { readonly cost: number; readonly from: number }[] = [{ cost: 0, from: 0 }];
  for (let to = 1; to <= pieces.length; to += 1) {
    let chosen = { cost: Number.POSITIVE_INFINITY, from: 0 };
    for (let from = to - 1; from >= 0; from -= 1) {
      const candidate = pieces.slice(from, to);
      const path = sharedPath(candidate);
      const tokens = size(candidate, path);
      if (tokens > CHUNK_TOKENS.most && to - from > 1) break;
      const cost =
        (best[from]?.cost ?? 0) +
        cutCost(pieces, from, markdown) +
        sizeCost({ pieces: candidate, path, tokens });
      if (cost < chosen.cost) chosen = { cost, from };
    }
    best.push(chosen);
  }
  const chunks: Packed[] = [];
  for (let to = pieces.length; to > 0; to = best[to]?.from ?? 0)
    chunks.unshift(render(title, markdown, pieces.slice(best[to]?.from ?? 0, to)));
  return chunks;
}

/** The tokens of a chunk without writing it: those of its parts, which stand apart by space, counted once each. */
function createSizes(title: string, markdown: string) {
  const counted = new Map<string, number>();
  const tokensOf = (text: string): number => {
    const tokens = counted.get(text) ?? countTokens(text);
    counted.set(text, tokens);
    return tokens;
  };
  return (pieces: readonly Piece[], path: readonly Heading[]): number => {
    let tokens = tokensOf(title);
    for (const { text } of path) tokens += tokensOf(`› ${text}`);
    let shown = path;
    for (const [index, piece] of pieces.entries()) {
      for (const heading of headingsBefore(piece, shown)) tokens += tokensOf(headingLine(heading));
      if (index === 0) tokens += tokensOf(piece.repeat ?? '');
      tokens += tokensOf(markdown.slice(piece.start, piece.end));
      shown = piece.path;
    }
    return tokens;
  };
}

/** A chunk that is too short costs more than any way to cut. */
const COST = { chunk: 10, short: 5000, section: 15, insideBlock: 120, afterLeadIn: 100, insideSection: 40 };

function sizeCost({ tokens, pieces, path }: Pick<Packed, 'tokens' | 'pieces' | 'path'>): number {
  const sections = new Set(pieces.map((piece) => piece.path[path.length]?.text)).size;
  return COST.chunk + COST.section * (sections - 1) + (tokens < CHUNK_TOKENS.least ? COST.short : 0);
}

function cutCost(pieces: readonly Piece[], at: number, markdown: string): number {
  const [before, after] = [pieces[at - 1], pieces[at]];
  if (before === undefined || after === undefined) return 0;
  if (before.block === after.block) return COST.insideBlock;
  const shared = sharedPath([before, after]).length;
  if (shared === before.path.length && shared === after.path.length)
    return markdown.slice(before.start, before.end).trimEnd().endsWith(':')
      ? COST.afterLeadIn
      : COST.insideSection;
  return 5 * shared;
}

function render(title: string, markdown: string, pieces: readonly Piece[]): Packed {
  const path = sharedPath(pieces);
  const breadcrumb = [title, ...path.map(({ text }) => text)].join(' › ');
  let body = '';
  let shown: readonly Heading[] = path;
  let last: Piece | undefined;
  for (const piece of pieces) {
    const headings = headingsBefore(piece, shown);
    const isNewSection = headings.length > 0 || piece.path.length < shown.length;
    for (const heading of headings) body += `${body === '' ? '' : '\n\n'}${headingLine(heading)}`;
    if (body === '') body = piece.repeat ?? '';
    else if (isNewSection || last === undefined) body += `\n\n${piece.repeat ?? ''}`;
    else body += markdown.slice(last.end, piece.start);
    body += markdown.slice(piece.start, piece.end);
    shown = piece.path;
    last = piece;
  }
  const text = `${breadcrumb}\n\n${body.trimEnd()}\n`;
  return { pieces, path, text, tokens: countTokens(text) };
}

/** The headings to write before a piece; a heading that stands alone is the piece itself. */
function headingsBefore(piece: Piece, shown: readonly Heading[]): readonly Heading[] {
  const same = sharedPath([{ path: shown }, piece]).length;
  return piece.path.slice(same, piece.headingOnly === true ? -1 : undefined);
}

function headingLine({ depth, text }: Heading): string {
  return `${'#'.repeat(depth)} ${text}`;
}

function sharedPath(pieces: readonly Pick<Piece, 'path'>[]): readonly Heading[] {
  const [first, ...rest] = pieces;
  if (first === undefined) return [];
  let length = first.path.length;
  for (const { path } of rest) {
    let same = 0;
    while (same < length && path[same] === first.path[same]) same += 1;
    length = same;
  }
  return first.path.slice(0, length);
}
