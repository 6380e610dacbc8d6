import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultOf, type TurnResult } from '#channels/turn/turn-result.ts';
import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import { type Assistant, createAssistant } from './assistant.ts';
import { ensureData } from './ensure-data.ts';
import type { RunningServices } from './local-services.ts';
import { startServices } from './start-services.ts';

const clock = () => new Date('2026-11-25T09:00:00Z');

/** How conversations begin; each is asked on with what the assistant itself offers. */
const BEGINNINGS: readonly (readonly string[])[] = [
  ['hello'],
  ['write me a poem'],
  ['Concentra in the US wants to move 40 Sybase ASE databases to Aurora, closing 3/5/2027'],
  [
    'Acme in Germany wants to move 60 Oracle databases to Aurora, closing 5 March 2027',
    'Nordwind in Austria wants a data lake on S3 with Glue, about 40k a month, closing end of Q2 2027',
  ],
  ['average ARR by industry last year', 'and by region', 'only the top 3'],
  ['how many deals closed in 2029', 'average gross margin by industry last year?'],
  ['what do we know of Acme?'],
  ['Globex wants a contact centre on Amazon Connect'],
  ['Zorblatt GmbH in Germany wants quxification of their frobnicators, closing 1 June 2027'],
  [
    'Concentra in the US wants to move 40 Sybase ASE databases to Aurora, closing 3/5/2027, enterprise',
    'is it a good deal?',
    'why?',
    'tell me about the second project',
    'what if it slips to June?',
    'no, Austria',
    'who is the customer?',
  ],
];

/** How often the assistant is asked on with its own first, second, … question. */
const TURNS = 4;

describe('asking on with what is offered', () => {
  let dataDir: string;
  let services: RunningServices;
  let assistant: Assistant;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'asking-on-'));
    await ensureData({ dataDir, rows: 4_000, clock, onProgress: () => {} });
    services = await startServices({ dataDir, clock, onFailure: () => {} });
    assistant = createAssistant({
      endpoints: services.endpoints,
      dataDir,
      sellers: await createYamlSellerDirectory('sellers.yaml'),
      sessionSecret: 'secret',
      clock,
      onFailure: () => {},
    });
  });
  afterAll(async () => {
    assistant.close();
    await services.close();
    await rm(dataDir, { recursive: true });
  });

  const say = (text: string, thread: string, tier: 'standard' | 'enhanced') =>
    resultOf(assistant.turn.run({ sellerId: 'olivia', channel: 'cli', thread, text, tier }));

  it.for([
    ...BEGINNINGS.map((said) => ({ said, tier: 'standard' as const, choices: [0, 3] })),
    ...BEGINNINGS.slice(-1).map((said) => ({ said, tier: 'enhanced' as const, choices: [0] })),
  ])('is understood and shows no figure of unknown origin: $tier, $said', async ({ said, tier, choices }) => {
    for (const choice of choices) {
      const thread = `${tier}-${said[0]?.slice(0, 6).replace(/\W/g, '')}-${said.length}-${choice}`;
      let last: TurnResult | undefined;
      for (const text of said) last = sound(text, await say(text, thread, tier));
      for (let turn = 0; turn < TURNS; turn += 1) {
        const { nextQuestions = [] } = last ?? {};
        const text = nextQuestions[Math.min(choice, nextQuestions.length - 1)];
        if (text === undefined) break;
        last = sound(text, await say(text, thread, tier));
        expect({ text, outcome: last.outcome, answer: last.answer }).toEqual({
          text,
          outcome: 'answered',
          answer: last.answer,
        });
      }
    }
  });

  /** Neither failed nor with a figure that stands in no result. */
  function sound(text: string, result: TurnResult): TurnResult {
    const { answer, error, grounding } = result;
    expect({ text, answer, error, unmatched: grounding.unmatched }).toEqual({
      text,
      answer,
      error: undefined,
      unmatched: [],
    });
    return result;
  }
});
