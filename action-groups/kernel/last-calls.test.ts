import { describe, expect, it } from 'vitest';
import { lastCall } from './last-calls.ts';
import { EMPTY_WORKING_SET, parseWorkingSet, type Remembered, rememberIn } from './working-set.ts';
import { bytesOf, MOST_BYTES } from './working-set-bounds.ts';

const analysed = (customerName: string, analysisId: string, targetCloseDate = '2027-06-30'): Remembered => ({
  kind: 'opportunity',
  analysisId,
  opportunity: { customerName, description: 'SAP on AWS', country: 'DE', targetCloseDate },
  headline: { arrUsd: null, launchMonth: null, confidence: 'LOW' },
});
const called = (given: Extract<Remembered, { kind: 'call' }>['arguments'], id = 'r-1'): Remembered => ({
  kind: 'call',
  operation: 'calculateReturnOnInvestment',
  id,
  arguments: given,
});
const setOf = (...changes: readonly Remembered[]) => changes.reduce(rememberIn, EMPTY_WORKING_SET);
const kept = (...changes: readonly Remembered[]) =>
  lastCall(setOf(...changes), 'calculateReturnOnInvestment')?.id;

const acme = analysed('Acme', 'a-1');
const beta = analysed('Beta', 'b-1');
const ofAcme = called({ analysisId: 'a-1', migrationCostUsd: 250_000 });

describe('lastCall', () => {
  it('is of the opportunity that is talked about, and never of another', () => {
    expect(kept(acme, ofAcme)).toBe('r-1');
    expect(kept(acme, ofAcme, beta)).toBeUndefined();
    expect(kept(acme, beta, ofAcme)).toBeUndefined();
    expect(kept(acme, ofAcme, beta, { kind: 'current', name: 'Acme' })).toBe('r-1');
  });

  it('goes with its opportunity through a correction and another name, and with it when it is forgotten', () => {
    expect(kept(acme, ofAcme, analysed('Acme', 'a-2', '2027-09-30'))).toBe('r-1');
    expect(kept(acme, ofAcme, { kind: 'renamed', name: 'Acme', to: 'Phoenix' })).toBe('r-1');
    const forgotten = setOf(acme, ofAcme, { kind: 'forgotten', name: 'Acme' });
    expect(JSON.stringify(forgotten)).not.toContain('r-1');
  });

  it('finds a call by the name of its customer', () => {
    expect(kept(acme, called({ customerName: 'ACME' }, 'r-2'))).toBe('r-2');
    expect(kept(acme, called({ customerName: 'Globex' }, 'r-2'))).toBeUndefined();
  });

  it('keeps a call of no opportunity for where none is talked about', () => {
    const set = setOf(called({ migrationCostUsd: 1 }));
    expect(lastCall(set, 'calculateReturnOnInvestment')).toEqual({
      id: 'r-1',
      arguments: { migrationCostUsd: 1 },
    });
    expect(lastCall(set, 'toString')).toBeUndefined();
    expect(lastCall(rememberIn(set, acme), 'calculateReturnOnInvestment')).toBeUndefined();
  });

  it('takes the place of the call before, through JSON too', () => {
    const set = parseWorkingSet(
      JSON.stringify(setOf(acme, ofAcme, called({ analysisId: 'a-1', horizonMonths: 60 }, 'r-2'))),
    );
    expect(lastCall(set, 'calculateReturnOnInvestment')).toEqual({
      id: 'r-2',
      arguments: { analysisId: 'a-1', horizonMonths: 60 },
    });
  });

  it('gives way where the set would be too large, the call of what is talked about last', () => {
    let set = EMPTY_WORKING_SET;
    for (let at = 0; at < 8; at += 1) {
      set = rememberIn(set, analysed(`Customer ${at}`, `c-${at}`));
      for (const operation of ['recommendFunding', 'buildRoadmap', 'findFollowOnOpportunities'])
        set = rememberIn(set, {
          kind: 'call',
          operation,
          id: operation,
          arguments: { analysisId: `c-${at}`, include: 'x'.repeat(500) },
        });
    }
    expect(bytesOf(set)).toBeLessThanOrEqual(MOST_BYTES);
    expect(lastCall(set, 'buildRoadmap')?.id).toBe('buildRoadmap');
    const large = rememberIn(set, called({ analysisId: 'c-7', description: 'x'.repeat(9_000) }));
    expect(lastCall(large, 'calculateReturnOnInvestment')).toBeUndefined();
  });
});
