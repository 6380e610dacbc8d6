import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import { calculatorLink } from '#action-groups/data-analysis/project-links.ts';
import { similarProjectsTable } from '#channels/render/analysis-tables.ts';
import { evidenceLine, opportunityTitle } from '#channels/render/analysis-words.ts';
import { narrowingTable, scenariosTable, sensitivityTable } from '#channels/render/sensitivity-tables.ts';
import {
  architectureTable,
  notMentionedTable,
  servicesTable,
  togetherTable,
} from '#channels/render/service-tables.ts';
import { arrBucketsChart } from './arr-buckets.ts';
import { chartPieces } from './chart-pieces.ts';
import { mrkdwnLink } from './escape.ts';
import { contextBlock, headerBlock, lineSections, type Piece, piecesOf, titled } from './make-blocks.ts';
import { metricsBlock } from './metric-blocks.ts';
import { tablePieces } from './table-pieces.ts';

const WHOLE = 'Export CSV has every project; “How I got this” has the whole table.';
const TWIN = 'Export CSV has every project.';
const options = { whole: WHOLE };

/** The whole of an analysis: ranges and how sure, what it rests on, what could go wrong. */
export function analysisPieces(analysis: Analysis): readonly Piece[] {
  return [
    ...headingPieces(analysis),
    ...expectPieces(analysis),
    ...chartPieces(arrBucketsChart(analysis, TWIN)),
    ...tablePieces(servicesTable(analysis), {
      ...options,
      none: 'Services: not told, for lack of evidence.',
    }),
    ...similarPieces(analysis),
    ...titled('Risks', piecesOf(lineSections(riskLines(analysis), '• '))),
    ...piecesOf([contextBlock([evidenceLine(analysis)])]),
  ];
}

/** What was asked of an analysis that was there: the part alone, and nothing where the words hold it whole. */
export function sectionPieces(analysis: Analysis, section: string): readonly Piece[] {
  const found = SECTIONS.get(section)?.(analysis) ?? [];
  return found.length === 0 ? [] : [...headingPieces(analysis), ...found];
}

const SECTIONS: ReadonlyMap<string, (analysis: Analysis) => readonly Piece[]> = new Map([
  ['metrics', (analysis) => [...expectPieces(analysis), ...chartPieces(arrBucketsChart(analysis, TWIN))]],
  [
    'services',
    (analysis) =>
      [servicesTable, togetherTable, notMentionedTable].flatMap((table) =>
        tablePieces(table(analysis), options),
      ),
  ],
  ['similarProjects', similarPieces],
  ['architecture', (analysis) => tablePieces(architectureTable(analysis), options)],
  [
    'sensitivity',
    (analysis) =>
      [sensitivityTable, scenariosTable, narrowingTable].flatMap((table) =>
        tablePieces(table(analysis), options),
      ),
  ],
]);

function headingPieces(analysis: Analysis): readonly Piece[] {
  return [{ blocks: [headerBlock(opportunityTitle(analysis))], title: opportunityTitle(analysis) }];
}

function expectPieces(analysis: Analysis): readonly Piece[] {
  const { confidence, notes, outcome } = analysis;
  const thin = outcome === 'not-enough-evidence' ? ['Not enough evidence for a prediction.'] : [];
  const sure = `Confidence: ${confidence.level}. ${confidence.reason}`;
  return [
    { blocks: [metricsBlock(analysis)] },
    ...piecesOf(lineSections([...thin, sure, ...notes.map((note) => `Note: ${note}`)])),
  ];
}

function similarPieces(analysis: Analysis): readonly Piece[] {
  const { similarProjects } = analysis;
  const links = similarProjects.flatMap((project, index) => {
    const url = calculatorLink(project);
    return url === undefined
      ? []
      : [mrkdwnLink(url, `Estimate of project ${index + 1} in the AWS calculator`)];
  });
  const atOdds = similarProjects.flatMap(({ money }, index) =>
    money.isAtOdds ? [`Project ${index + 1}: its stated ARR and the one of its services are far apart.`] : [],
  );
  return [
    ...tablePieces(similarProjectsTable(analysis), { ...options, none: 'No similar projects were found.' }),
    ...piecesOf(lineSections(atOdds)),
    ...(links.length === 0
      ? []
      : piecesOf([{ type: 'context', elements: links.map((text) => ({ type: 'mrkdwn', text })) }])),
  ];
}

/** Silence is no good news where there was nothing to look at. */
function riskLines({ risks, rows }: Analysis): readonly string[] {
  if (risks.length > 0) return risks.map(({ text }) => text);
  return rows.length === 0
    ? ['Not known: there are no projects to look at.']
    : ['None stands out in the similar projects.'];
}
