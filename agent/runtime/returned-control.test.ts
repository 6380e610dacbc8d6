import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApiResult, matchResults, type ReturnedControl } from './returned-control.ts';

const callOf = fc.record({
  actionGroup: fc.constantFrom('depot', 'shelf'),
  verb: fc.constant('POST'),
  apiPath: fc.constantFrom('/locate', '/release'),
  properties: fc.constant([]),
  returnsControl: fc.constantFrom('RESULT' as const, 'USER_CONFIRMATION_AND_RESULT' as const),
});

/** One to five waiting calls; of one operation all wait in the same way, as in an agent. */
const waitingCalls = fc
  .uniqueArray(callOf, { minLength: 1, selector: ({ actionGroup, apiPath }) => `${actionGroup}${apiPath}` })
  .chain((operations) => fc.array(fc.constantFrom(...operations), { minLength: 1, maxLength: 5 }))
  .map((calls) => calls.map((call, index) => ({ toolUseId: `use-${index}`, call })));

const controlOf = (waiting: ReturnedControl['waiting']): ReturnedControl => ({
  invocationId: 'invocation-1',
  inputText: 'Hi.',
  messages: [],
  results: [],
  waiting,
});

const resultOf = ({ call }: ReturnedControl['waiting'][number]): ApiResult => ({
  actionGroup: call.actionGroup,
  apiPath: call.apiPath,
  responseBody: 'found',
  ...(call.returnsControl === 'RESULT' ? {} : { confirmationState: 'CONFIRM' }),
});

describe('matchResults', () => {
  it('gives every waiting call its own result, in whatever order they come', () => {
    const cases = waitingCalls.chain((waiting) =>
      fc.tuple(
        fc.constant(waiting),
        fc.shuffledSubarray(waiting.map(resultOf), { minLength: waiting.length }),
      ),
    );
    fc.assert(
      fc.property(cases, ([waiting, results]) => {
        const matched = matchResults(
          controlOf(waiting),
          { invocationId: 'invocation-1', results },
          'AGENT00001',
        );
        expect(matched.map((each) => each.waiting)).toEqual(waiting);
        expect(new Set(matched.map((each) => each.result)).size).toBe(waiting.length);
        for (const each of matched) expect(each.result.apiPath).toBe(each.waiting.call.apiPath);
      }),
    );
  });

  it('takes neither one fewer nor one more', () => {
    fc.assert(
      fc.property(waitingCalls, (waiting) => {
        const results = waiting.map(resultOf);
        for (const wrong of [results.slice(1), [...results, ...results.slice(0, 1)]]) {
          const match = () =>
            matchResults(controlOf(waiting), { invocationId: 'invocation-1', results: wrong }, 'AGENT00001');
          expect(match).toThrow(expect.objectContaining({ code: 'ValidationException' }));
        }
      }),
    );
  });
});
