import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ArtifactError } from '#knowledge-base/artifacts/artifact-store.ts';
import { WarehouseError } from '#knowledge-base/projects/warehouse.ts';
import { oneOf, plainText, usd } from './fields.ts';
import { encodeIdentity } from './identity.ts';
import type { LambdaEvent, LambdaResponse } from './lambda-event.ts';
import { type Dependencies, defineActionGroup, defineOperation, type OperationContext } from './operation.ts';
import { OperationError } from './operation-error.ts';
import { createActionGroupHandler } from './resolve.ts';

const seen: { input?: unknown; context?: OperationContext } = {};
let behave: (signal: AbortSignal) => Promise<void> = async () => {};

const group = defineActionGroup({
  name: 'testing',
  description: 'For tests.',
  operations: [
    defineOperation({
      operationId: 'weigh',
      description: 'Weighs.',
      input: z.object({
        customerName: plainText(20).describe('Who.'),
        segment: oneOf(['Enterprise', 'SMB']).optional().describe('How big.'),
        budget: usd().optional().describe('How much.'),
        tags: z.array(z.string()).optional().describe('Marks.'),
      }),
      run: async (input, context) => {
        seen.input = input;
        seen.context = context;
        await behave(context.signal);
        return {
          result: { weighed: input.customerName },
          artifacts: [{ type: 'analysis', id: 'a-1' }],
          remember: {
            kind: 'opportunity',
            analysisId: `a-${input.customerName}`,
            opportunity: { customerName: input.customerName },
            headline: { arrUsd: null, launchMonth: null, confidence: 'LOW' },
          },
        };
      },
    }),
  ],
});

const unused = () => {
  throw new Error('not to be called');
};
const dependencies: Dependencies = {
  warehouse: { query: unused },
  artifacts: { put: unused, get: unused },
  history: { note: unused, ofCustomer: unused, recent: unused },
  dataVersions: { current: unused },
  clock: () => new Date('2026-11-23T09:00:00Z'),
};

const event = (properties: Record<string, string>, changes: Partial<LambdaEvent> = {}): LambdaEvent => ({
  messageVersion: '1.0',
  agent: { name: 'a', id: 'AGENT12345', alias: 'TSTALIASID', version: 'DRAFT' },
  sessionId: 'f'.repeat(64),
  actionGroup: 'testing',
  apiPath: '/weigh',
  httpMethod: 'POST',
  requestBody: {
    content: {
      'application/json': {
        properties: Object.entries(properties).map(([name, value]) => ({ name, type: 'string', value })),
      },
    },
  },
  sessionAttributes: encodeIdentity({
    sellerId: 'nora',
    scope: { kind: 'partners', partnerIds: ['1', '2'] },
    today: '2026-11-23',
  }),
  ...changes,
});

const body = (response: LambdaResponse) => ({
  status: response.response.httpStatusCode,
  ...JSON.parse(response.response.responseBody['application/json'].body),
});

async function answer(lambdaEvent: LambdaEvent, options = {}) {
  return body(await createActionGroupHandler(group, dependencies, options)(lambdaEvent));
}

describe('createActionGroupHandler', () => {
  it('coerces text arguments and builds the context from session attributes alone', async () => {
    behave = async () => {};
    const reply = await answer(
      event({ customerName: ' Acme ', segment: 'smb', budget: '12000', tags: '[a, b]' }),
    );
    expect(reply).toEqual({
      status: 200,
      code: 'ok',
      artifacts: [{ type: 'analysis', id: 'a-1' }],
      result: { weighed: 'Acme' },
    });
    expect(seen.input).toEqual({ customerName: 'Acme', segment: 'SMB', budget: 12_000, tags: ['a', 'b'] });
    expect(seen.context).toMatchObject({
      sellerId: 'nora',
      scope: { kind: 'partners', partnerIds: ['1', '2'] },
      today: '2026-11-23',
    });
  });

  it('names each bad argument, its value and what is accepted', async () => {
    const reply = await answer(
      event({ customerName: 'x'.repeat(30), segment: 'huge', budget: '-3', colour: 'red' }),
    );
    expect(reply).toMatchObject({ status: 400, code: 'invalid-arguments' });
    expect(reply.issues).toEqual([
      { field: 'colour', problem: 'unknown', accepted: 'customerName, segment, budget, tags' },
      { field: 'customerName', value: 'x'.repeat(30), problem: 'at most 20 characters' },
      { field: 'segment', value: 'huge', problem: 'one of: Enterprise | SMB' },
      { field: 'budget', value: '-3', problem: 'an amount in USD, not negative' },
    ]);
  });

  it('takes blank text as an argument that was not given', async () => {
    expect(await answer(event({ customerName: '  ' }))).toMatchObject({
      code: 'invalid-arguments',
      issues: [{ field: 'customerName', problem: 'text is needed' }],
    });
  });

  it.for([
    [{ apiPath: '/other' }, 'unknown-operation'],
    [{ httpMethod: 'GET' }, 'unknown-operation'],
    [{ sessionAttributes: {} }, 'not-identified'],
    [{ sessionAttributes: { sellerId: 'x', partnerIds: '', today: '2026-11-23' } }, 'not-identified'],
  ] as const)('answers %j with %s', async ([changes, code]) => {
    expect(await answer(event({ customerName: 'Acme' }, changes as Partial<LambdaEvent>))).toMatchObject({
      code,
    });
  });

  it.for([
    [new OperationError('out-of-scope', 'weather'), 422, 'out-of-scope', 'weather'],
    [new WarehouseError('warehouse-unavailable', 'refused'), 503, 'warehouse-unavailable', 'refused'],
    [new ArtifactError('artifact-not-permitted', 'theirs'), 403, 'not-permitted', 'theirs'],
    [new ArtifactError('artifact-not-found', 'gone'), 404, 'not-found', 'gone'],
    [new TypeError('secret stack'), 500, 'internal', 'something went wrong inside this operation'],
  ] as const)('turns %s into a coded reply', async ([error, status, code, message]) => {
    behave = () => Promise.reject(error);
    expect(await answer(event({ customerName: 'Acme' }))).toEqual({ status, code, message });
    behave = async () => {};
  });

  it('stops waiting at the deadline, even for an operation that does not listen', async () => {
    behave = () => new Promise(() => {});
    expect(await answer(event({ customerName: 'Acme' }), { timeoutMs: 1 })).toMatchObject({
      status: 504,
      code: 'deadline-exceeded',
    });
    expect(seen.context?.signal.aborted).toBe(true);
    behave = async () => {};
  });

  it('keeps the opportunity in both kinds of attributes', async () => {
    const handler = createActionGroupHandler(group, dependencies);
    const first = await handler(event({ customerName: 'Acme' }));
    const second = await handler(
      event({ customerName: 'Beta' }, { sessionAttributes: first.sessionAttributes }),
    );
    const set = JSON.parse(second.promptSessionAttributes.workingSet ?? '');
    expect(set.current).toBe('Beta');
    expect(set.opportunities.map((each: { name: string }) => each.name)).toEqual(['Beta', 'Acme']);
    expect(second.sessionAttributes.workingSet).toBe(second.promptSessionAttributes.workingSet);
    expect(second.sessionAttributes.sellerId).toBe('nora');
  });

  it('bounds the working set however many opportunities a session has', async () => {
    const handler = createActionGroupHandler(group, dependencies);
    let attributes = event({}).sessionAttributes ?? {};
    for (let index = 0; index < 40; index += 1) {
      attributes = (await handler(event({ customerName: `C${index}` }, { sessionAttributes: attributes })))
        .sessionAttributes;
    }
    expect(JSON.parse(attributes.workingSet ?? '').opportunities).toHaveLength(8);
  });

  it('answers any argument text with a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.string()), async (properties) => {
        expect(['ok', 'invalid-arguments']).toContain((await answer(event(properties))).code);
      }),
      { numRuns: 100 },
    );
  });
});
