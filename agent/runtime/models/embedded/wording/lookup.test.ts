import { describe, expect, it } from 'vitest';
import { type FoundOpportunity, NOTHING_FOUND } from '#action-groups/data-analysis/found-opportunity.ts';
import { checkGrounding } from '#agent/grounding/check-grounding.ts';
import type { PromptSettings } from '../../model.ts';
import { wordLookup, wordNotInSession, wordNotPermitted } from './lookup.ts';

const SETTINGS: PromptSettings = { tone: 'plain', length: 'normal', nextQuestions: 2 };
const HEADLINE = {
  arrUsd: { low: 47_800, median: 175_000, high: 784_000 },
  launchMonth: { low: '2027-08', median: '2027-10', high: '2028-03' },
  confidence: 'LOW',
};
const FOUND: FoundOpportunity = {
  ...NOTHING_FOUND,
  asked: 'rosini',
  known: true,
  name: 'Rossini Foods',
  matched: 'spelling',
  session: [
    {
      name: 'Rossini Foods',
      isCurrent: true,
      analysisId: 'a',
      customerName: 'Rossini Foods',
      targetCloseDate: '2027-03-05',
      headline: HEADLINE,
    },
  ],
  projects: {
    total: 7,
    isCut: false,
    won: 4,
    lost: 2,
    open: 1,
    wonArrUsd: 1_234_567,
    wonValued: 3,
    firstCloseDate: '2021-02-01',
    lastCloseDate: '2026-03-05',
    latest: [
      {
        opportunityId: 'B',
        opportunityName: 'Data lake',
        stage: 'Launched',
        closeDate: '2026-03-05',
        arrUsd: 120_000,
        partnerName: 'Northwind Cloudworks',
        services: ['Amazon S3', 'AWS Glue'],
      },
      {
        opportunityId: 'C',
        opportunityName: null,
        stage: null,
        closeDate: null,
        arrUsd: null,
        partnerName: null,
        services: [],
      },
    ],
  },
  history: {
    total: 2,
    isCut: false,
    results: [],
    change: null,
    latest: [
      {
        analysisId: 'b',
        customerName: 'Rossini Foods',
        opportunityName: 'SAP',
        analysedAt: '2026-10-20T09:00:00.000Z',
        targetCloseDate: '2027-01-31',
        headline: { ...HEADLINE, arrUsd: null },
        isOwn: true,
      },
      {
        analysisId: 'c',
        customerName: 'Rossini Foods',
        opportunityName: null,
        analysedAt: '2026-09-01T23:00:00.000Z',
        targetCloseDate: '2027-01-31',
        headline: HEADLINE,
        isOwn: false,
      },
    ],
  },
  evidence: { scope: 'all partners of the organisation', dataVersion: 'v1', sampleData: true },
};
const NOBODY: FoundOpportunity = {
  ...NOTHING_FOUND,
  asked: 'Zwartkop',
  evidence: { scope: 'partner 1004127', dataVersion: 'v1', sampleData: true },
};

describe('wordLookup', () => {
  it('is short first, then says what is known by where it comes from', () => {
    expect(wordLookup(FOUND, SETTINGS)).toMatchInlineSnapshot(`
      "**Rossini Foods** (I took “rosini” as that name): 1 opportunity in this session, 7 past projects (4 won, 1 open, 2 lost, the won ones $1.23M a year together as far as known (3 of them), the latest closing March 2026) and 2 earlier analyses.

      **In this session:**
      - Rossini Foods (what we talk about): closing 5 March 2027, ARR $47.8k to $784k, middle $175k, launch August 2027 to March 2028, middle October 2027, confidence LOW

      **Past projects, the latest:**
      - Data lake (Launched, closed March 2026, $120k a year, by Northwind Cloudworks): Amazon S3, AWS Glue
      - not named (close date not known)

      **Earlier analyses:**
      - 20 October 2026, by you: Rossini Foods, SAP, closing 31 January 2027, not enough evidence for a prediction
      - 1 September 2026, by a colleague: Rossini Foods, closing 31 January 2027, ARR $47.8k to $784k, middle $175k, launch August 2027 to March 2028, middle October 2027, confidence LOW

      Source of the projects: all partners of the organisation, data version v1. This is generated sample data, not real deals."
    `);
  });

  it('says that nobody is known, and where that was looked for', () => {
    expect(wordLookup(NOBODY, SETTINGS)).toMatchInlineSnapshot(
      `"I know nothing of “Zwartkop”: no past project (partner 1004127), no opportunity in this session and no earlier analysis. If the name is spelt otherwise, tell me; or describe an opportunity with them and I analyse it."`,
    );
  });

  it('lists several customers that are as near', () => {
    expect(
      wordLookup({ ...NOBODY, asked: 'acme', candidates: ['Acme Bank', 'Acme Health'] }, SETTINGS),
    ).toMatchInlineSnapshot(
      `"Several customers are near “acme”: Acme Bank and Acme Health. Which one do you mean?"`,
    );
  });

  it('says of a customer of others what the session knows, and that the projects are not shown', () => {
    expect(
      wordLookup({ ...FOUND, projects: null, history: null, heldByOthers: true }, SETTINGS),
    ).toMatchInlineSnapshot(`
      "**Rossini Foods** (I took “rosini” as that name): 1 opportunity in this session, no past project that you may see and no other analysis. Others of your organisation have projects with them, which are not yours to see.

      **In this session:**
      - Rossini Foods (what we talk about): closing 5 March 2027, ARR $47.8k to $784k, middle $175k, launch August 2027 to March 2028, middle October 2027, confidence LOW"
    `);
  });

  it('says what a period has, and what could not be asked', () => {
    const period = { since: '2026-10-01', until: '2026-10-31' };
    expect(
      wordLookup(
        { ...FOUND, session: [], projects: null, period, unavailable: ['projects'] },
        { ...SETTINGS, length: 'short' },
      ),
    ).toMatchInlineSnapshot(`
      "**Rossini Foods** (I took “rosini” as that name): past projects not known and 2 earlier analyses between 1 October 2026 and 31 October 2026.

      **Earlier analyses:**
      - 20 October 2026, by you: Rossini Foods, SAP, closing 31 January 2027, not enough evidence for a prediction
      - 1 September 2026, by a colleague: Rossini Foods, closing 31 January 2027, ARR $47.8k to $784k, middle $175k, launch August 2027 to March 2028, middle October 2027, confidence LOW

      The past projects could not be asked at the moment."
    `);
    expect(
      wordLookup({ ...NOBODY, period, unavailable: ['ownership', 'history'] }, SETTINGS),
    ).toMatchInlineSnapshot(
      `"I know nothing of “Zwartkop”: no past project (partner 1004127), no opportunity in this session and no earlier analysis between 1 October 2026 and 31 October 2026. Whether others of your organisation work with them could not be told at the moment. The history of analyses could not be asked at the moment. If the name is spelt otherwise, tell me; or describe an opportunity with them and I analyse it."`,
    );
    expect(wordLookup({ ...NOBODY, asked: '*', period }, SETTINGS)).toMatchInlineSnapshot(
      `"Nothing was analysed between 1 October 2026 and 31 October 2026, neither in this session nor before."`,
    );
    expect(wordLookup({ ...FOUND, asked: '*', name: null, projects: null }, SETTINGS)).toContain(
      '**In all**',
    );
  });

  it('says what was changed in the session', () => {
    expect(
      wordLookup(
        {
          ...FOUND,
          session: [],
          changed: [
            { kind: 'renamed', name: 'Rossini Foods', to: 'pasta' },
            { kind: 'current', name: 'pasta' },
            { kind: 'forgotten', name: 'Acme' },
          ],
        },
        SETTINGS,
      ),
    ).toBe(
      'Rossini Foods is called pasta now. We talk about pasta now. Acme is forgotten; its stored analysis stays.',
    );
  });

  it('has no figure that is not in the result', () => {
    for (const found of [FOUND, NOBODY, { ...FOUND, period: { since: '2026-10-01', until: null } }]) {
      const results = [{ name: 'found', value: found }];
      expect(checkGrounding(wordLookup(found, SETTINGS), { results, message: '' }).unmatched).toEqual([]);
    }
  });
});

describe('wordNotPermitted', () => {
  it('says kindly what cannot be seen, with neither who nor how much', () => {
    expect(wordNotPermitted('Ormalund Rail')).toMatchInlineSnapshot(
      `"Others of your organisation work with “Ormalund Rail”, and their projects are not yours to see, so I can say neither who nor how much (not-permitted). Whoever decides on access can widen it. You can still describe an opportunity with them, and I analyse it from the projects you may see."`,
    );
  });
});

describe('wordNotInSession', () => {
  it('names what the session has', () => {
    expect(wordNotInSession('Acme', ['Rossini Foods', 'pasta'])).toBe(
      'This session has no opportunity called “Acme”. It has Rossini Foods and pasta.',
    );
    expect(wordNotInSession('Acme', [])).toBe(
      'This session has no opportunity called “Acme”. It has none yet.',
    );
  });
});
