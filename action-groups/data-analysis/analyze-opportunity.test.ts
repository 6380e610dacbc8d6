import { describe, expect, it } from 'vitest';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { type Warehouse, WarehouseError } from '#knowledge-base/projects/warehouse.ts';
import { memoryEvents } from '../kernel/announce.double.ts';
import { createMemoryWarehouse } from '../query-generation/memory-warehouse.ts';
import { askOperation } from './__fixtures__/ask-operation.ts';
import { createMemoryArtifactStore } from './__fixtures__/memory-artifact-store.ts';
import { NO_PREDICTORS } from './__fixtures__/no-predictors.ts';
import { SAMPLE_VERSION, sampleProjects } from './__fixtures__/sample-projects.ts';
import { dataAnalysis } from './action-group.ts';
import { type Analysis, analysis } from './analysis.ts';

const projects = sampleProjects();
const organisation: Scope = { kind: 'organisation' };
const northwind: Scope = { kind: 'partners', partnerIds: ['1004127'] };
const { signal } = new AbortController();

const CONCENTRA = {
  customerName: 'Concentra',
  country: 'us',
  targetCloseDate: '2027-03-05',
  description: 'Sybase modernization: move 40 Sybase ASE databases to Aurora PostgreSQL',
};

function setUp(warehouse: Warehouse = createMemoryWarehouse({ projects })) {
  const artifacts = createMemoryArtifactStore();
  const dependencies = {
    warehouse,
    artifacts,
    history: createMemoryAnalysisHistory(),
    predictors: NO_PREDICTORS,
    followOnModels: { load: async () => undefined },
    events: memoryEvents(),
    dataVersions: { current: async () => SAMPLE_VERSION },
    clock: () => new Date('2026-11-23T09:00:00Z'),
  };
  const ask = (given: Record<string, string>, who: { scope?: Scope; today?: string } = {}) =>
    askOperation(dataAnalysis, 'analyzeOpportunity', given, dependencies, who);
  const load = async (id: string, scope: Scope = organisation): Promise<Analysis> =>
    analysis.parse((await artifacts.get(id, scope, { signal })).body);
  const analyse = async (given: Record<string, string>, who: { scope?: Scope; today?: string } = {}) => {
    const { reply } = await ask(given, who);
    expect(reply.code).toBe('ok');
    return load((reply.result as { analysisId: string }).analysisId, who.scope);
  };
  return { artifacts, ask, load, analyse, dependencies };
}

describe('analyzeOpportunity', () => {
  it('announces an analysis when it is made, and not again when it is found', async () => {
    const { analyse, dependencies } = setUp();
    const found = await analyse(CONCENTRA);
    await analyse(CONCENTRA);
    expect(dependencies.events.sent).toMatchObject([
      {
        type: 'OpportunityAnalyzed',
        analysisId: found.analysisId,
        headline: { arrUsd: { median: found.metrics.arrUsd?.median } },
      },
    ]);
    expect(JSON.stringify(dependencies.events.sent)).not.toContain('Concentra');
  });

  it('predicts from similar projects and stores what it says', async () => {
    const { analyse } = setUp();
    const found = await analyse(CONCENTRA);
    expect(found.outcome).toBe('predicted');
    expect(found.metrics).toMatchInlineSnapshot(`
      {
        "arrUsd": {
          "evidence": 200,
          "high": 841820,
          "level": 0.8,
          "low": 33187,
          "median": 195969,
        },
        "durationMonths": {
          "evidence": 173,
          "high": 11,
          "level": 0.8,
          "low": 4,
          "median": 6,
        },
        "gapDays": {
          "evidence": 180,
          "high": 70,
          "level": 0.8,
          "low": 18,
          "median": 34,
        },
        "launchMonth": {
          "evidence": 173,
          "high": "2028-03",
          "level": 0.8,
          "low": "2027-08",
          "median": "2027-10",
        },
        "mrrUsd": {
          "evidence": 200,
          "high": 65355,
          "level": 0.8,
          "low": 2663,
          "median": 16294,
        },
      }
    `);
    expect(found.confidence).toMatchInlineSnapshot(`
      {
        "effectiveSample": 76.74539277912363,
        "level": "LOW",
        "limitedBy": "spread",
        "quality": 0.995,
        "reason": "The similar projects differ widely: the high end of the ARR range is 25.4 times the low end.",
        "spreadRatio": 25.365956549251212,
      }
    `);
    expect(
      found.services.slice(0, 4).map(({ service, share }) => [service, Math.round(share * 100)]),
    ).toMatchInlineSnapshot(`
      [
        [
          "AWS DMS",
          84,
        ],
        [
          "Amazon Aurora",
          75,
        ],
        [
          "Amazon S3",
          59,
        ],
        [
          "Amazon CloudWatch",
          54,
        ],
      ]
    `);
    expect(
      [...found.risks, ...found.findings].map(({ code, text }) => `${code}: ${text}`),
    ).toMatchInlineSnapshot(`
      [
        "size-not-given: The customer’s size is not given, and the ARR of similar projects depends on it: the middle is $687k for Enterprise, $205k for Mid-Market, $42.6k for SMB.",
        "wide-range: The high end of the ARR range ($842k) is 25.4 times the low end ($33.2k).",
        "overrun: 19 % of similar projects, by weight, were planned to take more than 9 months, where 6 months are usual (24 of 173). These are plans: when it really was is not in the data.",
        "usual-services: At least half of the similar projects, by weight, use AWS DMS (84 %), Amazon Aurora (75 %), Amazon S3 (59 %), Amazon CloudWatch (54 %).",
        "most-experienced-partner: Northwind Cloudworks delivered more of the similar projects than any other partner: 30 of 200, where 25 partners have some.",
      ]
    `);
    expect(new Set(found.similarProjects.map(({ customerName }) => customerName)).size).toBe(3);
  });

  it('replies with a summary under 25 KB, the artifact, and what the session keeps', async () => {
    const { ask } = setUp();
    const { bytes, reply, sessionAttributes } = await ask(CONCENTRA);
    expect(bytes).toBeLessThan(10_000);
    expect(reply.artifacts).toEqual([
      { type: 'analysis', id: expect.stringMatching(/^[0-9a-f]{32}-standard$/) },
    ]);
    expect(reply.result).not.toHaveProperty('rows');
    expect(JSON.parse(sessionAttributes.workingSet ?? '')).toEqual({
      current: 'Concentra',
      opportunities: [
        {
          name: 'Concentra',
          label: 'Sybase',
          since: 1,
          analysisId: (reply.result as { analysisId: string }).analysisId,
          opportunity: { ...CONCENTRA, country: 'US' },
          headline: {
            arrUsd: { low: 33_187, median: 195_969, high: 841_820 },
            launchMonth: { low: '2027-08', median: '2027-10', high: '2028-03' },
            confidence: 'LOW',
          },
        },
      ],
    });
  });

  it('stores the query beside the analysis, under the id it names', async () => {
    const { artifacts, analyse } = setUp();
    const { analysisId, evidence } = await analyse(CONCENTRA);
    expect(artifacts.ids()).toEqual([analysisId, evidence.queryId].sort());
    expect((await artifacts.get(evidence.queryId, organisation, { signal })).body).toMatchObject({
      sql: evidence.sql,
    });
  });

  it('asks the warehouse once for the same question, and again when anything changes', async () => {
    const warehouse = createMemoryWarehouse({ projects });
    const { ask } = setUp(warehouse);
    const first = await ask(CONCENTRA);
    expect((await ask({ ...CONCENTRA, country: ' US ' })).reply).toEqual(first.reply);
    expect(warehouse.asked).toHaveLength(1);
    await ask({ ...CONCENTRA, analysisType: 'enhanced' });
    await ask({ ...CONCENTRA, targetCloseDate: '2027-03-06' });
    await ask(CONCENTRA, { today: '2026-11-24' });
    await ask(CONCENTRA, { scope: northwind });
    expect(warehouse.asked).toHaveLength(5);
  });

  it('reads the rows of the scope only, and says whose they are', async () => {
    const { analyse } = setUp();
    const found = await analyse(CONCENTRA, { scope: northwind });
    expect(new Set(found.rows.map(({ partnerName }) => partnerName))).toEqual(
      new Set(['Northwind Cloudworks']),
    );
    expect(found.evidence.scope).toBe('Northwind Cloudworks (1004127)');
    expect(found.evidence.rowsMatched).toBeLessThan((await analyse(CONCENTRA)).evidence.rowsMatched);
  });

  it('keeps an analysis of the organisation from a seller of one partner', async () => {
    const { artifacts, analyse } = setUp();
    const { analysisId } = await analyse(CONCENTRA);
    await expect(artifacts.get(analysisId, northwind, { signal })).rejects.toMatchObject({
      code: 'artifact-not-permitted',
    });
  });

  it.for([
    ['resembles nothing', 'underwater basket weaving platform migration'],
    ['holds no word of ours', 'zorbatron flurbs for the quixling'],
    ['holds SQL', "x'); DROP TABLE projects;--"],
  ] as const)('gives no prediction for a description that %s', async ([, description]) => {
    const { analyse } = setUp();
    const found = await analyse({ ...CONCENTRA, description });
    expect(found).toMatchObject({
      outcome: 'not-enough-evidence',
      metrics: { arrUsd: null, mrrUsd: null, launchMonth: null, gapDays: null, durationMonths: null },
      confidence: { level: 'NOT ENOUGH EVIDENCE', spreadRatio: null },
      services: [],
      risks: [],
    });
    expect(found.confidence.reason).toMatch(/resemble|outweigh/);
  });

  it('gives no prediction without any data of the period', async () => {
    const { analyse } = setUp();
    const found = await analyse(CONCENTRA, { today: '1999-01-01' });
    expect(found).toMatchObject({
      outcome: 'not-enough-evidence',
      rows: [],
      similarProjects: [],
      findings: [],
    });
    expect(found.evidence).toMatchObject({ rowsMatched: 0, rowsRead: 0, rowsUsed: 0, left: [] });
  });

  it('asks for a description that names something', async () => {
    const { ask } = setUp();
    expect((await ask({ ...CONCENTRA, description: 'they want our help' })).reply).toMatchObject({
      code: 'invalid-arguments',
      issues: [
        {
          field: 'description',
          value: 'they want our help',
          accepted: expect.stringContaining('for example'),
        },
      ],
    });
  });

  it('takes a customer whose name is an attack for a name', async () => {
    const { analyse } = setUp();
    const customerName = "x'); DROP TABLE projects;--";
    expect((await analyse({ ...CONCENTRA, customerName })).opportunity.customerName).toBe(customerName);
  });

  it.for([
    ['a past close date', { targetCloseDate: '2026-01-05' }, /5 January 2026 is in the past/],
    ['a far close date', { targetCloseDate: '2029-06-01' }, /more than 2 years ahead/],
    ['a quantity', { description: 'move 40 Sybase databases' }, /not scaled to 40 Sybase databases/],
    ['a partner without projects', { partnerName: 'Nobody & Sons' }, /No project of Nobody & Sons is among/],
  ] as const)('says %s', async ([, change, words]) => {
    const { analyse } = setUp();
    expect((await analyse({ ...CONCENTRA, ...change })).notes.join('\n')).toMatch(words);
  });

  it('tells a seller of one partner nothing of the other partners’ projects', async () => {
    const { analyse } = setUp();
    const found = await analyse({ ...CONCENTRA, partnerName: 'Nobody & Sons' }, { scope: northwind });
    expect(found.notes.join('\n')).toMatch(
      /of Northwind Cloudworks \(1004127\): .* The prediction rests on the projects that you may see\.$/,
    );
  });

  it('says nothing of a partner that is there', async () => {
    const { analyse } = setUp();
    const found = await analyse({ ...CONCENTRA, partnerName: 'northwind' });
    expect(found.notes.join('\n')).not.toContain('northwind');
    expect(found.rows[0]?.reasons).toContainEqual({
      kind: 'attribute',
      text: 'partner name: northwind',
      weight: 2,
    });
  });

  it('compares with what the seller expects, and predicts the same without it', async () => {
    const { analyse } = setUp();
    const plain = await analyse(CONCENTRA);
    const hopeful = await analyse({ ...CONCENTRA, expectedAnnualUsd: '90000000' });
    expect(hopeful.metrics).toEqual(plain.metrics);
    expect(hopeful.risks.map(({ code }) => code)).toContain('expectation-above-range');
    expect(hopeful.findings.map(({ code }) => code)).toContain('expectation');
  });

  it.for([
    ['get', 'artifact-store-unavailable'],
    ['put', 'artifact-store-unavailable'],
  ] as const)(
    'fails when the store fails to %s: nothing is shown that is not stored',
    async ([call, code]) => {
      const { artifacts, ask } = setUp();
      artifacts.fail([call]);
      expect((await ask(CONCENTRA)).reply).toMatchObject({ code });
    },
  );

  it.for(['warehouse-unavailable', 'warehouse-throttled', 'warehouse-timeout', 'warehouse-failed'] as const)(
    'hands on %s, and stores nothing',
    async (code) => {
      const { artifacts, ask } = setUp({
        query: async () => {
          throw new WarehouseError(code, 'no');
        },
      });
      expect((await ask(CONCENTRA)).reply).toMatchObject({ code });
      expect(artifacts.ids()).toEqual([]);
    },
  );

  it('fails when rows are not what was asked for, or score otherwise than their words do', async () => {
    const real = createMemoryWarehouse({ projects });
    for (const change of [{ arr_usd: 'many' }, { match_key: '1' }]) {
      const { ask } = setUp({
        query: async (statement, options) => {
          const result = await real.query(statement, options);
          return { ...result, rows: result.rows.map((row) => ({ ...row, ...change })) };
        },
      });
      expect((await ask(CONCENTRA)).reply).toMatchObject({ code: 'warehouse-failed' });
    }
  });
});
