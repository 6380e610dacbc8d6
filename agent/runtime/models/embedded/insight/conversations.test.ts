import { describe, expect, it } from 'vitest';
import { INSIGHT_CONVERSATIONS, type InsightTurn } from '../__fixtures__/insight-conversations.ts';
import { converseWith, OFFERED, type SpokenTurn, scriptedOperations } from '../embedded-model.double.ts';
import { createEmbeddedModel } from '../embedded-model.ts';
import { TODAY } from './__fixtures__/portfolio-questions.ts';
import { withPortfolio } from './insight.double.ts';

const OFFERED_HERE = [
  ...OFFERED,
  'POST__data-analysis__runInsightQuery',
  'POST__query-generation__generateInsightQuery',
];

describe('a conversation about the portfolio', () => {
  it.for(Object.entries(INSIGHT_CONVERSATIONS))('%s', async ([, turns]) => {
    const conversation = converseWith(createEmbeddedModel(), {
      operations: withPortfolio(scriptedOperations()),
      offered: OFFERED_HERE,
      today: TODAY,
    });
    for (const turn of turns) compare(await conversation.say(turn.say), turn);
  });

  it('goes on from a question that only the working set still knows', async () => {
    const workingSet = JSON.stringify({
      current: null,
      opportunities: [],
      lastInsight: { queryId: 'q', specification: { measures: ['count'], dimensions: ['region'] } },
    });
    const conversation = converseWith(createEmbeddedModel(), {
      operations: withPortfolio(scriptedOperations()),
      offered: OFFERED_HERE,
      today: TODAY,
      attributes: { workingSet },
    });
    const { calls } = await conversation.say('in healthcare?');
    expect(calls[0]?.input).toMatchObject({
      measures: ['count'],
      dimensions: ['region'],
      filters: [{ field: 'industry', operator: 'is', values: ['Healthcare'] }],
    });
  });

  it('says what it understood, with the words and where they stand', async () => {
    const conversation = converseWith(createEmbeddedModel(), {
      operations: withPortfolio(scriptedOperations()),
      offered: OFFERED_HERE,
      today: TODAY,
    });
    const say = 'average ARR by region in Munich since March';
    const { understood } = await conversation.say(say);
    expect(understood?.facts.map(({ start, end }) => say.slice(start, end))).toEqual(
      understood?.facts.map(({ text }) => text),
    );
    expect(understood?.facts).toContainEqual(
      expect.objectContaining({
        field: 'country',
        value: 'DE',
        text: 'Munich',
        note: expect.stringContaining('cities'),
      }),
    );
    expect(understood?.facts).toContainEqual(
      expect.objectContaining({ field: 'period', value: '2026-03-01/2026-11-25' }),
    );
  });

  it('says so where the operation is not offered', async () => {
    const conversation = converseWith(createEmbeddedModel(), {
      operations: scriptedOperations(),
      today: TODAY,
    });
    expect((await conversation.say('total ARR by industry')).answer).toContain(
      'runInsightQuery is not offered',
    );
  });
});

function compare(
  { calls, answer }: SpokenTurn,
  { say, asks, without, calls: operation, says }: InsightTurn,
): void {
  const seen = { say, operations: calls.map((call) => call.operation), input: calls[0]?.input ?? {}, answer };
  if (operation === null) expect(seen).toMatchObject({ operations: [] });
  else if (operation !== undefined) expect(seen).toMatchObject({ operations: [operation] });
  else expect(seen).toMatchObject({ operations: ['runInsightQuery'] });
  if (asks !== undefined) expect(seen).toMatchObject({ input: asks });
  for (const name of without ?? []) expect({ say, ...seen.input }).not.toHaveProperty(name);
  for (const words of says ?? []) expect(answer).toContain(words);
}
