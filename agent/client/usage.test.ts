import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRICES, priceOf } from '../runtime/models/prices.ts';
import { createUsage } from './usage.ts';

const PRO = 'amazon.nova-pro-v1:0';

describe('createUsage', () => {
  it.for([
    ['one call', [[PRO, 1000, 100]], 0.00112],
    [
      'calls of two models',
      [
        [PRO, 1000, 100],
        ['amazon.nova-micro-v1:0', 1, 1],
      ],
      0.001120175,
    ],
    ['the embedded model', [['embedded', 5000, 700]], 0],
    ['an unknown model', [['someone.else', 10, 1]], null],
    [
      'an unknown model before a known one',
      [
        ['someone.else', 10, 1],
        [PRO, 10, 1],
      ],
      null,
    ],
    ['a call whose server did not say', [[PRO, undefined, undefined]], null],
    ['a call that the trace does not name', [[undefined, 10, 1]], null],
    ['no call', [], null],
  ] as const)('costs %s', ([, calls, costUsd]) => {
    const usage = createUsage();
    for (const [modelId, inputTokens, outputTokens] of calls) {
      usage.called(modelId);
      usage.used({ inputTokens, outputTokens });
    }
    expect(usage.sum().costUsd).toBe(costUsd);
  });

  it('is exact to the nanodollar, in any order', () => {
    const call = fc.record({
      modelId: fc.constantFrom(...Object.keys(PRICES.nanoUsdPerToken)),
      inputTokens: fc.nat(200_000),
      outputTokens: fc.nat(10_000),
    });
    fc.assert(
      fc.property(fc.array(call, { minLength: 1, maxLength: 10 }), (calls) => {
        const sumOf = (some: typeof calls) => {
          const usage = createUsage();
          for (const { modelId, ...used } of some) {
            usage.called(modelId);
            usage.used(used);
          }
          return usage.sum();
        };
        const nano = calls.reduce((sum, { modelId, inputTokens, outputTokens }) => {
          const price = priceOf(modelId) ?? { input: Number.NaN, output: Number.NaN };
          return sum + inputTokens * price.input + outputTokens * price.output;
        }, 0);
        expect(sumOf(calls).costUsd).toBe(nano / 1e9);
        expect(sumOf([...calls].reverse()).costUsd).toBe(nano / 1e9);
      }),
    );
  });
});

describe('priceOf', () => {
  it('knows a model by the ARN of the model or of a system profile', () => {
    expect(priceOf(`arn:aws:bedrock:us-east-1::foundation-model/${PRO}`)).toEqual({
      input: 800,
      output: 3200,
    });
    expect(
      priceOf('arn:aws:bedrock:us-east-1:000000000000:inference-profile/us.amazon.nova-2-lite-v1:0'),
    ).toEqual({ input: 330, output: 2750 });
  });

  it.for(['eu.amazon.nova-pro-v1:0', 'openai:llama3', 'toString', '__proto__', ''])(
    'has none for %j',
    (id) => {
      expect(priceOf(id)).toBeNull();
    },
  );

  it('holds whole nanodollars, looked up on a day that it names', () => {
    expect(PRICES.asOfDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const { input, output } of Object.values(PRICES.nanoUsdPerToken))
      expect([input, output].every(Number.isInteger)).toBe(true);
  });
});
