import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnalysisSummary, Evidence } from '#action-groups/data-analysis/analysis.ts';
import { OPERATION_CODES } from '#action-groups/kernel/operation-error.ts';
import type { PromptSettings } from '../../model.ts';
import { scriptedOperations } from '../embedded-model.double.ts';
import { wordFailure } from './failures.ts';
import { wordSection } from './sections.ts';
import { piecesOf } from './stream.ts';
import { wordSummary } from './summary.ts';

const SETTINGS: PromptSettings = { tone: 'plain', length: 'normal', nextQuestions: 2 };
const OPPORTUNITY = {
  customerName: 'Concentra',
  country: 'US',
  targetCloseDate: '2027-03-05',
  opportunityName: 'Sybase modernization',
  description: 'x',
  expectedAnnualUsd: 1_000_000,
};

function reply<Result>(operation: string, input: Record<string, string | number>): Result {
  return scriptedOperations()(operation, input).result as unknown as Result;
}
const summary = () => reply<AnalysisSummary>('analyzeOpportunity', OPPORTUNITY);
const section = (name: string) =>
  reply<Parameters<typeof wordSection>[0]>('getAnalysisSection', { analysisId: 'a', section: name });

const MANY_SERVICES = Array.from({ length: 8 }, (_, at) => ({
  service: `Service ${'ABCDEFGH'[at]}`,
  share: 0.5,
  projects: 20,
  monthlyUsd: { low: 1_000, median: 2_000, high: 3_000, level: 0.8, evidence: 20 },
  part: null,
}));

describe('wordSummary', () => {
  it('puts ranges before points and says where they come from', () => {
    expect(wordSummary(summary(), ['I read 3/5/2027 as 5 March 2027.'], SETTINGS)).toMatchInlineSnapshot(`
      "**Concentra, Sybase modernization** (United States, closing 5 March 2027). I read 3/5/2027 as 5 March 2027.

      - ARR: $812k to $1.93M, middle $1.24M (80 % range, from 42 projects); you expect $1M, inside that range
      - MRR: $61k to $150k, middle $98k
      - Launch: June 2027 to January 2028, middle September 2027
      - Delivery: 3 to 8 months, middle 5, as planned

      **Confidence: MEDIUM.** The ARR range spans a factor of 2.4 over an effective sample of 18 projects.

      **Services**, by their weighted share of the similar projects, with what they cost a month where used:
      - Amazon Aurora PostgreSQL: 82 % (31 projects), $22k to $70k, middle $41k
      - AWS Database Migration Service: 61 % (24 projects), $1.2k to $5.1k, middle $2.4k

      **Most similar past projects:**
      1. Northgate Health, Sybase exit (closed March 2025, $1.1M a year, 7 months)

      **Risks:**
      - 9 of 42 projects started more than 90 days after the close.

      From 42 similar projects, as 80 % ranges: 214 matched and the 60 closest were read, of those closed between 23 November 2021 and 23 November 2026; all projects of your organisation; data version v1; generated sample data, not real deals.
      Ask for a project by its number or the method."
    `);
  });

  it('is at most eight lines when the settings ask for short, and leaves the rest to be asked for', () => {
    const short = wordSummary(summary(), [], { ...SETTINGS, length: 'short', nextQuestions: 4 });
    expect(short.split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(8);
    expect(short).toMatchInlineSnapshot(`
      "**Concentra, Sybase modernization** (United States, closing 5 March 2027).

      - ARR: $812k to $1.93M, middle $1.24M; you expect $1M, inside that range
      - MRR: $61k to $150k, middle $98k
      - Launch: June 2027 to January 2028, middle September 2027; delivery 3 to 8 months, middle 5, as planned

      **Confidence: MEDIUM.** The ARR range spans a factor of 2.4 over an effective sample of 18 projects.
      **Main risk:** 9 of 42 projects started more than 90 days after the close.

      From 42 similar projects closed November 2021 to November 2026, as 80 % ranges; all projects of your organisation; data version v1; generated sample data, not real deals.
      Ask for the services, the similar projects, the method or the SQL."
    `);
  });

  it('takes as main risk one that the reason for the confidence has not said', () => {
    const risks = [
      { code: 'wide-range', text: 'the range is wide', figures: {} },
      { code: 'long-gap', text: 'starts late', figures: {} },
    ];
    const short = { ...SETTINGS, length: 'short' } as const;
    expect(wordSummary({ ...summary(), risks }, [], short)).toContain('**Main risk:** Starts late.');
    expect(wordSummary({ ...summary(), risks: risks.slice(0, 1) }, [], short)).not.toContain('risk:');
  });

  it('shows more with each length', () => {
    const lengths = (['short', 'normal', 'detailed'] as const).map((length) =>
      wordSummary({ ...summary(), services: MANY_SERVICES, servicesTotal: 14 }, [], { ...SETTINGS, length }),
    );
    const lines = lengths.map((text) => text.split('\n').length);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    expect(new Set(lines).size).toBe(3);
  });

  it('has a tone, with the same figures in each', () => {
    const opened = (['plain', 'warm', 'formal'] as const).map((tone) =>
      wordSummary(summary(), [], { ...SETTINGS, length: 'short', tone }),
    );
    expect(new Set(opened).size).toBe(3);
    expect(opened.map((text) => text.match(/\d[\d.,]*/g))).toEqual(
      opened.map(() => opened[0]?.match(/\d[\d.,]*/g)),
    );
    expect(opened.map((text) => text.split('**')[0])).toEqual(['', 'Here is ', 'Assessment of ']);
  });

  it('offers as many things to ask for as the settings say', () => {
    const offered = (nextQuestions: number) =>
      wordSummary(summary(), [], { ...SETTINGS, length: 'short', nextQuestions })
        .split('\n')
        .at(-1);
    expect(offered(0)).toContain('From 42 similar projects');
    expect(offered(1)).toBe('Ask for the services.');
    expect(offered(2)).toBe('Ask for the services or the similar projects.');
  });

  it('gives no figure without evidence', () => {
    const none = { arrUsd: null, mrrUsd: null, launchMonth: null, gapDays: null, durationMonths: null };
    const text = wordSummary(
      {
        ...summary(),
        outcome: 'not-enough-evidence',
        metrics: none,
        similarProjects: [],
        confidence: {
          ...summary().confidence,
          level: 'NOT ENOUGH EVIDENCE',
          reason: 'only 2 projects match',
        },
      },
      [],
      SETTINGS,
    );
    expect(text).toContain(
      'There is not enough evidence for a prediction: only 2 projects match. Technologies and workloads by name help to find more.',
    );
    expect(text).not.toContain('ARR');
  });
});

describe('wordSection', () => {
  it('shows the SQL as it ran with its values and row counts', () => {
    expect(
      wordSection(section('evidence'), { section: 'evidence', aspect: 'sql' }, SETTINGS),
    ).toMatchInlineSnapshot(`
      "The query (q-1), as it ran:

      \`\`\`sql
      SELECT opportunity_id FROM projects WHERE data_version = ? LIMIT 200
      \`\`\`

      Values bound to the question marks, in order: 'v1'.

      214 projects matched, the 60 closest were read, 42 used. Searched: projects closed between 23 November 2021 and 23 November 2026; all projects of your organisation; data version v1. This is generated sample data, not real deals.

      **Reservations:**
      - no monthly cost: 18 projects"
    `);
  });

  it('keeps a fence inside the SQL from ending the block', () => {
    const evidence = section('evidence');
    const content = { ...(evidence.content as Evidence), sql: "SELECT '```'" };
    expect(
      wordSection({ ...evidence, content }, { section: 'evidence', aspect: 'sql' }, SETTINGS).match(/```/g),
    ).toHaveLength(2);
  });

  it('says what holds the confidence down', () => {
    expect(
      wordSection(section('confidence'), { section: 'confidence', aspect: null }, SETTINGS),
    ).toMatchInlineSnapshot(
      `"**Confidence: MEDIUM.** The ARR range spans a factor of 2.4 over an effective sample of 18 projects. Beside that, the effective sample is 18.3 projects and 93 % of them are without a doubt."`,
    );
  });

  it('answers when it launches before anything else', () => {
    expect(
      wordSection(section('metrics'), { section: 'metrics', aspect: 'launch' }, SETTINGS),
    ).toMatchInlineSnapshot(`
      "- Launch: June 2027 to January 2028, middle September 2027; from close to delivery start 21 to 90 days, middle 44
      - Delivery: 3 to 8 months, middle 5, as planned"
    `);
  });

  it('says so when nothing was found', () => {
    const nothing = { analysisId: 'a', section: 'findings', content: [] } as const;
    expect(wordSection(nothing, { section: 'findings', aspect: null }, SETTINGS)).toBe(
      'Nothing in the rows stands out.',
    );
    expect(wordSection(nothing, { section: 'findings', aspect: 'partner' }, SETTINGS)).toBe(
      'The rows show no partner with more of the similar projects than the others.',
    );
  });

  it('shows one project whole, and says when there is no such project', () => {
    const projects = section('similarProjects');
    expect(
      wordSection(projects, { section: 'similarProjects', aspect: null, place: 1 }, SETTINGS),
    ).toMatchInlineSnapshot(`
      "**Northgate Health, Sybase exit**
      - Partner: Harbor Digital
      - Closed: 14 March 2025; delivery planned from 28 April 2025 to 28 November 2025 (45 days after close, 7 months)
      - ARR: $1.1M; MRR: $91.7k; stated $1.5M where its services come to $1.1M, more than a quarter apart
      - Services: Amazon EC2 ($53.7k a month), Amazon Aurora PostgreSQL ($38k a month)
      - Matches on, with weights: sybase (3.1), country: US (1)
      - Estimate: https://calculator.aws/#/estimate?id=1"
    `);
    expect(
      wordSection(projects, { section: 'similarProjects', aspect: null, place: -1 }, SETTINGS),
    ).toContain('Harbor Digital');
    expect(wordSection(projects, { section: 'similarProjects', aspect: null, place: 4 }, SETTINGS)).toBe(
      'There is no project 4: 1 similar project is shown.',
    );
  });

  it('says how many services a summary leaves out, from what the analysis holds', () => {
    expect(wordSummary({ ...summary(), servicesTotal: 14 }, [], SETTINGS)).toContain('- and 12 more');
    expect(wordSummary(summary(), [], SETTINGS)).not.toContain('- and ');
  });
});

describe('wordFailure', () => {
  it('names the attributes without which it cannot tell who asks', () => {
    const message = 'session attributes missing or unreadable: sellerId, scope';
    expect(wordFailure({ code: 'not-identified', message }, 'analyzeOpportunity')).toBe(
      'I could not tell who is asking: Session attributes missing or unreadable: sellerId, scope. Nothing was shown (not-identified).',
    );
  });

  it.for([
    'warehouse-unavailable',
    'warehouse-timeout',
    'no-data',
    'internal',
    'deadline-exceeded',
    'artifact-store-unavailable',
  ])('names the code %s and guesses nothing', (code) => {
    const text = wordFailure({ code, message: 'connect ECONNREFUSED 10.0.0.1' }, 'analyzeOpportunity');
    expect(text).toContain(code);
    expect(text).toMatch(/guess/);
    expect(text).not.toContain('ECONNREFUSED');
  });

  it.for(Object.keys(OPERATION_CODES).filter((code) => code !== 'out-of-scope'))(
    'has a sentence for the code %s that says no figure and repeats no inside',
    (code) => {
      const text = wordFailure({ code, message: 'connect ECONNREFUSED 10.0.0.1' }, 'analyzeOpportunity');
      expect(text).toMatch(/^[A-Z].*[.?]$/);
      expect(text.replace(code, '')).not.toMatch(
        code === 'invalid-arguments' || code === 'not-identified' ? /never/ : /\d|ECONN/,
      );
    },
  );

  it('tells not permitted from not found', () => {
    expect([
      wordFailure({ code: 'not-permitted', message: '' }, 'x'),
      wordFailure({ code: 'not-found', message: '' }, 'x'),
    ]).toEqual([
      expect.stringContaining('belongs to somebody else'),
      expect.stringContaining('no such result'),
    ]);
  });
});

describe('piecesOf', () => {
  it('loses nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => piecesOf(text).join('') === text));
    expect(piecesOf('One. Two $1.2M is 3.\nThree')).toEqual(['One. ', 'Two $1.2M is 3.', '\n', 'Three']);
  });
});
