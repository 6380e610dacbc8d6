import { describe, expect, it } from 'vitest';
import { CONVERSATIONS } from './__fixtures__/conversations.ts';
import { OPPORTUNITY_MESSAGES } from './__fixtures__/opportunities.ts';
import { converseWith, scriptedOperations } from './embedded-model.double.ts';
import { createEmbeddedModel } from './embedded-model.ts';

describe('createEmbeddedModel', () => {
  it.for(OPPORTUNITY_MESSAGES)('reads %j', async ({ say, expect: expected, wants, without, asks }) => {
    const { calls, answer } = await converseWith(createEmbeddedModel(), {
      operations: scriptedOperations(),
    }).say(say);
    if (asks !== undefined) {
      expect(calls.map(({ operation }) => operation)).toEqual(['askuser']);
      for (const field of asks) expect(answer).toMatch(ASKED[field] ?? /never/);
      return;
    }
    expect(calls.map(({ operation }) => operation)).toEqual(['analyzeOpportunity']);
    expect(calls[0]?.input).toMatchObject(expected);
    if (wants !== undefined) expect(calls[0]?.input.description).toContain(wants);
    for (const field of without ?? []) expect(calls[0]?.input).not.toHaveProperty(field);
  });

  it.for(Object.entries(CONVERSATIONS))('%s', async ([, turns]) => {
    const conversation = converseWith(createEmbeddedModel(), { operations: scriptedOperations() });
    for (const turn of turns) {
      const { calls, answer } = await conversation.say(turn.say);
      const seen = {
        say: turn.say,
        operations: calls.map(({ operation }) => operation),
        input: calls[0]?.input,
        answer,
      };
      if (turn.analyze !== undefined)
        expect(seen).toMatchObject({ operations: ['analyzeOpportunity'], input: turn.analyze });
      if (turn.sections !== undefined)
        expect({ ...seen, sections: calls.map(({ input }) => input.section) }).toMatchObject({
          sections: turn.sections,
        });
      if (turn.asks !== undefined) {
        expect(seen).toMatchObject({ operations: ['askuser'] });
        for (const word of turn.asks) expect(answer).toContain(word);
      }
      if (turn.declines === true) expect(seen).toMatchObject({ operations: ['declineRequest'] });
      if (turn.words !== undefined) {
        expect(seen).toMatchObject({ operations: [] });
        for (const word of turn.words) expect(answer).toContain(word);
      }
    }
  });
});

const ASKED: Readonly<Record<string, RegExp>> = {
  customerName: /who the customer is/,
  description: /what the customer wants/,
  country: /country/,
  targetCloseDate: /close|calendar/,
};
