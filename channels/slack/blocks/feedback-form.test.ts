import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText } from './__fixtures__/hostile-text.ts';
import { feedbackFormView, readFeedbackFormView } from './feedback-form.ts';
import { validateView } from './validate-blocks.ts';

const about = { turnId: 't1', verdict: 'down', channelId: 'C1', threadTs: '1.2' } as const;
const sent = (value: unknown, private_metadata = feedbackFormView(about).private_metadata ?? '') => ({
  private_metadata,
  state: { values: { reason: { value: { type: 'plain_text_input', value } } } },
});

describe('feedbackFormView', () => {
  it('is taken by Slack, and comes back with what it is about', () => {
    expect(validateView(feedbackFormView(about))).toEqual([]);
    expect(readFeedbackFormView(sent('Too high.'))).toEqual({ about, reason: 'Too high.' });
  });

  it('may be sent without a reason', () => {
    expect(readFeedbackFormView(sent(null))).toEqual({ about, reason: '' });
  });

  it('reads any reason up to what is kept of one, and no other view', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (reason, metadata) => {
        expect(readFeedbackFormView(sent(reason))?.reason).toBe(reason.slice(0, 500));
        expect(readFeedbackFormView(sent(reason, metadata))).toBeUndefined();
      }),
    );
  });
});
