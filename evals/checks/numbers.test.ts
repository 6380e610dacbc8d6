import { describe, expect, it } from 'vitest';
import { numbers } from './numbers.ts';
import { madeContext, madeObserved, madeStep, madeTurn } from './turn.double.ts';

const body = { metrics: { arrUsd: { low: 10_000, high: 20_000 } }, rows: [{ arrUsd: 100 }, { arrUsd: 300 }] };
const artifact = { id: 'a-1', type: 'analysis', body };
const answered = (answer: string) => madeContext({ answer, artifacts: [artifact] });

describe('numbers', () => {
  it('takes what stands in a result, and what the seller wrote', () => {
    expect(numbers({}, answered('ARR $10k to $20k.'))).toMatchObject({ status: 'pass' });
    expect(
      numbers({}, madeContext({ answer: 'So 40 databases.' }, { turn: { user: '40 databases' } })),
    ).toMatchObject({
      status: 'pass',
    });
  });

  it('finds a number that stands nowhere', () => {
    expect(numbers({ grounded: true }, answered('ARR $12.5k.'))).toMatchObject({
      status: 'fail',
      detail: '$12.5k stands in no result',
    });
    expect(numbers({ grounded: false }, answered('ARR $12.5k.'))).toMatchObject({ status: 'pass' });
  });

  it('looks at what the session showed before, and at no other session', () => {
    const before = madeTurn(madeObserved({ steps: [madeStep('x', {}, { reply: { totalUsd: 777_000 } })] }));
    const now = madeContext({ answer: 'It was $777k.' }, { earlier: [before] });
    expect(numbers({}, now)).toMatchObject({ status: 'pass' });
    expect(numbers({}, { ...now, earlier: [{ ...before, session: 'other' }] })).toMatchObject({
      status: 'fail',
    });
  });

  it.for([
    ['sum', '$400', '$401'],
    ['mean', '$200', '$210'],
    ['percent', '25 %', '26 %'],
    ['range', '$200', '$220'],
  ] as const)('takes a declared %s', ([derive, good, bad]) => {
    expect(numbers({ derive: [derive] }, answered(`It is ${good}.`))).toMatchObject({ status: 'pass' });
    expect(numbers({ derive: [derive] }, answered(`It is ${bad}.`))).toMatchObject({ status: 'fail' });
  });

  it('compares a value at a path, within its tolerance', () => {
    const at = (is: number, tol?: string) =>
      numbers(
        { values: { 'analysis.metrics.arrUsd.low': { is, ...(tol === undefined ? {} : { tol }) } } },
        answered(''),
      );
    expect(at(10_000)).toMatchObject({ status: 'pass' });
    expect(at(10_150, '2%')).toMatchObject({ status: 'pass' });
    expect(at(10_150, '100')).toMatchObject({ status: 'fail' });
    expect(numbers({ values: { 'insight.x': { is: 1 } } }, answered(''))).toMatchObject({
      detail: 'insight.x: there is no insight in this turn',
    });
  });

  it('wants a named value to be shown, however it is rounded', () => {
    const shows = (answer: string) =>
      numbers({ grounded: false, values: { total: { is: 98_765 } } }, answered(answer));
    expect(shows('It is $98.8k.')).toMatchObject({ status: 'pass' });
    expect(shows('It is $99.9k.')).toMatchObject({ status: 'fail' });
    expect(shows('It is a lot.')).toMatchObject({ detail: 'total: the answer shows no number, not 98765' });
  });
});
