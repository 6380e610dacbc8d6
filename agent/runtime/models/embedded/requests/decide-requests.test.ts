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
