import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelEvent } from './model.ts';
import { inPieces } from './model-server.double.ts';
import { withoutThoughts } from './thoughts.ts';

const stop: ModelEvent = { type: 'stop', reason: 'end-turn', inputTokens: 1, outputTokens: 1 };
const toolUse: ModelEvent = { type: 'tool-use', toolUse: { toolUseId: 'u', name: 'weigh', input: {} } };

async function said(text: string, size: number, rest: readonly ModelEvent[] = [stop]) {
  async function* events(): AsyncGenerator<ModelEvent> {
    for (const piece of inPieces(text, size)) yield { type: 'text-delta', text: piece };
    yield* rest;
  }
  let words = '';
  const others: ModelEvent[] = [];
  for await (const event of withoutThoughts(events())) {
    if (event.type === 'text-delta') words += event.text;
    else others.push(event);
  }
  expect(others).toEqual(rest);
  return words;
}

describe('withoutThoughts', () => {
  it.for([
    ['<thinking> The box. </thinking>\n\nIt is 12 kg.', 'It is 12 kg.'],
    ['\n<think>\nHm, <b>?\n</think>\n\nIt is 12 kg.', 'It is 12 kg.'],
    ['<think></think>12', '12'],
    ['It is <think>12</think> kg.', 'It is <think>12</think> kg.'],
    ['<thin ice', '<thin ice'],
    ['<t', '<t'],
    ['<think>never ended', ''],
    ['  It is 12 kg.', '  It is 12 kg.'],
    ['', ''],
  ] as const)('of %j leaves %j, however it is cut', async ([text, words]) => {
    for (let size = 1; size <= text.length + 1; size += 1) expect(await said(text, size)).toBe(words);
  });

  it('leaves a tool use behind a thought alone, and says what only looked like one before it', async () => {
    expect(await said('<thinking>Call it.</thinking> ', 5, [toolUse, stop])).toBe('');
    expect(await said('<', 1, [toolUse, stop])).toBe('<');
  });

  it('leaves every other text as it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }).filter((text) => !text.trimStart().startsWith('<think')),
        fc.integer({ min: 1, max: 5 }),
        async (text, size) => {
          expect(await said(text, size)).toBe(text);
        },
      ),
    );
  });
});
