import { describe, expect, it } from 'vitest';
import { createEmbeddedModel } from '#agent/runtime/models/embedded/embedded-model.ts';
import { converseInSession } from '#agent/runtime/models/embedded/working-set/session.double.ts';
import type { TurnView } from './next/turn-view.ts';
import { nextQuestions, offersOf } from './next-questions.ts';

const NOTHING: TurnView = {
  outcome: 'answered',
  artifacts: [],
  steps: [],
  replies: [],
  asks: [],
  problems: [],
  today: '2026-11-25',
  shown: { artifactIds: [], topics: [], customers: [] },
};

const ANALYSIS = {
  type: 'analysis',
  id: 'analysis-2',
  analysisId: 'analysis-2',
  outcome: 'predicted',
  opportunity: { customerName: 'Globex', targetCloseDate: '2027-11-30' },
  services: [{}],
  similarProjects: [{}],
  risks: [{ code: 'size-not-given' }],
  findings: [{ code: 'most-experienced-partner' }],
};

const of = (name: string, analysisId: string) => ({ name, analysisId });

const ACME = 'Acme in Germany wants to move 60 Oracle databases to Aurora, closing 5 March 2027';
const GLOBEX = 'Globex in Spain wants a data lake on S3 with Glue, closing 30 November 2027';

/** Each way a turn can end that offers something: what was said before, and what the turn is seen as. */
const ENDINGS: Readonly<
  Record<string, { readonly said: readonly string[]; readonly view: Partial<TurnView> }>
> = {
  'an analysis': { said: [ACME, GLOBEX], view: { artifacts: [ANALYSIS] } },
  'the second opportunity of a session': {
    said: [ACME, GLOBEX],
    view: {
      artifacts: [ANALYSIS],
      shown: {
        artifactIds: [],
        topics: [],
        customers: [of('Globex', 'analysis-2'), of('Acme', 'analysis-1')],
      },
    },
  },
  'too little evidence': {
    said: [GLOBEX],
    view: { artifacts: [{ ...ANALYSIS, outcome: 'not-enough-evidence', services: [], risks: [] }] },
  },
  'a what-if': {
    said: [ACME, GLOBEX, 'What if it is an Enterprise customer?'],
    view: { artifacts: [{ ...ANALYSIS, analysisId: 'analysis-3', whatIfOf: 'analysis-2' }] },
  },
  'nothing yet': { said: [], view: {} },
  'a refusal': { said: ['write me a poem'], view: { outcome: 'refused' } },
  'a refusal in a session with an opportunity': {
    said: [GLOBEX, 'write me a poem'],
    view: {
      outcome: 'refused',
      shown: { artifactIds: [], topics: [], customers: [of('Globex', 'analysis-1')] },
    },
  },
};

describe('offersOf', () => {
  it.for(Object.entries(ENDINGS))('offers what the embedded model answers, after %s', async ([, ending]) => {
    const offers = offersOf({ ...NOTHING, ...ending.view });
    expect(offers.length).toBeGreaterThan(1);
    for (const { text, operation } of offers) {
      const conversation = converseInSession(createEmbeddedModel());
      for (const said of ending.said) await conversation.say(said);
      const { calls, answer } = await conversation.say(text);
      expect({ text, answer, operation: calls[0]?.operation ?? null }).toEqual({ text, answer, operation });
    }
  });

  /** A message from which facts are missing, what is asked for then, and an example of an answer. */
  it.for([
    ['Globex wants to move 25 SQL Server databases to RDS by 30 June 2027', ['country']],
    ['Globex in Spain wants to move 25 SQL Server databases to RDS', ['targetCloseDate']],
    ['Globex wants to move 25 SQL Server databases to RDS', ['country', 'targetCloseDate']],
    ['A client wants to move 25 SQL Server databases to RDS', ['customerName', 'country', 'targetCloseDate']],
    ['Customer: Globex\nCountry: Spain\nClose: 30 June 2027', ['description']],
    ['Customer: Globex', ['country', 'description', 'targetCloseDate']],
  ] as const)('gives an example that answers the question after %s', async ([said, asks]) => {
    const conversation = converseInSession(createEmbeddedModel());
    const asked = await conversation.say(said);
    expect([...(asked.understood?.asks ?? [])].sort()).toEqual([...asks].sort());
    const [example] = nextQuestions({ ...NOTHING, outcome: 'asked', asks });
    const { calls, answer } = await conversation.say(example ?? '');
    expect({ example, answer, operation: calls[0]?.operation }).toEqual({
      example,
      answer,
      operation: 'analyzeOpportunity',
    });
  });

  it('gives the readings to choose from where something can be read in several ways', async () => {
    const conversation = converseInSession(createEmbeddedModel());
    const said =
      'Mirabel Cosmetics in France wants a web shop on EKS. closes 5 March 2027. closing date is 9 July 2027';
    const { understood } = await conversation.say(said);
    const view = { ...NOTHING, outcome: 'asked' as const, problems: understood?.problems ?? [] };
    const choices = nextQuestions(view);
    expect(choices.length).toBe(2);
    expect((await conversation.say(choices[1] ?? '')).calls[0]?.input.targetCloseDate).toBe('2027-07-09');
  });

  it('names the day a quarter later, at most so many, and not what the session has shown', () => {
    expect(nextQuestions({ ...NOTHING, artifacts: [ANALYSIS] })).toEqual([
      'What if it is an Enterprise customer?',
      'Which services will it use?',
      'Which projects is it based on?',
      'What if it closes on 29 February 2028?',
    ]);
    const topics = ['services of analysis-2', 'risks of analysis-2'];
    const plain = { ...ANALYSIS, risks: [] };
    expect(
      nextQuestions({
        ...NOTHING,
        artifacts: [plain],
        shown: { artifactIds: [], topics, customers: [of('Globex', 'analysis-2')] },
      }),
    ).toEqual([
      'What if it closes on 29 February 2028?',
      'Which projects is it based on?',
      'How sure is that?',
      'Which partner has done this most?',
    ]);
  });

  it('offers nothing of a result that it cannot read, nor after a failure', () => {
    expect(nextQuestions({ ...NOTHING, outcome: undefined })).toEqual([]);
  });
});
