import { describe, expect, it } from 'vitest';
import { SESSION_CONVERSATIONS } from '../__fixtures__/session-conversations.ts';
import { createEmbeddedModel } from '../embedded-model.ts';
import { converseInSession } from './session.double.ts';

describe('the opportunities of a session', () => {
  it.for(Object.entries(SESSION_CONVERSATIONS))('%s', async ([, turns]) => {
    const conversation = converseInSession(createEmbeddedModel());
    for (const { say, calls, says = [], current, names } of turns) {
      const spoken = await conversation.say(say);
      const seen = {
        say,
        calls: spoken.calls.map(({ operation, input }) => [operation, input]),
        answer: spoken.answer,
      };
      if (calls !== undefined) {
        expect(seen).toMatchObject({ say, calls });
      }
      for (const words of says)
        expect(
          `${say} → ${spoken.answer}`.replace(/\*\*/g, (mark) => (words.includes('**') ? mark : '')),
        ).toContain(words);
      const set = conversation.workingSet();
      if (current !== undefined) expect([say, set.current]).toEqual([say, current]);
      if (names !== undefined)
        expect([
          say,
          [...set.opportunities].sort((a, b) => a.since - b.since).map(({ name }) => name),
        ]).toEqual([say, names]);
    }
  });
});
