import { describe, expect, it } from 'vitest';
import { ModelError } from '#agent/runtime/models/model.ts';
import { scriptedModel } from '#agent/runtime/models/scripted-model.ts';
import { madeObserved, madeTurn } from '../checks/turn.double.ts';
import { madeClock } from '../runner/run.double.ts';
import { askJudges } from './ask-judges.ts';
import { type Calibration, calibrate, isTrusted, type LabelledVote } from './calibration.ts';
import { createModelJudge } from './model-judge.ts';
import { preferAnswer } from './prefer-answer.ts';
import { readLabels } from './read-labels.ts';

const signal = new AbortController().signal;
const input = { question: 'Why?', answer: 'So.', evidence: '[]' };
const scored = (score: unknown) => scriptedModel().uses([{ name: 'score', input: { score } }]);
const votes = (human: boolean, judge: boolean, count: number): LabelledVote[] =>
  Array.from({ length: count }, (_, at) => ({ id: `${human}${judge}${at}`, human, votes: [judge ? 1 : 0] }));
const of = { rubric: 'clear@1', modelId: 'scripted', min: 0.75 };

describe('a judge that a model plays', () => {
  it('scores by the tool, by the words of the rubric, and reads no prose', async () => {
    const model = scored(4);
    expect(await createModelJudge(model).score('clear@1', input, signal)).toBe(0.75);
    expect(model.requests[0]?.system).toContain('So.');
    expect(
      await createModelJudge(scriptedModel().says('I give it 5 of 5')).score('clear@1', input, signal),
    ).toBeUndefined();
    for (const score of [0, 6, 2.5, '4', null])
      expect(await createModelJudge(scored(score)).score('clear@1', input, signal)).toBeUndefined();
  });

  it('refuses a rubric that was never released', async () => {
    await expect(createModelJudge(scored(4)).score('clear@99', input, signal)).rejects.toThrow();
  });
});

describe('preferAnswer', () => {
  const judge = (...answers: readonly ('first' | 'second' | 'tie' | undefined)[]) => {
    const left = [...answers];
    return { prefer: async () => left.shift() };
  };
  it.for([
    [['first', 'second'], 'base'],
    [['second', 'first'], 'candidate'],
    [['first', 'first'], 'tie'],
    [['tie', 'tie'], 'tie'],
    [['tie', 'first'], 'tie'],
    [['first', undefined], undefined],
  ] as const)('of %j in both orders makes %s', async ([answers, preferred]) => {
    const given = { question: '', evidence: '', base: 'a', candidate: 'b' };
    expect(await preferAnswer(judge(...answers), given, signal)).toBe(preferred);
  });
});

describe('calibrate', () => {
  it('tells how often a judge agrees with people', () => {
    const calibration = calibrate(
      [
        ...votes(true, true, 18),
        ...votes(true, false, 2),
        ...votes(false, false, 9),
        ...votes(false, true, 1),
      ],
      of,
    );
    expect(calibration).toMatchObject({
      labels: 30,
      sensitivity: 0.9,
      specificity: 0.9,
      selfConsistency: null,
    });
    expect(calibration.kappa).toBeCloseTo(32 / 41, 9);
    expect(isTrusted(calibration, 0.75)).toBe(true);
    expect(isTrusted(calibration, 0.5)).toBe(false);
  });

  it('trusts no judge that says yes to all, that few labels are known of, or that nobody compared', () => {
    expect(isTrusted(calibrate([...votes(true, true, 40), ...votes(false, true, 10)], of), 0.75)).toBe(false);
    expect(isTrusted(calibrate([...votes(true, true, 10), ...votes(false, false, 10)], of), 0.75)).toBe(
      false,
    );
    expect(() => calibrate([], of)).toThrow('no label');
  });

  it('tells how far it is of one mind with itself', () => {
    const several = [
      { id: 'a', human: true, votes: [1, 1, 0] },
      { id: 'b', human: false, votes: [0, 0, 0] },
    ];
    expect(calibrate(several, of).selfConsistency).toBeCloseTo(5 / 6);
  });
});

describe('askJudges', () => {
  const trusted: Calibration = {
    ...of,
    labels: 50,
    sensitivity: 0.9,
    specificity: 0.9,
    kappa: 0.8,
    selfConsistency: 1,
  };
  const asked = (panel: Partial<Parameters<typeof askJudges>[1]['panel']>) =>
    askJudges([{ rubric: 'clear@1', min: 0.75, votes: 3 }], {
      turn: madeTurn(madeObserved({ answer: 'So.' })),
      earlier: [],
      panel: { calibrations: [], clock: madeClock(), ...panel },
      signal,
    });

  it('asks for as many votes as are wanted', async () => {
    const modelId = 'scripted';
    const judge = { modelId, score: async () => 1, prefer: async () => undefined };
    expect(await asked({ judge, calibrations: [trusted] })).toEqual([
      { rubric: 'clear@1', votes: [1, 1, 1], isCalibrated: true },
    ]);
    expect(await asked({ judge })).toMatchObject([{ isCalibrated: false }]);
  });

  it('is skipped where nobody judges, and where the judge cannot be asked', async () => {
    expect(await asked({ skipped: 'no model here' })).toMatchObject([
      { votes: [], skipped: 'no model here' },
    ]);
    const broken = {
      modelId: 'x',
      score: async () => Promise.reject(new ModelError('model-denied', 'no')),
      prefer: async () => undefined,
    };
    expect(await asked({ judge: broken })).toMatchObject([
      { votes: [], skipped: 'the judge could not be asked: model-denied' },
    ]);
  });
});

describe('readLabels', () => {
  it('reads what people have judged, and names the line that is wrong', () => {
    const line = JSON.stringify({ id: 'a', question: 'q', answer: 'a', human: 'good' });
    expect(readLabels(`${line}\n\n`, 'l.jsonl')).toMatchObject([{ id: 'a', human: 'good', evidence: '' }]);
    expect(() => readLabels(`${line}\n{"id":"b"`, 'l.jsonl')).toThrow('l.jsonl:2: no JSON');
    expect(() => readLabels(line.replace('good', 'fine'), 'l.jsonl')).toThrow('l.jsonl:1: human');
    expect(() => readLabels('\n', 'l.jsonl')).toThrow('there is no label in it');
  });
});
