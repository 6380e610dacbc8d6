import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceRows } from './__fixtures__/evidence-row.ts';
import { LEAST_OF_SEGMENT, sizeNotGiven } from './size-risk.ts';

const rows = evidenceRows(30, (index) => ({
  customerSegment: index < 10 ? 'SMB' : index < 26 ? 'Enterprise' : 'Mid-Market',
  arrUsd: index < 10 ? 40_000 : index < 26 ? 480_000 : 120_000,
}));

describe('sizeNotGiven', () => {
  it('tells what each size would mean, of the sizes that enough projects have', () => {
    expect(sizeNotGiven(undefined, rows)).toMatchObject({
      code: 'size-not-given',
      text: 'The customer’s size is not given, and the ARR of similar projects depends on it: the middle is $480k for Enterprise, $40k for SMB.',
      figures: {
        'Enterprise medianUsd': 480_000,
        'Enterprise projects': 16,
        'SMB medianUsd': 40_000,
        'SMB projects': 10,
      },
    });
  });

  it('is silent when the size is given, or makes little difference', () => {
    expect(sizeNotGiven('SMB', rows)).toBeUndefined();
    expect(
      sizeNotGiven(
        undefined,
        rows.map((row) => ({ ...row, arrUsd: 100_000 })),
      ),
    ).toBeUndefined();
  });

  it('never tells a median from fewer projects than it takes', () => {
    const counts = fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12));
    fc.assert(
      fc.property(counts, ([enterprise, midMarket, smb]) => {
        const mixed = evidenceRows(enterprise + midMarket + smb, (index) => ({
          customerSegment:
            index < enterprise ? 'Enterprise' : index < enterprise + midMarket ? 'Mid-Market' : 'SMB',
          arrUsd: index < enterprise ? 900_000 : index < enterprise + midMarket ? 90_000 : 9_000,
        }));
        const enough = [enterprise, midMarket, smb].filter((count) => count >= LEAST_OF_SEGMENT).length;
        const figures = sizeNotGiven(undefined, mixed)?.figures ?? {};
        expect(Object.keys(figures)).toHaveLength(enough >= 2 ? enough * 2 : 0);
      }),
    );
  });
});
