import { describe, expect, it } from 'vitest';
import styles from './__fixtures__/seller-styles.json' with { type: 'json' };
import { decide } from './conversation/decide.ts';
import { argumentsOf } from './conversation/draft.ts';
import { EMPTY_STATE } from './conversation/plan.ts';

describe('messages in the styles of many sellers', () => {
  it.for(styles.messages)('reads $text', ({ text, given }) => {
    const { plan, state } = decide(EMPTY_STATE, text, styles.today);
    expect({ plan: plan.kind, given: argumentsOf(state.draft) }).toEqual({ plan: 'analyze', given });
  });
});
