import { describe, expect, it } from 'vitest';
import trial from './__fixtures__/blind-trial.json' with { type: 'json' };
import second from './__fixtures__/second-trial.json' with { type: 'json' };
import { converseWith, type SpokenTurn, scriptedOperations } from './embedded-model.double.ts';
import { createEmbeddedModel } from './embedded-model.ts';

interface Expectation {
  readonly outcome?: string;
  readonly expected?: Readonly<Record<string, unknown>>;
  readonly described?: readonly string[];
  readonly notDescribed?: readonly string[];
  readonly missing?: readonly string[];
  readonly section?: string;
  readonly says?: readonly string[];
}

describe('messages written without sight of the grammar', () => {
  it.for([...trial.messages, ...second.messages])('reads $text', async ({ text, ...expectation }) => {
    const turn = await conversation().say(text);
    compare(turn, expectation);
  });

  it.for(trial.conversations)('holds: $title', async ({ turns }) => {
    const talk = conversation();
    for (const { say, ...expectation } of turns as readonly ({ say: string } & Expectation)[])
      compare(await talk.say(say), expectation, say);
  });
});

function conversation() {
  return converseWith(createEmbeddedModel(), { operations: scriptedOperations(), today: trial.today });
}

const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  analyse: ['analyzeOpportunity'],
  ask: ['askuser'],
  section: ['getAnalysisSection'],
  decline: ['declineRequest'],
  say: [],
};

const ASKED: Readonly<Record<string, RegExp>> = {
  customerName: /who is the customer|customer/i,
  description: /what does .* want/i,
  country: /country/,
  targetCloseDate: /close|calendar/,
};

function compare({ calls, answer }: SpokenTurn, wanted: Expectation, say = ''): void {
  const input = calls[0]?.input ?? {};
  const seen = { say, operations: calls.map(({ operation }) => operation), input, answer };
  // A question about two sections is answered by both.
  const operations = wanted.outcome === 'section' ? [...new Set(seen.operations)] : seen.operations;
  expect({ ...seen, operations }).toMatchObject({ operations: OPERATIONS[wanted.outcome ?? ''] });
  if (wanted.outcome === 'analyse') expect(input).toMatchObject(wanted.expected ?? {});
  const description = String(input.description).toLowerCase();
  for (const word of wanted.described ?? []) expect(description).toContain(word.toLowerCase());
  for (const word of wanted.notDescribed ?? []) expect(description).not.toContain(word.toLowerCase());
  if (wanted.section !== undefined) expect(calls.map((call) => call.input.section)).toContain(wanted.section);
  for (const field of wanted.outcome === 'ask' ? (wanted.missing ?? []) : [])
    expect(answer).toMatch(ASKED[field] ?? /never/);
  for (const word of wanted.says ?? []) expect(answer).toContain(word);
}
