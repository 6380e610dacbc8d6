import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyAnalysis } from './__fixtures__/arbitrary-analysis.ts';
import { exampleAnalysis, exampleRow, thinAnalysis } from './__fixtures__/example-analysis.ts';
import { analysisCsv } from './analysis-csv.ts';

describe('analysisCsv', () => {
  it('has a record a project with plain numbers', () => {
    const [header, first] = analysisCsv(exampleAnalysis({ rows: [exampleRow(0)] })).split('\r\n');
    expect([header, first]).toMatchInlineSnapshot(`
      [
        "opportunityId,customerName,opportunityName,partnerName,industry,country,closeDate,startDate,endDate,gapDays,durationMonths,mrrUsd,upfrontUsd,arrUsd,statedArrUsd,score,weight,services,reasons,doubts",
        "006000000000000AAA,Alder Health,Database modernization,Northwind Cloudworks,Healthcare,US,2021-01-14,,,20,6,7500,0,90000,,10,0.05128205128205128,"Amazon Aurora ($11,800 a month)","“sybase”, industry: Healthcare",",
      ]
    `);
  });

  it('is a header alone when there is no evidence', () => {
    expect(analysisCsv(thinAnalysis()).split('\r\n')).toHaveLength(2);
  });

  it('writes any analysis without a number gone wrong', () => {
    fc.assert(
      fc.property(anyAnalysis, (analysis) => {
        expect(analysisCsv(analysis)).not.toMatch(/NaN|undefined|Infinity|\[object/);
      }),
    );
  });
});
