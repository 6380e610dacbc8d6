import { describe, expect, it } from 'vitest';
import { type Expectation, expectation } from '../cases/expectation.ts';
import type { CheckContext } from './check.ts';
import { checkTurn, loadChecks } from './check-turn.ts';
import { madeContext, madeStep } from './turn.double.ts';

const analysed = madeContext({
  answer: 'Acme: so many words.\n- ARR: high\n\nConfidence: LOW',
  steps: [
    madeStep('analyzeOpportunity', {
      customerName: 'Acme',
      country: 'DE',
      description: 'Kafka to MSK',
      whatIfOf: '',
    }),
    madeStep('getAnalysisSection', { section: 'risks' }),
  ],
  followUps: ['And then?', 'Why?'],
});
const counted = madeContext({
  answer: 'Some projects.',
  steps: [
    madeStep('runInsightQuery', {
      measures: '["count"]',
      filters: '[{"field":"industry","operator":"is","values":["Healthcare"]}]',
      period: '{"from":"2026-01-01","to":"2026-11-25"}',
    }),
  ],
  followUps: [],
  metrics: { firstTokenMs: 900, totalMs: 3_000, inputTokens: 900, outputTokens: 800, costUsd: 0.5 },
});
const declined = madeContext({
  answer: 'That is not what I do.',
  outcome: 'refused',
  steps: [madeStep('declineRequest', { reason: 'a poem' }, { code: 'out-of-scope', status: 'rejected' })],
});
const stepped = (code: string) =>
  madeContext({ outcome: 'refused', steps: [madeStep('findOpportunity', { name: 'Globex' }, { code })] });
const asked = madeContext({
  answer: 'When does it close, and in which country is the customer?',
  outcome: 'asked',
});
const cited = madeContext({
  answer: 'It pays.',
  citations: [{ text: 'It pays.', source: 's3://kb/map/pays.md', title: 'MAP', section: 'What it pays' }],
});
const said = (votes: readonly number[], isCalibrated = true) =>
  madeContext({}, { turn: { judgements: [{ rubric: 'clear@1', votes, isCalibrated }] } });

/** An expectation, a turn that meets it, and one that does not. */
const CASES: readonly [name: string, expected: Expectation, good: CheckContext, bad: CheckContext][] = [
  ['outcome', { outcome: 'asked' }, asked, analysed],
  ['slots', { slots: { country: 'DE' } }, analysed, asked],
  ['slots by pattern', { slots: { customerName: { re: '(?i)^acme$' } } }, analysed, counted],
  ['slots, one of several', { slots: { country: { anyOf: ['AT', 'DE'] } } }, analysed, asked],
  ['slots, absent', { slots: { industry: { absent: true } } }, analysed, asked],
  ['described', { described: ['kafka'] }, analysed, counted],
  [
    'notDescribed',
    { notDescribed: ['friday'] },
    analysed,
    madeContext({ steps: [madeStep('analyzeOpportunity', { description: 'Friday' })] }),
  ],
  [
    'whatIf',
    { whatIf: false },
    analysed,
    madeContext({ steps: [madeStep('analyzeOpportunity', { whatIfOf: 'a-1' })] }),
  ],
  ['asks', { asks: ['targetCloseDate', 'country'] }, asked, analysed],
  ['asks for all of them', { asks: ['country'] }, asked, madeContext({ outcome: 'asked', answer: 'When?' })],
  ['tools in order', { tools: { order: ['analyzeOpportunity', 'getAnalysisSection'] } }, analysed, counted],
  [
    'tools in exactly this order',
    { tools: { order: ['runInsightQuery'], mode: 'exact' } },
    counted,
    madeContext({ steps: [madeStep('runInsightQuery'), madeStep('runInsightQuery')] }),
  ],
  [
    'tools in any order',
    { tools: { order: ['getAnalysisSection', 'analyzeOpportunity'], mode: 'any-order' } },
    analysed,
    counted,
  ],
  [
    'tools as often as named',
    { tools: { order: ['a', 'a'], mode: 'any-order' } },
    madeContext({ steps: [madeStep('a'), madeStep('b'), madeStep('a')] }),
    madeContext({ steps: [madeStep('a')] }),
  ],
  ['no tools', { tools: { none: true } }, asked, analysed],
  ['forbidden tools', { tools: { forbid: ['analyzeOpportunity'] } }, counted, analysed],
  ['number of calls', { tools: { calls: { min: 1, max: 1 } } }, counted, analysed],
  [
    'insight',
    { insight: { measures: ['count'], dimensions: [], period: { from: '2026-01-01' } } },
    counted,
    analysed,
  ],
  [
    'insight filters',
    { insight: { filters: [{ field: 'industry', values: ['healthcare'] }] } },
    counted,
    madeContext({ steps: [madeStep('runInsightQuery', { measures: '["count"]' })] }),
  ],
  [
    'calls',
    { calls: [{ operation: 'analyzeOpportunity', arguments: { country: 'DE' } }] },
    analysed,
    counted,
  ],
  [
    'calls with other arguments',
    { calls: [{ operation: 'analyzeOpportunity', arguments: { country: 'DE' } }] },
    analysed,
    madeContext({ steps: [madeStep('analyzeOpportunity', { country: 'AT' })] }),
  ],
  ['find', { find: { name: 'Globex' } }, stepped('ok'), asked],
  ['section', { section: { anyOf: ['services', 'risks'] } }, analysed, counted],
  ['cites', { cites: ['(?i)map'] }, cited, asked],
  ['cites nothing', { cites: [] }, asked, cited],
  ['citations at least', { citations: { min: 1 } }, cited, asked],
  ['answer holds', { answer: { contains: ['acme'], notContains: ['poem'] } }, analysed, declined],
  ['answer by pattern', { answer: { re: ['\\bso\\s+many'] } }, analysed, declined],
  ['answer sections', { answer: { sections: ['ARR', 'Confidence'] } }, analysed, counted],
  ['answer length', { answer: { maxCharacters: 20 } }, counted, analysed],
  ['refuse out of scope', { refuse: 'out-of-scope' }, declined, asked],
  [
    'refuse what is unsafe',
    { refuse: 'unsafe' },
    madeContext({ outcome: 'refused' }),
    madeContext({ outcome: 'refused', steps: [madeStep('runInsightQuery')] }),
  ],
  ['refuse without access', { refuse: 'no-access' }, stepped('not-permitted'), declined],
  ['refuse for want of data', { refuse: 'missing-data' }, stepped('not-found'), analysed],
  [
    'refuse shows no number',
    { refuse: 'out-of-scope' },
    declined,
    madeContext({ ...declined.observed, answer: 'No, but it would be $5,000.' }),
  ],
  ['follow-ups', { followUps: { min: 1, max: 2 } }, analysed, counted],
  ['latency', { latency: { firstTokenMs: 500, totalMs: '2s' } }, analysed, counted],
  ['cost', { cost: { usd: 0.01, tokens: 100 } }, analysed, counted],
  [
    'judge',
    { judge: [{ rubric: 'clear@1', min: 0.5, votes: 3 }] },
    said([1, 0.75, 0.25]),
    said([1, 0.25, 0.25]),
  ],
];

describe('checkTurn', () => {
  it.for(CASES)('%s: holds for one turn and not for another', async ([, expected, good, bad]) => {
    // What a case may say, a check can read.
    expect(expectation.parse(expected)).toEqual(expected);
    expect(await statuses(expected, good)).toEqual(['pass']);
    expect(await statuses(expected, bad)).toContain('fail');
  });

  it('says what is not so in the words of the turn, with the share that is', async () => {
    const [slots] = await check({ slots: { country: 'AT', customerName: 'Acme' } }, analysed);
    expect(slots).toEqual({
      name: 'slots',
      status: 'fail',
      score: 0.5,
      detail: 'slots.country: "DE", not "AT"',
    });
  });

  it('skips what cannot be looked at, and never passes it', async () => {
    const expected: Expectation = {
      followUps: { min: 1 },
      judge: [{ rubric: 'clear@1', min: 0.5 }],
      cost: { usd: 1 },
    };
    const metrics = { ...asked.observed.metrics, costUsd: null };
    const results = await check(expected, madeContext({ ...asked.observed, metrics }));
    expect(results.map(({ status }) => status)).toEqual(['skipped', 'skipped', 'skipped']);
    expect(await statuses({ judge: [{ rubric: 'clear@1', min: 0.5 }] }, said([1], false))).toEqual([
      'skipped',
    ]);
  });

  it('takes a judge with votes that could not be read for broken', async () => {
    expect(await statuses({ judge: [{ rubric: 'clear@1', min: 0.5, votes: 3 }] }, said([1]))).toEqual([
      'invalid',
    ]);
  });

  it('expects of a turn that broke only that it should break', async () => {
    const { observed: _, ...turn } = asked.turn;
    const broken = { ...turn, fault: 'cut-stream', error: { code: 'agent-unavailable', message: 'cut' } };
    const options = { turn: broken, earlier: [], partners: [], checks: await loadChecks([]) };
    expect(await checkTurn({ outcome: 'failed', followUps: { min: 3 } }, options)).toMatchObject([
      { status: 'pass' },
    ]);
    expect(await checkTurn({ answer: { contains: ['x'] } }, options)).toMatchObject([{ status: 'fail' }]);
  });
});

async function check(expected: Expectation, context: CheckContext) {
  const results = await checkTurn(expected, { ...context, checks: await loadChecks([expected]) });
  return results.filter(({ name }) => name !== 'numbers');
}

async function statuses(expected: Expectation, context: CheckContext) {
  return [...new Set((await check(expected, context)).map(({ status }) => status))];
}
