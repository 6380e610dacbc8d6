import { shortened } from '../document-error.ts';
import { findFigures } from '../find-figures.ts';
import { isTableRule, markdownPieces, type Piece } from '../markdown-pieces.ts';
import type { KnowledgeDocument } from '../parse-document.ts';
import type { LintOptions, LintProblem } from './lint-documents.ts';

/**
 * Every amount and percentage of the text is declared with its basis; an illustrative one is called illustrative
 * where it stands: in its paragraph or item, in its row, or in the head of its table.
 */
export function lintFigures(document: KnowledgeDocument, options: LintOptions): LintProblem[] {
  const { file, facts, body, bodyLine } = document;
  const problems: LintProblem[] = [];
  const error = (line: number, field: string, value: string, problem: string) =>
    problems.push({ severity: 'error', file, line, field, value: shortened(value), problem });

  const declared = new Map<string, (typeof facts.figures)[number]>();
  for (const [index, figure] of facts.figures.entries()) {
    const field = `figures.${index}.figure`;
    const [found, ...more] = findFigures(figure.figure);
    if (found === undefined || more.length > 0) {
      error(2, field, figure.figure, 'is no single amount or percentage; write it as USD 25,000 or 40 %');
      continue;
    }
    if (declared.has(found.key)) error(2, field, figure.figure, 'is declared twice; name both uses in one');
    declared.set(found.key, figure);
    if (figure.basis === 'own') {
      const source = options.projectFile(figure.source ?? '');
      if (source === undefined)
        error(2, `figures.${index}.source`, figure.source ?? '', 'is no file of this project; give its path');
      else if (!findFigures(source).some(({ key }) => key === found.key))
        error(2, field, figure.figure, `does not stand in ${figure.source}; look there what holds now`);
    }
  }

  const used = new Set<string>();
  for (const piece of markdownPieces(body)) {
    const text = body.slice(piece.start, piece.end);
    const around = `${tableHead(body, piece)}${text}`.toLowerCase();
    for (const { key, text: written, start } of findFigures(text)) {
      const line = bodyLine + lineOf(body, piece.start + start);
      const figure = declared.get(key);
      used.add(key);
      if (figure === undefined)
        error(line, 'figure', written, 'is in no figure of the front facts; declare it there with its basis');
      else if (figure.basis === 'illustrative' && !around.includes('illustrative'))
        error(
          line,
          'figure',
          written,
          'is illustrative and the text does not say so here; write it beside it',
        );
    }
  }
  for (const [key, { figure }] of declared)
    if (!used.has(key)) error(2, 'figures', figure, 'stands nowhere in the text; take it out');
  return problems;
}

/** The head of the table that a row belongs to. */
function tableHead(body: string, piece: Piece): string {
  if (piece.repeat !== undefined) return piece.repeat;
  const lines = body.slice(piece.start, piece.end).split('\n');
  return isTableRule(lines[1] ?? '') ? (lines[0] ?? '') : '';
}

function lineOf(body: string, at: number): number {
  return body.slice(0, at).split('\n').length - 1;
}
