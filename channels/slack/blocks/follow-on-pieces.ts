import type { FollowOn } from '#action-groups/follow-on/follow-on.ts';
import {
  expansionTable,
  followOnExamplesTable,
  followOnTitle,
  opportunitiesTable,
  serviceOpportunitiesTable,
  whitespaceTable,
} from '#channels/render/follow-on-tables.ts';
import { followOnEvidenceLine } from '#channels/render/follow-on-words.ts';
import { contextBlock, headerBlock, lineSections, type Piece, piecesOf } from './make-blocks.ts';
import { tablePieces } from './table-pieces.ts';

const options = { whole: 'Export CSV has all.' };

/** What to sell next: what follows with its evidence, who did the same, what peers use, what may grow. */
export function followOnPieces(found: FollowOn): readonly Piece[] {
  const { headline, notes, peers } = found;
  const title = followOnTitle(found);
  const whitespace = whitespaceTable(found);
  return [
    { blocks: [headerBlock(title), ...lineSections([headline])], title },
    ...piecesOf(lineSections(notes.map(({ text }) => `Note: ${text}`))),
    ...tablePieces(opportunitiesTable(found), options),
    ...tablePieces(serviceOpportunitiesTable(found), options),
    ...tablePieces(followOnExamplesTable(found), { whole: '“How I got this” has all of them.' }),
    ...tablePieces(
      peers === null ? whitespace : { ...whitespace, title: `${whitespace.title} (${peers.words})` },
      options,
    ),
    ...tablePieces(expansionTable(found), options),
    ...piecesOf([contextBlock([followOnEvidenceLine(found)])]),
  ];
}
