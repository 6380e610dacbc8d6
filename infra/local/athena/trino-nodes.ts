import type { Node } from './trino-tokens.ts';

/** Splits a bracket's content at its commas. */
export function splitList(nodes: readonly Node[]): readonly (readonly Node[])[] {
  if (nodes.length === 0) return [];
  const parts: Node[][] = [[]];
  for (const node of nodes) {
    if (isSymbol(node, ',')) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}

export function isWord(node: Node | undefined, ...values: readonly string[]): boolean {
  return node?.kind === 'word' && values.includes(node.value);
}

export function isSymbol(node: Node | undefined, ...values: readonly string[]): boolean {
  return node?.kind === 'symbol' && values.includes(node.value);
}

export function quoteText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

export function quoteName(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}
