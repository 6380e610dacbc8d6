import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOpenAiServer } from '#agent/runtime/models/openai-server.double.ts';
import { scriptedModel } from '#agent/runtime/models/scripted-model.ts';
import type { TurnResult } from '#channels/turn/turn-result.ts';
import { command, commandWith, finish } from './__fixtures__/command.ts';

const DEAL =
  'Concentra in the US wants Sybase modernization, closing 3/5/2027: move 40 Sybase ASE databases to Aurora PostgreSQL';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commands-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('npm run ask', () => {
  it('answers twice at the same moment on a folder where nothing is yet, and goes on in both', {
    timeout: 60_000,
  }, async () => {
    const dataDir = join(folder, 'two');
    const together = async (...words: string[]) =>
      Promise.all(
        ['a', 'b'].map((name) => finish(command('ask', dataDir, '--json', '--session', name, ...words))),
      );
    for (const words of [[DEAL], ['no, close is end of June']]) {
      const ended = await together(...words, '--today', '2026-11-23');
      expect(ended.map(({ code, err }) => ({ code, err }))).toEqual([
        { code: 0, err: '' },
        { code: 0, err: '' },
      ]);
      const results = ended.map(({ out }) => JSON.parse(out) as TurnResult);
      expect(results.map((result) => result.outcome)).toEqual(['answered', 'answered']);
      expect(results.map((result) => result.answer)).toEqual([results[0]?.answer, results[0]?.answer]);
    }
  });

  it.for([
    ['a message of 100 KB', ['x'.repeat(100_000)], 'message-too-long'],
    ['a seller nobody knows', ['--seller', 'eve', DEAL], 'unknown-seller'],
  ] as const)('ends $0 with exit code 1 and a code', async ([, words, errorCode]) => {
    const { out, code } = await finish(command('ask', join(folder, 'two'), '--json', ...words));
    const result = JSON.parse(out) as TurnResult;
    expect([code, result.outcome, result.error?.code]).toEqual([1, 'failed', errorCode]);
  });

  it('prints one JSON object for a wrong call, too', async () => {
    const { code, err, out } = await finish(command('ask', folder, '--json', '--tier', 'golden', DEAL));
    const { outcome, error } = JSON.parse(out) as TurnResult;
    expect({ code, err, outcome, error }).toEqual({
      code: 2,
      err: '',
      outcome: 'failed',
      error: { code: 'usage', message: '--tier golden: standard or enhanced' },
    });
  });

  it.for([
    [{ MODEL: 'gpt' }, 'in the environment, MODEL: no model: “gpt”; accepted: embedded; bedrock'],
    [
      { MODEL: 'bedrock:amazon.nova-pro-v1:0' },
      'in the environment, AWS_REGION: needed for a model of Bedrock, as us-east-1',
    ],
  ] as const)('refuses the model of %j with words', async ([environment, words]) => {
    const { code, out } = await finish(commandWith(environment, 'ask', folder, '--json', DEAL));
    const { error } = JSON.parse(out) as TurnResult;
    expect([code, error?.code, error?.message]).toEqual([2, 'usage', expect.stringContaining(words)]);
  });

  it('takes its model from the environment, and its key with it', async () => {
    const script = scriptedModel().says('I am another model.');
    const server = await startOpenAiServer(script);
    const environment = { MODEL: `openai:${server.endpoint}#small:3b`, MODEL_API_KEY: 'a-key' };
    const { out } = await finish(commandWith(environment, 'ask', join(folder, 'two'), '--json', DEAL));
    const { outcome, answer, usage } = JSON.parse(out) as TurnResult;
    expect({ outcome, answer, usage }).toEqual({
      outcome: 'answered',
      answer: 'I am another model.',
      usage: { inputTokens: 100, outputTokens: 10, costUsd: null, modelId: 'openai:small:3b' },
    });
    expect(server.headers()).toMatchObject({ authorization: 'Bearer a-key' });
    await server.close();
  });

  it('says how it is used', async () => {
    const { code, err, out } = await finish(command('ask', folder, '--colour'));
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain("Unknown option '--colour'");
    expect(err).toContain('--session ID');
  });
});
