import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import { decideOnce } from './decide-once.ts';
import { EMPTY_STATE } from './plan.ts';

const TODAY = '2026-11-25';
const MESSAGES = [
  'Acme in Germany wants Kafka moved to MSK, closing 3 March 2027',
  'how many deals did we win in 2025?',
  'and the year before?',
  'hello',
];

describe('decideOnce', () => {
  it('decides as decide does, at first and again, in every state that a conversation comes to', () => {
    for (let round = 0; round < 2; round += 1) {
      let state = EMPTY_STATE;
      for (const text of MESSAGES) {
        const decision = decide(state, text, TODAY);
        expect(decideOnce(state, text, TODAY)).toEqual(decision);
        state = decision.state;
      }
    }
  });

  it('tells days, messages and states apart', () => {
    const [first = ''] = MESSAGES;
    const one = decideOnce(EMPTY_STATE, first, TODAY);
    expect(decideOnce(EMPTY_STATE, first, TODAY)).toBe(one);
    expect(decideOnce(EMPTY_STATE, first, '2026-11-26')).not.toBe(one);
    expect(decideOnce(one.state, first, TODAY)).not.toBe(one);
    expect(decideOnce(EMPTY_STATE, `${first}!`, TODAY)).not.toBe(one);
  });

  it('keeps no more than it says', () => {
    const first = decideOnce(EMPTY_STATE, 'message', TODAY);
    for (let at = 0; at < 320; at += 1) decideOnce(EMPTY_STATE, `hello ${at}`, TODAY);
    expect(decideOnce(EMPTY_STATE, 'message', TODAY)).not.toBe(first);
  });
});
