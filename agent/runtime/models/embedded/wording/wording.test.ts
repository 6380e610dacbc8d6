import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnalysisSummary, Evidence } from '#action-groups/data-analysis/analysis.ts';
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

describe('wordSummary', () => {
  it('puts ranges before points and says where they come from', () => {
    expect(wordSummary(summary(), ['I read 3/5/2027 as 5 March 2027.'], SETTINGS)).toMatchInlineSnapshot(`
      "**Concentra, Sybase modernization** (United States, closing 5 March 2027). I read 3/5/2027 as 5 March 2027.

      - ARR: $812k to $1.93M, middle $1.24M (80 % range, from 42 projects); you expect $1M, inside that range
      - MRR: $61k to $150k, middle $98k
      - Launch: June 2027 to January 2028, middle September 2027
      - Delivery (planned): 3 to 8 months, middle 5

      **Confidence: MEDIUM.** The ARR range spans a factor of 2.4 over an effective sample of 18 projects.

      **Services:**
      - Amazon Aurora PostgreSQL: in 82 % of the similar projects by weight (31 projects), $22k to $70k a month, middle $41k
      - AWS Database Migration Service: in 61 % of the similar projects by weight (24 projects), $1.2k to $5.1k a month, middle $2.4k

      **Most similar past projects:**
      1. Northgate Health, Sybase exit (closed March 2025, $1.1M a year, 7 months): matches on sybase, country: US

      **Risks:**
      - 9 of 42 projects started more than 90 days after the close.

      Evidence: 214 projects matched, 60 read, 42 used; searched: projects closed between 23 November 2021 and 23 November 2026; all projects of your organisation; data version v1. This is generated sample data, not real deals."
    `);
  });

  it('is shorter when the settings ask for it', () => {
    const short = wordSummary(summary(), [], { ...SETTINGS, length: 'short' });
    expect(short.length).toBeLessThan(wordSummary(summary(), [], SETTINGS).length);
    expect(short).toContain('ARR: $812k to $1.93M');
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
      'There is not enough evidence for a prediction: only 2 projects match. I give no figure rather than a guess.',
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

      Values bound to the question marks: 'v1'.

      214 projects matched, 60 read and 42 used; searched: projects closed between 23 November 2021 and 23 November 2026; all projects of your organisation; data version v1.
      Left out or used with a doubt: no monthly cost (18).
      This is generated sample data, not real deals."
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
      `"**Confidence: MEDIUM.** The ARR range spans a factor of 2.4 over an effective sample of 18 projects. What holds it down is the spread of the values. The effective sample is 18.3 projects and 93 % of the rows are without a doubt."`,
    );
  });

  it('answers when it launches before anything else', () => {
    expect(
      wordSection(section('metrics'), { section: 'metrics', aspect: 'launch' }, SETTINGS),
    ).toMatchInlineSnapshot(`
      "- Launch: June 2027 to January 2028, middle September 2027; from close to delivery start 21 to 90 days, middle 44
      - Delivery (planned): 3 to 8 months, middle 5"
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
      - Closed: 14 March 2025; delivery planned from 28 April 2025 to 28 November 2025 (7 months)
      - ARR: $1.1M; MRR: $91.7k
      - Services: Amazon EC2 ($53.7k a month), Amazon Aurora PostgreSQL ($38k a month)
      - Matches on: sybase, country: US"
    `);
    expect(
      wordSection(projects, { section: 'similarProjects', aspect: null, place: -1 }, SETTINGS),
    ).toContain('Harbor Digital');
    expect(wordSection(projects, { section: 'similarProjects', aspect: null, place: 4 }, SETTINGS)).toBe(
      'There is no project 4: 1 similar project is shown.',
    );
  });

  it('says how many services a summary leaves out, from what the analysis holds', () => {
    expect(wordSummary({ ...summary(), servicesTotal: 14 }, [], SETTINGS)).toContain(
      '- and 12 more: ask for the services',
    );
    expect(wordSummary(summary(), [], SETTINGS)).not.toContain('more: ask');
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
