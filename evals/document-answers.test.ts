import { describe, expect, it } from 'vitest';
import { countOutcomes, judgeAnswer } from './document-answers.ts';

const question = {
  id: 'q1',
  text: 'what is MAP?',
  judgements: new Map([
    ['program-map', 2],
    ['program-map-assess#what-it-pays', 1],
    ['program-poc', 0],
  ]),
};
const cited = (document: string) => ({
  text: 'It pays.',
  source: `s3://documents/kb/${document}/what-it-is.md`,
});
const searched = { operation: 'Retrieve', arguments: {}, code: 'ok' };

describe('what an answer cites', () => {
  it.each([
    ['program-map', 'relevant'],
    ['program-map-assess', 'relevant'],
    ['program-poc', 'irrelevant'],
    ['program-mdf', 'irrelevant'],
  ])('first %s: %s', (document, outcome) => {
    const citations = [cited(document), cited('program-map')];
    expect(judgeAnswer(question, { answer: 'It pays.', citations, steps: [searched] })).toMatchObject({
      outcome,
      documentId: document,
    });
  });

  it('is nothing: the search found no support, or there was no search', () => {
    const judge = (steps: (typeof searched)[]) =>
      judgeAnswer(question, { answer: 'No.', citations: [], steps }).outcome;
    expect(judge([searched])).toBe('abstained');
    expect(judge([{ operation: 'declineRequest', arguments: {}, code: 'ok' }])).toBe('elsewhere');
  });

  it('is counted', () => {
    const answers = [cited('program-map'), cited('program-poc')].map((citation) =>
      judgeAnswer(question, { answer: '', citations: [citation], steps: [searched] }),
    );
    expect(countOutcomes(answers)).toEqual({ relevant: 1, irrelevant: 1, abstained: 0, elsewhere: 0 });
  });
});
