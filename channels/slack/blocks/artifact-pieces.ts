import { analysis } from '#action-groups/data-analysis/analysis.ts';
import { insight } from '#action-groups/data-analysis/insight.ts';
import { followOn } from '#action-groups/follow-on/follow-on.ts';
import { roadmap } from '#action-groups/follow-on/roadmap.ts';
import { fundingPlan } from '#action-groups/funding/funding-plan.ts';
import { returnOnInvestment } from '#action-groups/funding/return/return-on-investment.ts';
import type { TurnArtifact, TurnResult } from '#channels/turn/turn-result.ts';
import { analysisPieces, sectionPieces } from './analysis-pieces.ts';
import { followOnPieces } from './follow-on-pieces.ts';
import { fundingPieces } from './funding-pieces.ts';
import { insightPieces } from './insight-pieces.ts';
import { lineSections, type Piece, piecesOf } from './make-blocks.ts';
import { returnPieces } from './return-pieces.ts';
import { roadmapPieces } from './roadmap-pieces.ts';

/** What a turn has computed, rendered from its stored results and never from the words. */
export function artifactPieces(result: TurnResult): readonly Piece[] {
  return result.artifacts.flatMap((artifact) => piecesOfArtifact(artifact, result));
}

/** Said where a stored result is not in the form that this version knows. */
const UNREADABLE = 'The result behind this answer cannot be shown here. Ask again.';

function piecesOfArtifact(artifact: TurnArtifact, result: TurnResult): readonly Piece[] {
  switch (artifact.type) {
    case 'analysis':
      return read(analysis, artifact, (body) =>
        partsOf(body.analysisId, result).flatMap((part) =>
          part === WHOLE ? analysisPieces(body) : sectionPieces(body, part),
        ),
      );
    case 'insight':
      return read(insight, artifact, insightPieces);
    case 'funding-plan':
      return read(fundingPlan, artifact, fundingPieces);
    case 'return-on-investment':
      return read(returnOnInvestment, artifact, returnPieces);
    case 'follow-on':
      return read(followOn, artifact, followOnPieces);
    case 'roadmap':
      return read(roadmap, artifact, roadmapPieces);
    default:
      // A query has no view of its own.
      return [];
  }
}

interface Schema<Body> {
  safeParse(value: unknown): { readonly data?: Body | undefined };
}

function read<Body>(
  schema: Schema<Body>,
  artifact: TurnArtifact,
  render: (body: Body) => readonly Piece[],
): readonly Piece[] {
  const { data } = schema.safeParse(artifact);
  return data === undefined ? piecesOf(lineSections([UNREADABLE])) : render(data);
}

const WHOLE = 'whole';

/** Which parts of an analysis the turn is about: all of one that it made, else the sections that were asked for. */
function partsOf(analysisId: string, { steps }: TurnResult): readonly string[] {
  const done = steps.filter(({ status }) => status === 'ok');
  const sections = done.flatMap(({ operation, arguments: given }) =>
    operation === 'getAnalysisSection' && given.analysisId === analysisId ? [given.section ?? WHOLE] : [],
  );
  const isMade = done.some(({ operation }) => operation === 'analyzeOpportunity');
  return isMade || sections.length === 0 ? [WHOLE] : [...new Set(sections)];
}
