import type { FundingPlan } from '#action-groups/funding/funding-plan.ts';
import {
  combinationTable,
  documentsTable,
  fundingTitle,
  programsTable,
  timelineTable,
} from '#channels/render/funding-tables.ts';
import { fundingBasisLine } from '#channels/render/funding-words.ts';
import { contextBlock, headerBlock, lineSections, type Piece, piecesOf, titled } from './make-blocks.ts';
import { tablePieces } from './table-pieces.ts';

const options = { whole: 'Export CSV has all programs; “How I got this” has the rest.' };

/** A funding plan: each program with its amount and whose figure that is, what is missing, what to submit, when. */
export function fundingPieces(plan: FundingPlan): readonly Piece[] {
  const { missing, notes, risks } = plan;
  const title = fundingTitle(plan);
  const gaps = missing.map(({ kind, text }) => `${kind === 'question' ? 'To answer' : 'To do'}: ${text}`);
  return [
    { blocks: [headerBlock(title), contextBlock([fundingBasisLine(plan)])], title },
    ...piecesOf(lineSections(notes.map((note) => `Note: ${note}`))),
    ...tablePieces(programsTable(plan), { ...options, none: 'No program was checked.', characters: 6_500 }),
    ...tablePieces(combinationTable(plan), options),
    ...titled('What is missing', piecesOf(lineSections(gaps, '• '))),
    ...tablePieces(documentsTable(plan), options),
    ...tablePieces(timelineTable(plan), options),
    ...titled(
      'Risks',
      piecesOf(
        lineSections(
          risks.map(({ text }) => text),
          '• ',
        ),
      ),
    ),
  ];
}
