import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyAnalysis } from './__fixtures__/arbitrary-analysis.ts';
import { exampleAnalysis, thinAnalysis } from './__fixtures__/example-analysis.ts';
import { analysisWords } from './analysis-words.ts';

describe('analysisWords', () => {
  it('says of what is only supposed that it is', () => {
    const supposed = { ...exampleAnalysis(), whatIfOf: 'a-1' };
    expect(analysisWords(supposed)[0]).toBe('What if: Concentra · Sybase modernization');
  });

  it('tells what is predicted, how sure it is and from what', () => {
    expect(`\n${analysisWords(exampleAnalysis()).join('\n')}\n`).toMatchInlineSnapshot(`
      "
      Concentra · Sybase modernization
      Note: The close date 3/5/2027 was read month first, as it is written in the US.
      ARR: $286k ($118k to $742k holds 8 of 10 outcomes, from 34 projects)
      MRR: $22.4k ($9.2k to $58k holds 8 of 10 outcomes, from 34 projects)
      Launch: February 2028 (November 2027 to July 2028 holds 8 of 10 outcomes, from 35 projects)
      Start after close: 47 days (21 to 96 days holds 8 of 10 outcomes, from 34 projects)
      Delivery: 10 months (7 to 14 months holds 8 of 10 outcomes, from 34 projects)
      Confidence: MEDIUM. The interval is wide: its high end is 6.3 times its low end.
      Service: Amazon Aurora, in 87 % (33 projects), $11.8k a month
      Service: AWS Database Migration Service, in 71 % (27 projects), $1.9k a month
      Service: Amazon EC2, in 53 % (20 projects), $6.4k a month
      Service: Amazon S3, in 45 % (17 projects), $820 a month
      Similar project 1: Alder Health, Database modernization, ARR $90k; matches “sybase”, industry: Healthcare
      Similar project 2: Birchway Clinics, Sybase to Aurora, ARR $967k; matches “sybase”, industry: Healthcare
      Similar project 3: Cedar & Sons, Database modernization, ARR $907k; matches “sybase”, industry: Healthcare
      Risk: In 9 of the 38 projects delivery began more than 90 days after the close.
      Evidence: 38 of 214 projects that matched, closed 23 November 2021 to 23 November 2026, data version 2026-11-01. This is sample data.
      "
    `);
  });

  it('says plainly that there is not enough evidence', () => {
    expect(`\n${analysisWords(thinAnalysis()).join('\n')}\n`).toMatchInlineSnapshot(`
      "
      Concentra · Sybase modernization: not enough evidence for a prediction
      ARR: not predicted, for lack of evidence
      MRR: not predicted, for lack of evidence
      Launch: not predicted, for lack of evidence
      Start after close: not predicted, for lack of evidence
      Delivery: not predicted, for lack of evidence
      Confidence: NOT ENOUGH EVIDENCE. No project in this period shares a term with the description; at least 8 are needed.
      Evidence: 0 of 0 projects that matched, closed 23 November 2021 to 23 November 2026, data version 2026-11-01. This is sample data.
      "
    `);
  });

  it('words any analysis on single lines without a number gone wrong', () => {
    fc.assert(
      fc.property(anyAnalysis, (analysis) => {
        for (const line of analysisWords(analysis)) {
          expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]|NaN|undefined|Infinity|\[object/u);
        }
      }),
    );
  });
});
