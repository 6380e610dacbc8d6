import { isSymbol, isWord } from './trino-nodes.ts';
import type { Node } from './trino-tokens.ts';

/** Where the operand begins that ends before `end`: after the last comparison, comma or clause word of its depth. */
export function operandStart(nodes: readonly Node[], end: number): number {
  let cases = 0;
  for (let at = end - 1; at >= 0; at -= 1) {
    const node = nodes[at];
    if (isWord(node, 'end')) cases += 1;
    else if (cases > 0 && isWord(node, 'case')) cases -= 1;
    else if (cases === 0 && isBoundary(node)) return at + 1;
  }
  return 0;
}

/** Where the operand ends that begins at `start`. */
export function operandEnd(nodes: readonly Node[], start: number): number {
  let cases = 0;
  for (let at = start; at < nodes.length; at += 1) {
    const node = nodes[at];
    if (isWord(node, 'case')) cases += 1;
    else if (cases > 0 && isWord(node, 'end')) cases -= 1;
    else if (cases === 0 && isBoundary(node)) return at;
  }
  return nodes.length;
}

function isBoundary(node: Node | undefined): boolean {
  if (isSymbol(node, ',', '=', '<', '>', '<=', '>=', '<>', '!=', '->')) return true;
  return node?.kind === 'word' && BOUNDARIES.has(node.value);
}

const BOUNDARIES = new Set(
  [
    'select distinct all from where and or not when then else case end between on having by in like is as',
    'group order limit offset fetch union intersect except escape join inner left right full cross asc desc nulls',
    'values with window range rows exists using',
  ]
    .join(' ')
    .split(' '),
);
