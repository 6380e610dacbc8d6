import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ArtifactError } from '#knowledge-base/artifacts/artifact-store.ts';
import { WarehouseError } from '#knowledge-base/projects/warehouse.ts';
import { memoryEvents } from './announce.double.ts';
import { oneOf, plainText, usd } from './fields.ts';
import { encodeIdentity, type Identity } from './identity.ts';
import {
  type ActionGroup,
  type Dependencies,
  defineActionGroup,
  defineOperation,
  type OperationContext,
} from './operation.ts';
import { OperationError } from './operation-error.ts';
import type { HandlerOptions } from './resolve.ts';

const seen: { input?: unknown; context?: OperationContext | undefined } = {};
let behave: (signal: AbortSignal) => Promise<void> = async () => {};

export const testingGroup = defineActionGroup({
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
export const noDependencies: Dependencies = {
  warehouse: { query: unused },
  artifacts: { put: unused, get: unused },
  history: { note: unused, ofCustomer: unused, recent: unused },
  predictors: { load: async () => undefined },
  followOnModels: { load: async () => undefined },
  events: memoryEvents(),
  dataVersions: { current: unused },
  clock: () => new Date('2026-11-23T09:00:00Z'),
};

/** A call as a test has it; an envelope writes it down, and reads the reply. */
export interface EnvelopeCall {
  readonly operationId?: string;
  readonly given: Readonly<Record<string, unknown>>;
  /** Verified attributes as the envelope carries them. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly options?: HandlerOptions;
}

/** The parsed body of a reply. */
export type EnvelopeReply = Readonly<Record<string, unknown>> & { readonly code: string };

const NORA: Identity = {
  sellerId: 'nora',
  scope: { kind: 'partners', partnerIds: ['1', '2'] },
  today: '2026-11-23',
};

/** What holds for every envelope of `resolve`. */
export function describeResolve(
  name: string,
  ask: (group: ActionGroup, dependencies: Dependencies, call: EnvelopeCall) => Promise<EnvelopeReply>,
): void {
  const answer = (given: EnvelopeCall['given'], call: Partial<EnvelopeCall> = {}) =>
    ask(testingGroup, noDependencies, { given, attributes: encodeIdentity(NORA), ...call });

  describe(name, () => {
    it('coerces text arguments and builds the context from session attributes alone', async () => {
      behave = async () => {};
      const reply = await answer({ customerName: ' Acme ', segment: 'smb', budget: '12000', tags: '[a, b]' });
      expect(reply).toMatchObject({
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
      const reply = await answer({
        customerName: 'x'.repeat(30),
        segment: 'huge',
        budget: '-3',
        colour: 'red',
      });
      expect(reply).toMatchObject({ code: 'invalid-arguments' });
      expect(reply.issues).toEqual([
        { field: 'colour', problem: 'unknown', accepted: 'customerName, segment, budget, tags' },
        { field: 'customerName', value: 'x'.repeat(30), problem: 'at most 20 characters' },
        { field: 'segment', value: 'huge', problem: 'one of: Enterprise | SMB' },
        { field: 'budget', value: '-3', problem: 'an amount in USD, not negative' },
      ]);
    });

    it('takes blank text as an argument that was not given', async () => {
      expect(await answer({ customerName: '  ' })).toMatchObject({
        code: 'invalid-arguments',
        issues: [{ field: 'customerName', problem: 'text is needed' }],
      });
    });

    it('answers with a code for an operation that the group does not have', async () => {
      expect(await answer({ customerName: 'Acme' }, { operationId: 'other' })).toMatchObject({
        code: 'unknown-operation',
      });
    });

    it.for([[{}], [{ sellerId: 'x', partnerIds: '', today: '2026-11-23' }], [{ sellerId: 'nora' }]] as const)(
      'identifies nobody by the attributes %j',
      async ([attributes]) => {
        expect(await answer({ customerName: 'Acme' }, { attributes })).toMatchObject({
          code: 'not-identified',
        });
      },
    );

    it('takes no identity from arguments', async () => {
      seen.context = undefined;
      const claimed = { customerName: 'Acme', sellerId: 'eve', partnerIds: '*', today: '2026-11-23' };
      expect(await answer(claimed, { attributes: {} })).toMatchObject({ code: 'not-identified' });
      expect(await answer(claimed)).toMatchObject({
        code: 'invalid-arguments',
        issues: [{ field: 'sellerId' }, { field: 'partnerIds' }, { field: 'today' }],
      });
      expect(seen.context).toBeUndefined();
    });

    it('takes typed arguments as they are', async () => {
      await answer({ customerName: 'Acme', budget: 12_000, tags: ['a', 'b'], segment: null });
      expect(seen.input).toEqual({ customerName: 'Acme', budget: 12_000, tags: ['a', 'b'] });
    });

    it.for([
      [new OperationError('out-of-scope', 'weather'), 'out-of-scope', 'weather'],
      [new WarehouseError('warehouse-unavailable', 'refused'), 'warehouse-unavailable', 'refused'],
      [new ArtifactError('artifact-not-permitted', 'theirs'), 'not-permitted', 'theirs'],
      [new ArtifactError('artifact-not-found', 'gone'), 'not-found', 'gone'],
      [new TypeError('secret stack'), 'internal', 'something went wrong inside this operation'],
    ] as const)('turns %s into a coded reply', async ([error, code, message]) => {
      behave = () => Promise.reject(error);
      expect(await answer({ customerName: 'Acme' })).toEqual({ code, message });
      behave = async () => {};
    });

    it('stops waiting at the deadline, even for an operation that does not listen', async () => {
      behave = () => new Promise(() => {});
      expect(await answer({ customerName: 'Acme' }, { options: { timeoutMs: 1 } })).toMatchObject({
        code: 'deadline-exceeded',
      });
      expect(seen.context?.signal.aborted).toBe(true);
      behave = async () => {};
    });

    it('answers any argument text with a code', async () => {
      await fc.assert(
        fc.asyncProperty(fc.dictionary(fc.string(), fc.string()), async (properties) => {
          expect(['ok', 'invalid-arguments']).toContain((await answer(properties)).code);
        }),
        { numRuns: 100 },
      );
    });
  });
}
