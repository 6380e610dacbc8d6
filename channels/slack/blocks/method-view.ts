import type { KnownBlock, ModalView } from '@slack/types';
import { type Analysis, analysis } from '#action-groups/data-analysis/analysis.ts';
import { type Insight, insight } from '#action-groups/data-analysis/insight.ts';
import { type FollowOn, followOn } from '#action-groups/follow-on/follow-on.ts';
import { type Roadmap, roadmap } from '#action-groups/follow-on/roadmap.ts';
import { type FundingPlan, fundingPlan } from '#action-groups/funding/funding-plan.ts';
import {
  type ReturnOnInvestment,
  returnOnInvestment,
} from '#action-groups/funding/return/return-on-investment.ts';
import { formatShare } from '#action-groups/kernel/format.ts';
import { leftTable, similarProjectsTable, termsTable } from '#channels/render/analysis-tables.ts';
import { evidenceLine } from '#channels/render/analysis-words.ts';
import { followOnExamplesTable, ownProjectsTable } from '#channels/render/follow-on-tables.ts';
import { followOnEvidenceLine } from '#channels/render/follow-on-words.ts';
import {
  documentsTable,
  figuresTable,
  stepsTable,
  tiersTable,
  timelineTable,
} from '#channels/render/funding-tables.ts';
import { fundingBasisLine } from '#channels/render/funding-words.ts';
import { insightEvidenceLine } from '#channels/render/insight-words.ts';
import { returnAssumptionsTable, returnSensitivityTable } from '#channels/render/return-tables.ts';
import { roadmapEvidenceLine } from '#channels/render/roadmap-words.ts';
import { narrowingTable, scenariosTable, sensitivityTable } from '#channels/render/sensitivity-tables.ts';
import {
  architectureTable,
  notMentionedTable,
  servicesTable,
  togetherTable,
} from '#channels/render/service-tables.ts';
import { cellText, type Table } from '#channels/render/table.ts';
import type { TurnArtifact } from '#channels/turn/turn-result.ts';
import { codeSections, contextBlock, lineSections, titleBlock } from './make-blocks.ts';
import { SLACK_LIMITS } from './slack-limits.ts';

/** How a result was made: method, query with its values, row counts, data version; a modal that opens on a button. */
export function methodView(artifact: TurnArtifact): ModalView {
  const blocks = BLOCKS.get(artifact.type)?.(artifact) ?? lineSections([UNREADABLE]);
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'How I got this' },
    close: { type: 'plain_text', text: 'Close' },
    blocks: [...withinView(blocks)],
  };
}

const UNREADABLE = 'How this result was made cannot be shown here. Ask again.';

function withinView(blocks: readonly KnownBlock[]): readonly KnownBlock[] {
  const most = SLACK_LIMITS.blocksInView;
  if (blocks.length <= most) return blocks;
  const left = blocks.length - most + 1;
  return [
    ...blocks.slice(0, most - 1),
    contextBlock([`${left} more parts have no room here. Ask “Show me the SQL.” for all of the query.`]),
  ];
}

const BLOCKS: ReadonlyMap<string, (artifact: TurnArtifact) => readonly KnownBlock[] | undefined> = new Map([
  ['analysis', blocksOf(analysis, analysisMethod)],
  ['insight', blocksOf(insight, insightMethod)],
  ['funding-plan', blocksOf(fundingPlan, fundingMethod)],
  ['return-on-investment', blocksOf(returnOnInvestment, returnMethod)],
  ['follow-on', blocksOf(followOn, followOnMethod)],
  ['roadmap', blocksOf(roadmap, roadmapMethod)],
]);

function blocksOf<Body>(
  schema: { safeParse(value: unknown): { readonly data?: Body | undefined } },
  render: (body: Body) => readonly KnownBlock[],
): (artifact: TurnArtifact) => readonly KnownBlock[] | undefined {
  return (artifact) => {
    const { data } = schema.safeParse(artifact);
    return data === undefined ? undefined : render(data);
  };
}

export function analysisMethod(body: Analysis): readonly KnownBlock[] {
  const { confidence, evidence, methodology } = body;
  const counts = [
    `Projects that matched: ${cellText(evidence.rowsMatched, 'count')}`,
    `Read: ${cellText(evidence.rowsRead, 'count')}`,
    `Used: ${cellText(evidence.rowsUsed, 'count')}`,
    `Effective sample: ${cellText(Math.round(confidence.effectiveSample * 10) / 10, 'count')}`,
    `Without a doubt: ${formatShare(confidence.quality)}`,
    `Scope: ${evidence.scope}`,
    `Data version: ${evidence.dataVersion}`,
    `Query: ${evidence.queryId}`,
  ];
  return [
    contextBlock([evidenceLine(body)]),
    ...part('Method', methodology),
    ...part('Rows', counts),
    ...tableLines(leftTable(body)),
    ...tableLines(termsTable(body)),
    ...query(evidence.sql, evidence.values),
    ...WHOLE_TABLES.flatMap((table) => tableLines(table(body))),
  ];
}

/** What a message may have had no room for. */
const WHOLE_TABLES: readonly ((body: Analysis) => Table)[] = [
  servicesTable,
  togetherTable,
  notMentionedTable,
  architectureTable,
  similarProjectsTable,
  sensitivityTable,
  scenariosTable,
  narrowingTable,
];

export function insightMethod(body: Insight): readonly KnownBlock[] {
  const { counts, evidence, leftOut } = body;
  return [
    contextBlock([insightEvidenceLine(body)]),
    ...part('What is counted', [counts, ...leftOut.map(({ text }) => text)]),
    ...part('Rows', [
      `Projects counted: ${cellText(evidence.rowsCounted, 'count')}`,
      `Scope: ${evidence.scope}`,
      `Data version: ${evidence.dataVersion}`,
      `Query: ${body.queryId}`,
    ]),
    ...query(evidence.sql, evidence.values),
  ];
}

export function fundingMethod(body: FundingPlan): readonly KnownBlock[] {
  return [
    contextBlock([fundingBasisLine(body)]),
    ...tableLines(stepsTable(body)),
    ...tableLines(tiersTable(body)),
    ...tableLines(figuresTable(body)),
    ...tableLines(documentsTable(body)),
    ...tableLines(timelineTable(body)),
    ...part(
      'What the rules were held against',
      body.facts.map(({ name, text, source }) => `${name}: ${text} (${source})`),
    ),
  ];
}

export function returnMethod(body: ReturnOnInvestment): readonly KnownBlock[] {
  return [
    ...part('Rules', body.methodology),
    ...tableLines(returnAssumptionsTable(body)),
    ...tableLines(returnSensitivityTable(body)),
    ...(body.fundingBasis === null ? [] : [contextBlock([body.fundingBasis.text])]),
  ];
}

export function followOnMethod(body: FollowOn): readonly KnownBlock[] {
  const { evidence, methodology } = body;
  return [
    contextBlock([followOnEvidenceLine(body)]),
    ...part('Method', methodology),
    ...part('Rows', [
      `Won projects learned from: ${cellText(evidence.projects, 'count')}`,
      `Customers: ${cellText(evidence.customers, 'count')}`,
      `Pairs tried: ${cellText(evidence.testedPairs, 'count')}`,
      `Scope: ${evidence.scope}`,
      `Data version: ${evidence.dataVersion}`,
    ]),
    ...tableLines(ownProjectsTable(body)),
    ...tableLines(followOnExamplesTable(body)),
    ...evidence.sql.flatMap((sql) => query(sql, [])),
  ];
}

export function roadmapMethod(body: Roadmap): readonly KnownBlock[] {
  return [
    contextBlock([roadmapEvidenceLine(body)]),
    ...part('Method', [...body.methodology, body.totals.method]),
    ...part('Made of', [
      `What to sell next: ${body.followOnId}`,
      `Data version: ${body.evidence.dataVersion}`,
    ]),
  ];
}

function part(title: string, lines: readonly string[]): readonly KnownBlock[] {
  return lines.length === 0 ? [] : [titleBlock(title), ...lineSections(lines, '• ')];
}

/** A modal has no tables: one line a row. */
function tableLines({ title, columns, rows }: Table): readonly KnownBlock[] {
  return part(
    title,
    rows.map((row) => {
      const [first, ...others] = columns.map(({ name, unit }, at) => ({
        name,
        text: cellText(row[at] ?? null, unit),
      }));
      const named = others.map(({ name, text }) => `${name}: ${text}`);
      return [first?.text ?? '', ...named].join('; ');
    }),
  );
}

function query(sql: string, values: readonly (string | number)[]): readonly KnownBlock[] {
  return [
    titleBlock('Query'),
    ...codeSections(sql),
    ...(values.length === 0
      ? []
      : [
          titleBlock('Its values, in order'),
          ...codeSections(values.map((value) => JSON.stringify(value)).join('\n')),
        ]),
  ];
}
