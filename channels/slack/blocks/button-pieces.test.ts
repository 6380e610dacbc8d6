import type { Button } from '@slack/types';
import { describe, expect, it } from 'vitest';
import type { TurnResult } from '#channels/turn/turn-result.ts';
import { artifactOf, resultWith } from './__fixtures__/example-results.ts';
import { actionKind, artifactReference, feedbackReference, readValue } from './actions.ts';
import { buttonPieces } from './button-pieces.ts';

const buttonsOf = (result: TurnResult): readonly Button[] =>
  buttonPieces(result, 'turn-1')
    .flatMap(({ plainBlocks, blocks }) => plainBlocks ?? blocks)
    .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    .flatMap((element) => (element.type === 'button' ? [element] : []));
const shown = (result: TurnResult) => buttonsOf(result).map(({ text, value }) => [text.text, value]);

describe('buttonPieces', () => {
  it('offers how an analysis was made, its file, the next questions and the ways on, each once', () => {
    const questions = ['Which services will it use?', 'Which funding programs fit Concentra?'];
    const result = resultWith([artifactOf('analysis')], { nextQuestions: questions });
    expect(shown(result).slice(2)).toEqual([
      ['Which services will it use?', 'Which services will it use?'],
      ['Which funding programs fit Concentra?', 'Which funding programs fit Concentra?'],
      ['What to sell next', 'What could we sell Concentra next?'],
      ['Risks', 'What are the risks of Concentra?'],
      ['Helpful', '{"turnId":"turn-1","verdict":"up"}'],
      ['Not helpful', '{"turnId":"turn-1","verdict":"down"}'],
    ]);
    expect(
      shown(result)
        .slice(0, 2)
        .map(([label]) => label),
    ).toEqual(['How I got this', 'Export CSV']);
  });

  it('does not offer in its own words what is offered already', () => {
    const nextQuestions = ['Is there funding for this?', 'What are the risks?'];
    const labels = shown(resultWith([artifactOf('analysis')], { nextQuestions })).map(([label]) => label);
    expect(labels.slice(2, 5)).toEqual([...nextQuestions, 'What to sell next']);
  });

  it('gives each button what the listeners read', () => {
    const buttons = buttonsOf(resultWith([artifactOf('roadmap'), artifactOf('analysis')]));
    const kinds = buttons.map(({ action_id = '' }) => actionKind(action_id));
    expect(kinds).toEqual(['method', 'csv', 'method', 'csv', 'ask', 'ask', 'ask', 'feedback', 'feedback']);
    expect(readValue(artifactReference, buttons[0]?.value)).toMatchObject({
      type: 'roadmap',
      turnId: 'turn-1',
    });
    expect(readValue(feedbackReference, buttons.at(-1)?.value)).toEqual({
      turnId: 'turn-1',
      verdict: 'down',
    });
  });

  it('names the result where there are several', () => {
    const labels = shown(resultWith([artifactOf('analysis'), artifactOf('funding-plan')])).map(
      ([label]) => label,
    );
    expect(labels.slice(0, 4)).toEqual([
      'How I got this: analysis',
      'Export CSV: analysis',
      'How I got this: funding',
      'Export CSV: funding',
    ]);
  });

  it('offers the form where something is asked of the seller, and no thumbs', () => {
    const asked = resultWith([], { outcome: 'asked', nextQuestions: ['Germany'] });
    expect(shown(asked)).toEqual([
      ['Germany', 'Germany'],
      ['Use the form', 'asked'],
    ]);
  });

  it('offers nothing to read of a query', () => {
    expect(shown(resultWith([{ type: 'query', id: 'q' }], { outcome: 'refused' }))).toEqual([]);
  });
});

describe('readValue', () => {
  it.for([undefined, '', 'no json', '{"turnId":1}', 'null'])('reads nothing out of %j', (value) => {
    expect(readValue(feedbackReference, value)).toBeUndefined();
  });
});
