import type { TurnResult } from '#channels/turn/turn-result.ts';
import type { Piece } from './make-blocks.ts';

/** What a turn has computed, rendered from its stored results and never from the words. */
export function artifactPieces(_result: TurnResult): readonly Piece[] {
  return [];
}
