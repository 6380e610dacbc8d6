import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AgentcoreContext, IDENTITY_HEADERS, SESSION_HEADER } from './agentcore-event.ts';
import { createGatewayToolHandler } from './gateway-tool-handler.ts';
import {
  noDependencies as dependencies,
  describeResolve,
  testingGroup as group,
} from './resolve.contract.ts';
import { EMPTY_WORKING_SET, rememberIn } from './working-set.ts';

const headersOf = (attributes: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(IDENTITY_HEADERS).flatMap(([attribute, header]) =>
      attributes[attribute] === undefined ? [] : [[header, attributes[attribute]]],
    ),
  );

const context = (tool: string, headers: Readonly<Record<string, string>>): AgentcoreContext => ({
  clientContext: {
    custom: { bedrockAgentCoreToolName: tool, bedrockAgentCorePropagatedHeaders: headers },
  },
});

const nora = headersOf({ sellerId: 'nora', partnerIds: '1,2', today: '2026-11-23' });

describeResolve('createGatewayToolHandler', async (own, dependencies, call) => {
  const tool = `partner-assistant___${call.operationId ?? 'weigh'}`;
  const { remember: _remember, ...reply } = await createGatewayToolHandler(
    own,
    dependencies,
    call.options,
  )({ ...call.given }, context(tool, headersOf(call.attributes ?? {})));
  return reply;
});

describe('the envelope of AgentCore Gateway', () => {
  const handler = createGatewayToolHandler(group, dependencies);
  const acme = { customerName: 'Acme' };

  it('replies plain JSON, with what an agent that keeps a working set is to keep', async () => {
    const reply = await handler(acme, context('a___b___weigh', nora));
    expect(reply).toMatchObject({ code: 'ok', result: { weighed: 'Acme' } });
    expect(reply).not.toHaveProperty('response');
    expect((reply.remember ?? []).reduce(rememberIn, EMPTY_WORKING_SET).current).toBe('Acme');
  });

  it.for([
    ['the name of Python’s runtime', (given: AgentcoreContext) => ({ client_context: given.clientContext })],
    [
      'headers in whatever case',
      () =>
        context(
          'weigh',
          Object.fromEntries(Object.entries(nora).map(([name, value]) => [name.toUpperCase(), value])),
        ),
    ],
    ['a session', () => context('weigh', { ...nora, [SESSION_HEADER]: 'f'.repeat(64) })],
  ] as const)('reads %s', async ([, change]) => {
    expect(await handler(acme, change(context('weigh', nora)) as AgentcoreContext)).toMatchObject({
      code: 'ok',
    });
  });

  it.for([
    [undefined],
    [null],
    ['text'],
    [{}],
    [{ clientContext: { custom: 1 } }],
    [{ clientContext: {} }],
  ] as const)('names no tool and identifies nobody by the context %j', async ([given]) => {
    expect(await handler(acme, given as AgentcoreContext)).toMatchObject({ code: 'unknown-operation' });
  });

  it('answers any event and context with a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.anything(), async (event, given) => {
        const reply = await handler(event as Record<string, unknown>, given as AgentcoreContext);
        expect(reply.code).toBe('unknown-operation');
      }),
      { numRuns: 100 },
    );
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (event) => {
        const reply = await handler(event as Record<string, unknown>, context('weigh', nora));
        expect(['ok', 'invalid-arguments']).toContain(reply.code);
      }),
      { numRuns: 100 },
    );
  });
});
