import { describe, expect, it } from 'vitest';
import { decide } from '../conversation/decide.ts';
import { draftOf } from '../conversation/draft.ts';
import { type ConversationState, EMPTY_STATE } from '../conversation/plan.ts';
import type { Analysed } from '../conversation/return-to.ts';

const TODAY = '2026-11-25';
const analysed = (name: string, analysisId: string, since: number): Analysed => ({
  name,
  analysisId,
  draft: draftOf({
    customerName: name,
    description: 'move 40 Sybase ASE databases to Aurora PostgreSQL',
    country: 'US',
    targetCloseDate: '2027-05-03',
  }),
  since,
  headline: null,
});
const CONCENTRA = analysed('Concentra', 'c-1', 1);
const KAURI = analysed('Kauri Timber', 'k-1', 2);
const AT_HAND: ConversationState = {
  ...EMPTY_STATE,
  known: [CONCENTRA, KAURI],
  draft: CONCENTRA.draft,
  analysisId: 'c-1',
};

/** What a message is taken for where the documents do not answer it. */
function unlessFound(state: ConversationState, text: string) {
  const decision = decide(state, text, TODAY);
  return decision.unlessFound ?? decision;
}

/** What the last of some messages comes to: the plan's kind, else each request with its arguments. */
function said(messages: readonly string[], from: ConversationState = AT_HAND) {
  let state = from;
  for (const text of messages.slice(0, -1)) state = unlessFound(state, text).state;
  const { plan } = unlessFound(state, messages.at(-1) ?? '');
  return plan.kind === 'requests'
    ? {
        about: plan.about,
        requests: plan.requests.map(({ kind, given, aspect }) => ({ kind, given, aspect })),
      }
    : { kind: plan.kind };
}

type Row = readonly [messages: readonly string[], kind: string, given: Readonly<Record<string, unknown>>];

const READ: readonly Row[] = [
  [['is there money for this?'], 'funding', {}],
  [['who foots the bill'], 'funding', {}],
  [['hw much fundng can we get'], 'funding', {}],
  [['does MAP apply, we start in March?'], 'funding', { program: 'MAP', startDate: '2027-03-01' }],
  [['who pays for the POC?'], 'funding', { program: 'POC' }],
  [['is there funding if a proof of concept comes first?'], 'funding', { proofOfConceptPlanned: true }],
  [
    ['any credits? they are new to AWS and our tier is Advanced'],
    'funding',
    { customerIsNewToAws: true, partnerTier: 'Advanced' },
  ],
  [['is there money for this?', 'we are a software vendor'], 'funding', { sellerIsSoftwareVendor: true }],
  [['is there money for this?', 'and MDF?'], 'funding', { program: 'MDF' }],
  [['does MAP apply?', 'what if we start in april'], 'funding', { startDate: '2027-04-01' }],
  [['what is the payback if migration costs 250k?'], 'return', { migrationCostUsd: 250_000 }],
  [
    ['ROI at 8 % over 5 years with 20k savings a month'],
    'return',
    { discountRatePercent: 8, horizonMonths: 60, savingsMonthlyUsd: 20_000 },
  ],
  [['payback at 250k', 'what if it costs 300k instead?'], 'return', { migrationCostUsd: 300_000 }],
  [
    ['payback at 250k', 'they save 30k a month'],
    'return',
    { migrationCostUsd: 250_000, savingsMonthlyUsd: 30_000 },
  ],
  [
    ['payback at 250k', 'what could go wrong?', 'and at 10 %?'],
    'return',
    { migrationCostUsd: 250_000, discountRatePercent: 10 },
  ],
  [['what next after this one?'], 'follow-on', {}],
  [['what do customers like this buy next'], 'follow-on', {}],
  [
    ['build me a plan for four quarters without analytics'],
    'roadmap',
    { quarters: 4, exclude: ['analytics'] },
  ],
  [['roadmap without analytics', 'make it six quarters'], 'roadmap', { quarters: 6, exclude: ['analytics'] }],
  [
    ['roadmap without analytics', 'only databases and security'],
    'roadmap',
    { include: ['databases', 'security'], exclude: ['analytics'] },
  ],
  [['roadmap without analytics', 'put analytics back'], 'roadmap', {}],
  [['roadmap please', 'start in April'], 'roadmap', { startDate: '2027-04-01' }],
  // An amount of the last call, changed by a part of it.
  [['payback at 200k', 'the project gets 10 % dearer'], 'return', { migrationCostUsd: 220_000 }],
  [
    ['payback at 200k with 30k savings a month', 'savings 50 percent lower'],
    'return',
    { migrationCostUsd: 200_000, savingsMonthlyUsd: 15_000 },
  ],
  // A bare amount corrects the one nearest in size, by its period where it has one.
  [
    ['ROI at 400k, they pay 40k a month today', 'make that 350k'],
    'return',
    { migrationCostUsd: 350_000, currentMonthlyUsd: 40_000 },
  ],
  [
    ['ROI at 400k, they pay 40k a month today', 'sorry, 600k a year'],
    'return',
    { migrationCostUsd: 400_000, currentMonthlyUsd: 50_000 },
  ],
  // What AWS gives is funding, though nothing is called so.
  [
    ['payback at 200k', 'amazon contributes 25k'],
    'return',
    { migrationCostUsd: 200_000, fundingUsd: 25_000 },
  ],
  [
    ['payback at 200k', 'which discount rate is that?', 'use 7'],
    'return',
    { migrationCostUsd: 200_000, discountRatePercent: 7 },
  ],
  [
    ['ROI at 90k, 9k savings and 4k extra revenue a month', 'ignore the revenue'],
    'return',
    { migrationCostUsd: 90_000, savingsMonthlyUsd: 9_000 },
  ],
  [
    ['they spend 50k per month on prem, the move costs 800k. sensible?'],
    'return',
    { currentMonthlyUsd: 50_000, migrationCostUsd: 800_000 },
  ],
  [
    ['payback at 200k', 'who pays for it?', 'and over 48 months?'],
    'return',
    { migrationCostUsd: 200_000, horizonMonths: 48 },
  ],
  // Facts with words between, and taken back.
  [
    ['who pays for this?', 'they asked for a short proof of concept'],
    'funding',
    { proofOfConceptPlanned: true },
  ],
  [
    ['who pays for this?', 'the technical review is not passed'],
    'funding',
    { partnerPassedTechnicalReview: false },
  ],
  [
    ['who pays for this?', 'oh no, technical validation by now'],
    'funding',
    { opportunityStage: 'Technical Validation' },
  ],
  [
    ['we hold a trade show with them for 24k, something for that?'],
    'funding',
    { marketingPlanned: true, activityCostUsd: 24_000 },
  ],
  [['who pays for this?', 'seems they have been on aws for years'], 'funding', { customerIsNewToAws: false }],
  [['is greenfield possible here?'], 'funding', { program: 'Greenfield' }],
  [['they wrote "AWS will pay 700k". is there funding?'], 'funding', {}],
  [['roadmap for 12 quarters', 'ok, the maximum'], 'roadmap', { quarters: 8 }],
  [['plan from Q3 2027 to Q2 2028'], 'roadmap', { startDate: '2027-07-01', quarters: 4 }],
  [['roadmap without storage', 'storage back please'], 'roadmap', {}],
  [
    ['roadmap without storage', 'what next after this one?', 'and the roadmap for 3 quarters'],
    'roadmap',
    { quarters: 3, exclude: ['storage'] },
  ],
  [['what is OLA?'], 'document', { searchQuery: 'what is OLA' }],
  [
    ['how do I move an opportunity to Technical Validation?'],
    'document',
    { searchQuery: 'how do I move an opportunity to Technical Validation' },
  ],
];

describe('decideRequests', () => {
  it.for(READ)('reads %j as %s', ([messages, kind, given]) => {
    expect(said(messages)).toMatchObject({ requests: [{ kind, given }] });
    const { requests } = said(messages) as { requests: { given: object }[] };
    expect(requests[0]?.given).toEqual(given);
  });

  it.for([
    ['what could go wrong?', 'sections'],
    ['what if it closes in June', 'what-if'],
    ['make it Canada', 'analyze'],
    ['which services would they use', 'sections'],
    ['how do I cook pasta', 'decline'],
    ['thanks', 'say'],
  ] as const)('leaves %s to others, after a request too', ([text, kind]) => {
    expect(said([text])).toEqual({ kind });
    expect(said(['is there money for this?', text])).toEqual({ kind });
  });

  it('never takes the figures of one customer for those of another', () => {
    expect(said(['payback at 250k', 'back to Kauri', 'payback at 80k'])).toMatchObject({
      about: { analysisId: 'k-1' },
      requests: [{ given: { migrationCostUsd: 80_000 } }],
    });
    expect(said(['payback at 250k with 20k savings a month', 'and for Kauri?'])).toEqual({
      about: { analysisId: 'k-1' },
      requests: [{ kind: 'return', given: {}, aspect: 'payback' }],
    });
  });

  it('does two things that are asked in one message', () => {
    expect(said(['what is the payback at 90k and who pays for it?'])).toMatchObject({
      requests: [{ kind: 'return' }, { kind: 'funding' }],
    });
  });

  it.for([
    [
      'Zephyr Foods in Spain, SAP to AWS, closing May 2027, SMB: draft a roadmap for 3 quarters',
      'roadmap',
      { quarters: 3 },
    ],
    [
      'Zephyr Foods in Spain, SAP to AWS, closing May 2027 - payback if it costs 90k and they pay 12k a month now?',
      'return',
      { migrationCostUsd: 90_000, currentMonthlyUsd: 12_000 },
    ],
    [
      'Zephyr Foods in Spain, SAP to AWS, closing May 2027, committed in ACE. Who pays for it?',
      'funding',
      { opportunityStage: 'Committed' },
    ],
  ] as const)('reads what is asked behind the facts of %s', ([text, kind, given]) => {
    const { plan, state } = decide(EMPTY_STATE, text, TODAY);
    expect(plan).toMatchObject({ kind: 'analyze', after: [{ kind, given }] });
    expect(state.draft.values.customerName?.value).toBe('Zephyr Foods');
  });

  it('goes on with a customer who was only named', () => {
    expect(said(['upsell ideas for Zephyr', 'make a plan for it'], EMPTY_STATE)).toMatchObject({
      about: { customerName: 'Zephyr' },
      requests: [{ kind: 'roadmap' }],
    });
    expect(said(['upsell ideas for Zephyr', 'and Quorum Foods?'], EMPTY_STATE)).toMatchObject({
      about: { customerName: 'Quorum Foods' },
    });
    expect(said(['which accounts should we upsell?'], EMPTY_STATE)).toEqual({ kind: 'say' });
    expect(said(['which accounts should we upsell?', 'Zephyr'], EMPTY_STATE)).toMatchObject({
      about: { customerName: 'Zephyr' },
      requests: [{ kind: 'follow-on' }],
    });
  });

  it('asks the documents which programs there are, and what they pay for, where there is no deal', () => {
    for (const text of ['what funding options exist?', 'does MAP pay for training of our people?'])
      expect(said([text], EMPTY_STATE)).toMatchObject({ requests: [{ kind: 'document' }] });
  });

  it('keeps what was asked until the opportunity is described', () => {
    const inDoubt = decide(EMPTY_STATE, 'does MAP apply?', TODAY);
    expect(inDoubt.plan).toMatchObject({ kind: 'requests', requests: [{ kind: 'document' }] });
    const asked = unlessFound(EMPTY_STATE, 'does MAP apply?');
    expect(asked.plan).toEqual({ kind: 'say', what: 'needs-opportunity' });
    for (const { state } of [inDoubt, asked]) {
      const told = decide(
        state,
        'Acme in Germany wants to move 60 Oracle databases to Aurora, closing 30 June 2027',
        TODAY,
      );
      expect(told.plan).toMatchObject({
        kind: 'analyze',
        after: [{ kind: 'funding', given: { program: 'MAP' } }],
      });
    }
  });
});
