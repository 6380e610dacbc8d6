import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceRows } from './__fixtures__/evidence-row.ts';
import type { EvidenceRow } from './analysis.ts';
import { pairServices, unmentionedServices } from './pair-services.ts';
import { predictMetrics } from './predict-metrics.ts';
import { predictServices } from './predict-services.ts';
import type { Range } from './range.ts';

const NAMES = ['Amazon EC2', 'Amazon S3', 'Amazon Aurora', 'AWS DMS', 'Amazon EKS', 'Amazon RDS'];

const anyUse = fc.record({
  service: fc.constantFrom(...NAMES),
  monthlyUsd: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 200_000 })),
  upfrontUsd: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50_000 })),
});

const anyRows: fc.Arbitrary<EvidenceRow[]> = fc
  .array(fc.tuple(fc.array(anyUse, { maxLength: 5 }), fc.integer({ min: 1, max: 100 })), {
    minLength: 5,
    maxLength: 30,
  })
  .map((list) => {
    const total = list.reduce((sum, [, weight]) => sum + weight, 0);
    return evidenceRows(list.length, (index) => {
      const [services = [], weight = 1] = list[index] ?? [];
      const mrrUsd = services.reduce((sum, { monthlyUsd }) => sum + monthlyUsd, 0);
      const upfrontUsd = services.reduce((sum, each) => sum + each.upfrontUsd, 0);
      return { services, weight: weight / total, mrrUsd, upfrontUsd, arrUsd: 12 * mrrUsd + upfrontUsd };
    });
  });

const predict = (rows: readonly EvidenceRow[]) => {
  const metrics = predictMetrics(rows, '2027-03-05');
  return { ...predictServices(rows, metrics), metrics };
};

describe('predictServices', () => {
  it('has parts whose medians add up to the MRR, each an ordered range', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { services, other, metrics } = predict(rows);
        if (other === null) {
          expect(services.every(({ part }) => part === null)).toBe(true);
          return;
        }
        const parts = [...services.map(({ part }) => part ?? other), other];
        const sum = parts.reduce((all, { monthlyUsd }) => all + monthlyUsd.median, 0);
        expect(sum).toBe(metrics.mrrUsd?.median);
        for (const { monthlyUsd, upfrontUsd } of parts)
          for (const { low, median, high } of [monthlyUsd, upfrontUsd] as Range[]) {
            expect(low).toBeGreaterThanOrEqual(0);
            expect(low).toBeLessThanOrEqual(median);
            expect(median).toBeLessThanOrEqual(high);
          }
      }),
    );
  });

  it('does not depend on the order of the projects', () => {
    const shuffled = anyRows.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([rows, other]) => {
        expect(predict(other)).toEqual(predict(rows));
      }),
    );
  });

  it('gives no part where fewer than five projects are priced', () => {
    const rows = evidenceRows(20, (index) => ({
      services: [{ service: 'Amazon EC2', monthlyUsd: index < 4 ? 100 : 0, upfrontUsd: 0 }],
    }));
    const { services, other } = predict(rows);
    expect(services).toMatchObject([{ service: 'Amazon EC2', part: null }]);
    expect(other).toBeNull();
  });
});

describe('pairServices', () => {
  const uses = (...names: readonly string[]) =>
    names.map((service) => ({ service, monthlyUsd: 100, upfrontUsd: 0 }));
  const pairs = (of: (index: number) => readonly string[]) => {
    const rows = evidenceRows(20, (index) => ({ services: uses(...of(index)) }));
    return pairServices(rows, predict(rows).services);
  };

  it('tells two services that come together more often than by chance', () => {
    const found = pairs((index) =>
      index < 8 ? ['Amazon Aurora', 'AWS DMS', 'Amazon S3'] : ['Amazon EKS', 'Amazon S3'],
    );
    expect(found).toMatchObject([{ services: ['AWS DMS', 'Amazon Aurora'], projects: 8, lift: 2.5 }]);
    expect(found[0]?.share).toBeCloseTo(0.4);
  });

  it('tells none of which fewer than five projects have both', () => {
    expect(pairs((index) => (index < 4 ? ['Amazon Aurora', 'AWS DMS'] : ['Amazon S3']))).toEqual([]);
  });
});

describe('unmentionedServices', () => {
  const rows = evidenceRows(20, () => ({
    services: ['AWS DMS', 'Amazon OpenSearch Service', 'Amazon S3'].map((service) => ({
      service,
      monthlyUsd: 100,
      upfrontUsd: 0,
    })),
  }));
  const unnamed = (description: string) =>
    unmentionedServices(predict(rows).services, description).map(({ service }) => service);

  it.for([
    ['move to S3 with DMS', ['Amazon OpenSearch Service']],
    ['Amazon Simple Storage Service and the Database Migration Service', ['Amazon OpenSearch Service']],
    ['search with OpenSearch', ['AWS DMS', 'Amazon S3']],
    ['nothing named', ['AWS DMS', 'Amazon OpenSearch Service', 'Amazon S3']],
  ] as const)('leaves out what “%s” names', ([description, services]) => {
    expect(unnamed(description)).toEqual(services);
  });
});
