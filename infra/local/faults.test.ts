import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInProcessAgentClient } from '#agent/client/in-process-agent-client.ts';
import type { SellerDirectory } from '#channels/turn/seller-directory.ts';
import { resultOf } from '#channels/turn/turn-result.ts';
import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import { startFaultProxy } from './__fixtures__/fault-proxy.ts';
import { LOCAL_AGENTS } from './agent-ids.ts';
import { createAssistant } from './assistant.ts';
import { composeRuntime } from './compose-runtime.ts';
import { ensureData } from './ensure-data.ts';
import type { RunningServices } from './local-services.ts';
import { startServices } from './start-services.ts';

const clock = () => new Date('2026-11-23T09:00:00Z');
/** Another customer each time: an analysis made once is not made again. */
const deal = (customer: string) =>
  `Customer: ${customer}\nCountry: Japan\nClose date: 2027-06-30\nDescription: SAP S/4HANA migration for 300 users`;

describe('a turn when what it depends on breaks', () => {
  let dataDir: string;
  let services: RunningServices;
  let sellers: SellerDirectory;
  const closing: (() => unknown)[] = [];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'faults-'));
    sellers = await createYamlSellerDirectory('sellers.yaml');
    await ensureData({ dataDir, rows: 3_000, clock, onProgress: () => {} });
    services = await startServices({ dataDir, clock, onFailure: () => {} });
  });
  afterAll(async () => {
    for (const close of closing) await close();
    await services.close();
    await rm(dataDir, { recursive: true });
  });

  /** An assistant whose action groups reach Athena, or DynamoDB, through a proxy. */
  async function assistantBehind(broken: 'athena' | 'dynamodb', operationTimeoutMs = 90_000) {
    const { endpoints } = services;
    const proxy = await startFaultProxy(endpoints[broken]);
    const { runtime, close } = composeRuntime({
      athenaEndpoint: broken === 'athena' ? proxy.endpoint : endpoints.athena,
      dynamodbEndpoint: broken === 'dynamodb' ? proxy.endpoint : endpoints.dynamodb,
      dataDir,
      clock,
      onFailure: () => {},
      operationTimeoutMs,
    });
    const agent = createInProcessAgentClient({
      runtime,
      agentId: LOCAL_AGENTS.agents.standard.agentId,
      agentAliasId: LOCAL_AGENTS.agents.standard.aliasIds.dev,
      knowledgeBaseId: LOCAL_AGENTS.knowledgeBaseId,
    });
    const assistant = createAssistant({
      endpoints,
      dataDir,
      sellers,
      sessionSecret: 'secret',
      clock,
      onFailure: () => {},
      agents: { standard: agent, enhanced: agent },
    });
    closing.push(
      () => assistant.close(),
      close,
      () => proxy.close(),
    );
    const ask = (thread: string, text: string) =>
      resultOf(assistant.turn.run({ sellerId: 'olivia', channel: broken, thread, text }));
    return { proxy, ask };
  }

  it.for([
    ['refuse', 'warehouse-unavailable'],
    [{ cutAfterBytes: 20_000 }, 'warehouse-unavailable'],
  ] as const)(
    'says that the warehouse cannot be reached when it does %j, and goes on when it is back',
    async ([fault, code]) => {
      const { proxy, ask } = await assistantBehind('athena');
      const thread = `athena-${JSON.stringify(fault).replace(/[^a-z]/gi, '')}`;
      proxy.set(fault);
      const broken = await ask(thread, deal(thread));
      expect([broken.outcome, broken.error?.code, broken.artifacts]).toEqual(['failed', code, []]);
      expect(broken.answer).not.toMatch(/\$\d/);
      proxy.set('none');
      const again = await ask(thread, deal(thread));
      expect([again.outcome, again.artifacts.length]).toEqual(['answered', 1]);
    },
  );

  it('stops at the operation’s deadline when the warehouse is silent', async () => {
    const { proxy, ask } = await assistantBehind('athena', 200);
    proxy.set('silence');
    const { outcome, error } = await ask('silent', deal('Silent Ltd'));
    expect([outcome, error?.code]).toEqual(['failed', 'deadline-exceeded']);
  });

  it('shows nothing that could not be stored', async () => {
    const { proxy, ask } = await assistantBehind('dynamodb');
    expect((await ask('stored', 'hello')).outcome).toBe('answered');
    proxy.set('refuse');
    const { outcome, error, artifacts } = await ask('stored', deal('Stored Ltd'));
    expect([outcome, artifacts]).toEqual(['failed', []]);
    expect(error?.code).toMatch(/^(agent-failed|agent-unavailable|artifact-store-unavailable)$/);
    proxy.set('none');
    expect((await ask('stored', deal('Stored Ltd'))).outcome).toBe('answered');
  });
});
