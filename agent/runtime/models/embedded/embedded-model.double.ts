import type { AnalysisSummary } from '#action-groups/data-analysis/analysis.ts';
import { ARCHITECTURE_PARTS } from '#action-groups/data-analysis/architecture-parts.ts';
import { systemPrompt } from '../../system-prompt.ts';
import {
  ASK_USER_TOOL,
  type Json,
  type Model,
  type ModelMessage,
  type ModelRequest,
  type PromptSettings,
} from '../model.ts';
import type { Understood } from '../understood.ts';

/** Replies of the operations in a scripted conversation: what each call brings back. */
export type Operations = (
  operation: string,
  input: Readonly<Record<string, Json>>,
) => Readonly<Record<string, Json>>;

export interface SpokenTurn {
  /** Operations called, in order, with their input. */
  readonly calls: readonly { readonly operation: string; readonly input: Readonly<Record<string, Json>> }[];
  /** What was said at the end, or asked. */
  readonly answer: string;
  readonly pieces: readonly string[];
  /** What the model says it understood. */
  readonly understood: Understood | undefined;
}

export const OFFERED = ['analyzeOpportunity', 'getAnalysisSection', 'declineRequest'].map(
  (operation) => `POST__data-analysis__${operation}`,
);

/** A conversation with a model as the runtime would hold it: messages grow, tools are answered at once. */
export function converseWith(
  model: Model,
  options: {
    readonly operations: Operations;
    readonly today?: string;
    readonly settings?: PromptSettings;
    readonly offered?: readonly string[];
    readonly attributes?: Readonly<Record<string, string>>;
  },
): { say(text: string): Promise<SpokenTurn>; readonly messages: readonly ModelMessage[] } {
  const messages: ModelMessage[] = [];
  const names = [...(options.offered ?? OFFERED), ASK_USER_TOOL];
  // Read for each call: operations may change them in the middle of a turn.
  const attributes = () => ({ today: options.today ?? '2026-11-23', ...options.attributes });
  const request = (): ModelRequest => ({
    // As the runtime writes it: a model behind a wire reads the attributes here.
    system: systemPrompt('You help a seller.', attributes()),
    settings: options.settings ?? { tone: 'plain', length: 'normal', nextQuestions: 2 },
    promptSessionAttributes: attributes(),
    messages,
    tools: names.map((name) => ({ name, description: '', inputSchema: {} })),
    signal: new AbortController().signal,
  });
  return {
    messages,
    async say(text) {
      messages.push({ role: 'user', content: [{ text }] });
      const calls: { operation: string; input: Readonly<Record<string, Json>> }[] = [];
      let understood: Understood | undefined;
      for (let round = 0; round < 5; round += 1) {
        const pieces: string[] = [];
        const uses: { toolUseId: string; name: string; input: Readonly<Record<string, Json>> }[] = [];
        for await (const event of model.converse(request())) {
          if (event.type === 'text-delta') pieces.push(event.text);
          if (event.type === 'tool-use') uses.push(event.toolUse);
          if (event.type === 'understood')
            understood = {
              facts: event.facts,
              problems: event.problems ?? [],
              ...(event.asks === undefined ? {} : { asks: event.asks }),
            };
        }
        const said = pieces.join('');
        messages.push({
          role: 'assistant',
          content: [...(said === '' ? [] : [{ text: said }]), ...uses.map((toolUse) => ({ toolUse }))],
        });
        const question = uses.find(({ name }) => name === ASK_USER_TOOL);
        for (const { name, input } of uses) calls.push({ operation: name.split('__').at(-1) ?? name, input });
        if (question !== undefined)
          return { calls, answer: String(question.input.question), pieces, understood };
        if (uses.length === 0) return { calls, answer: said, pieces, understood };
        messages.push({
          role: 'user',
          content: uses.map(({ toolUseId, name, input }) => ({
            toolResult: {
              toolUseId,
              status: 'success' as const,
              json: options.operations(name.split('__').at(-1) ?? name, input),
            },
          })),
        });
      }
      throw new Error('the model went on calling tools for five rounds');
    },
  };
}

/** Operations that find a fixed analysis of whatever they are asked. */
export function scriptedOperations(): Operations {
  let count = 0;
  const summaries = new Map<string, AnalysisSummary>();
  return (operation, input) => {
    if (operation === 'declineRequest')
      return {
        code: 'out-of-scope',
        message: String(input.reason),
        canDo: ['predict ARR of an opportunity'],
      };
    if (operation === 'getAnalysisSection') {
      const content =
        input.section === 'summary'
          ? summaries.get(String(input.analysisId))
          : SECTIONS[String(input.section)];
      return {
        code: 'ok',
        artifacts: [],
        result: {
          analysisId: String(input.analysisId),
          section: String(input.section),
          content: content as unknown as Json,
        },
      };
    }
    count += 1;
    const latest = summaryOf(`analysis-${count}`, input as unknown as AnalysisSummary['opportunity']);
    summaries.set(latest.analysisId, latest);
    return {
      code: 'ok',
      artifacts: [{ type: 'analysis', id: latest.analysisId }],
      result: latest as unknown as Json,
    };
  };
}

const range = (low: number, median: number, high: number) => ({
  low,
  median,
  high,
  level: 0.8,
  evidence: 42,
});

const METRICS: AnalysisSummary['metrics'] = {
  arrUsd: range(812_000, 1_240_000, 1_930_000),
  mrrUsd: range(61_000, 98_000, 150_000),
  launchMonth: { low: '2027-06', median: '2027-09', high: '2028-01', level: 0.8, evidence: 40 },
  gapDays: range(21, 44, 90),
  durationMonths: range(3, 5, 8),
};

const CONFIDENCE: AnalysisSummary['confidence'] = {
  level: 'MEDIUM',
  limitedBy: 'spread',
  spreadRatio: 2.4,
  effectiveSample: 18.3,
  quality: 0.93,
  reason: 'the ARR range spans a factor of 2.4 over an effective sample of 18 projects',
};

const SERVICES: AnalysisSummary['services'] = [
  {
    service: 'Amazon Aurora PostgreSQL',
    share: 0.82,
    projects: 31,
    monthlyUsd: range(22_000, 41_000, 70_000),
    part: {
      portionShare: 0.62,
      monthlyUsd: range(20_000, 61_000, 99_000),
      upfrontUsd: range(0, 12_000, 40_000),
    },
  },
  {
    service: 'AWS Database Migration Service',
    share: 0.61,
    projects: 24,
    monthlyUsd: range(1_200, 2_400, 5_100),
    part: { portionShare: 0.04, monthlyUsd: range(0, 4_000, 9_000), upfrontUsd: range(0, 0, 0) },
  },
];

const PROJECTS: AnalysisSummary['similarProjects'] = [
  {
    opportunityId: '006A1',
    customerName: 'Northgate Health',
    opportunityName: 'Sybase exit',
    closeDate: '2025-03-14',
    arrUsd: 1_100_000,
    durationMonths: 7,
    similarity: 0.91,
    reasons: [
      { kind: 'term', text: 'sybase', weight: 3.1 },
      { kind: 'attribute', text: 'country: US', weight: 1 },
    ],
  },
];

const RISKS: AnalysisSummary['risks'] = [
  {
    code: 'late-start',
    text: '9 of 42 projects started more than 90 days after the close.',
    figures: { projects: 9, of: 42 },
  },
];

const EVIDENCE = {
  queryId: 'q-1',
  sql: 'SELECT opportunity_id FROM projects WHERE data_version = ? LIMIT 200',
  values: ['v1'],
  terms: [{ term: 'sybase', weight: 3.1, why: 'rare' }],
  period: { fromDate: '2021-11-23', toDate: '2026-11-23' },
  scope: 'all projects of your organisation',
  dataVersion: 'v1',
  sampleData: true,
  rowsMatched: 214,
  rowsRead: 60,
  rowsUsed: 42,
  left: [{ reason: 'no monthly cost', rows: 18 }],
  bytesScanned: 1,
  engineMs: 1,
};

const SECTIONS: Readonly<Record<string, unknown>> = {
  metrics: METRICS,
  confidence: CONFIDENCE,
  services: {
    services: SERVICES,
    mrrUsd: METRICS.mrrUsd,
    other: {
      portionShare: 0.34,
      monthlyUsd: range(9_000, 33_000, 60_000),
      upfrontUsd: range(0, 0, 0),
    },
    together: [
      {
        services: ['Amazon Aurora PostgreSQL', 'AWS Database Migration Service'],
        share: 0.58,
        projects: 22,
        lift: 1.4,
        opportunityIds: ['006A1'],
      },
    ],
    notMentioned: [
      { service: 'Amazon CloudWatch', share: 0.44, projects: 17, monthlyUsd: range(100, 300, 900) },
    ],
  },
  sensitivity: {
    basis: 'model',
    medianUsd: 1_240_000,
    inputs: [
      {
        input: 'the customer’s size',
        given: null,
        lowUsd: 410_000,
        highUsd: 1_800_000,
        swingRatio: 4.39,
        variations: [
          { value: 'not known', medianUsd: 1_240_000, spreadRatio: 2.4 },
          { value: 'Enterprise', medianUsd: 1_800_000, spreadRatio: 2.1 },
          { value: 'SMB', medianUsd: 410_000, spreadRatio: 1.9 },
        ],
      },
    ],
    dates: [],
    secondOpinion: {
      group: 'all',
      medianUsd: 500_000,
      projects: 900,
      timesMedian: 2.48,
      isInsideRange: false,
    },
    narrowing: [{ input: 'the customer’s size', spreadRatio: 2.4, spreadRatioIfKnown: 2 }],
  },
  architecture: {
    projects: 38,
    parts: ARCHITECTURE_PARTS.map((part) => ({
      part,
      share: part === 'data' ? 0.82 : 0,
      projects: part === 'data' ? 31 : 0,
      services: part === 'data' ? [{ service: 'Amazon Aurora', share: 0.82, projects: 31 }] : [],
      opportunityIds: [],
    })),
    unplaced: [],
  },
  similarProjects: PROJECTS.map((project) => ({
    ...project,
    partnerName: 'Harbor Digital',
    startDate: '2025-04-28',
    endDate: '2025-11-28',
    mrrUsd: 91_700,
    services: [
      { service: 'Amazon Aurora PostgreSQL', monthlyUsd: 38_000, upfrontUsd: 0 },
      { service: 'Amazon EC2', monthlyUsd: 53_700, upfrontUsd: 0 },
    ],
    gapDays: 45,
    statedArrUsd: 1_500_000,
    money: { statedArrUsd: 1_500_000, computedArrUsd: 1_100_000, isAtOdds: true },
    crmUrl: null,
    calculatorUrl: 'https://calculator.aws/#/estimate?id=1',
    doubts: [],
  })),
  risks: RISKS,
  findings: [
    {
      code: 'most-experienced-partner',
      text: 'Harbor Digital delivered more of the similar projects than any other partner: 9 of 42, where 5 partners have some.',
      figures: { partner: 'Harbor Digital', projects: 9, partners: 5 },
    },
  ],
  rationale: [],
  methodology: [
    'Projects that share the opportunity’s words are found and weighted',
    'Quantiles are taken over their costs',
  ],
  evidence: EVIDENCE,
};

function summaryOf(analysisId: string, opportunity: AnalysisSummary['opportunity']): AnalysisSummary {
  return {
    analysisId,
    analysisType: 'standard',
    outcome: 'predicted',
    opportunity,
    notes: [],
    metrics: METRICS,
    groupMedians: null,
    confidence: CONFIDENCE,
    services: SERVICES,
    servicesTotal: SERVICES.length,
    similarProjects: PROJECTS,
    risks: RISKS,
    evidence: EVIDENCE,
  };
}
