import { describe, expect, it } from 'vitest';
import { expiredNotice } from './expired-notice.ts';

const cite = (title: string, expired?: { on?: string }) => ({
  text: 'x',
  source: `s3://${title}.md`,
  title,
  ...(expired === undefined ? {} : { expired }),
});

describe('expiredNotice', () => {
  it('says nothing where every document holds', () => {
    expect(expiredNotice([])).toBeUndefined();
    expect(expiredNotice([cite('MAP')])).toBeUndefined();
  });

  it('names each expired document once, with its last day where it is known', () => {
    expect(
      expiredNotice([cite('MAP 2024', { on: '2025-12-31' }), cite('MAP 2024', { on: '2025-12-31' })]),
    ).toBe(
      'Please note: this rests on a document that is no longer valid: “MAP 2024”, which held until 31 December 2025.',
    );
    expect(
      expiredNotice([cite('MAP 2024', { on: '2025-12-31' }), cite('MAP', undefined), cite('Old', {})]),
    ).toBe(
      'Please note: this rests on documents that are no longer valid: “MAP 2024”, which held until 31 December 2025; “Old”.',
    );
  });
});
