import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleAnalysis } from '#channels/render/__fixtures__/example-analysis.ts';
import type { TurnEvent } from '#channels/turn/turn-result.ts';
import { stepStatus } from './step-status.ts';

const step = { stepId: 's1', actionGroup: 'data-analysis', arguments: { customerName: 'Acme' } };
const started = (operation: string): TurnEvent => ({ type: 'step', phase: 'started', operation, ...step });
const ended = (operation: string, code: string): TurnEvent => ({
  type: 'step',
  phase: 'ended',
  operation,
  ...step,
  status: code === 'ok' ? 'ok' : 'failed',
  code,
  ms: 5,
});
const artifact = (type: string, body: object): TurnEvent => ({
  type: 'artifact',
  artifact: { type, id: 'x', ...body },
});

describe('stepStatus', () => {
  it.for<[string, TurnEvent, string | undefined]>([
    ['a step that begins', started('analyzeOpportunity'), 'is reading similar projects…'],
    ['an operation without words', started('inventedOperation'), 'is working on it…'],
    ['a step that went well', ended('analyzeOpportunity', 'ok'), undefined],
    ['a step that did not', ended('analyzeOpportunity', 'invalid-arguments'), 'is looking for another way…'],
    [
      'an analysis, with its own counts',
      artifact('analysis', { evidence: { rowsRead: 200, rowsMatched: 1812 } }),
      'is looking at 200 of 1,812 similar projects…',
    ],
    [
      'an analysis that read all',
      artifact('analysis', { evidence: { rowsRead: 1, rowsMatched: 1 } }),
      'is looking at 1 similar project…',
    ],
    [
      'a portfolio question',
      artifact('insight', { evidence: { rowsCounted: 40 } }),
      'has counted 40 projects…',
    ],
    ['a funding plan', artifact('funding-plan', { programs: [1, 2] }), 'has checked 2 funding programs…'],
    ['a return', artifact('return-on-investment', { horizonMonths: 36 }), 'has computed 36 months…'],
    ['a follow-on', artifact('follow-on', { evidence: { customers: 90 } }), 'has compared 90 customers…'],
    ['a roadmap', artifact('roadmap', { steps: [1] }), 'has planned 1 step…'],
    ['a result without the counts', artifact('analysis', { evidence: {} }), undefined],
    ['words of the answer', { type: 'chunk', text: 'ARR' }, 'is writing…'],
  ])('says of %s what it is', ([, event, words]) => {
    expect(stepStatus(event)).toBe(words);
  });

  it('counts a whole analysis', () => {
    const { rowsMatched } = exampleAnalysis().evidence;
    expect(stepStatus(artifact('analysis', exampleAnalysis()))).toContain(
      rowsMatched.toLocaleString('en-US'),
    );
  });

  it('never shows an argument or a name of an operation that the trace invents', () => {
    fc.assert(
      fc.property(fc.string(), (operation) => {
        expect(stepStatus(started(operation))).toMatch(/^is [a-z ]+…$/);
      }),
    );
  });
});
