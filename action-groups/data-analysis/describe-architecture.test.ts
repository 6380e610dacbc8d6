import { describe, expect, it } from 'vitest';
import { AWS_SERVICES } from '#knowledge-base/projects/aws-services.ts';
import { evidenceRows } from './__fixtures__/evidence-row.ts';
import { ARCHITECTURE_PARTS, partOfService } from './architecture-parts.ts';
import { describeArchitecture } from './describe-architecture.ts';

const use = (service: string) => ({ service, monthlyUsd: 100, upfrontUsd: 0 });

describe('partOfService', () => {
  it('places every service that has a listed name', () => {
    expect(AWS_SERVICES.filter((service) => partOfService(service) === undefined)).toEqual([]);
  });

  it('places nothing that it does not know', () => {
    expect(partOfService('Acme Turbo Cache')).toBeUndefined();
  });
});

describe('describeArchitecture', () => {
  it('tells eight parts with shares, says which have nothing, and places no unknown service', () => {
    const rows = evidenceRows(10, (index) => ({
      services: [
        use('Amazon EC2'),
        ...(index < 6 ? [use('Amazon S3')] : []),
        ...(index < 3 ? [use('Acme Turbo Cache')] : []),
      ],
    }));
    const { parts, projects, unplaced } = describeArchitecture(rows);
    expect(projects).toBe(10);
    expect(parts.map(({ part }) => part)).toEqual([...ARCHITECTURE_PARTS]);
    const told = Object.fromEntries(parts.map((part) => [part.part, part]));
    expect(told.compute).toMatchObject({ projects: 10, services: [{ service: 'Amazon EC2', projects: 10 }] });
    expect(told.compute?.share).toBeCloseTo(1);
    expect(told.data?.share).toBeCloseTo(0.6);
    expect(told.security).toMatchObject({ share: 0, projects: 0, services: [], opportunityIds: [] });
    expect(told.whole).toMatchObject({
      projects: 6,
      services: [{ service: 'Amazon EC2' }, { service: 'Amazon S3' }],
    });
    expect(unplaced).toMatchObject([{ service: 'Acme Turbo Cache', projects: 3 }]);
  });

  it('is empty, part by part, where no project names its services', () => {
    const { parts, projects } = describeArchitecture(evidenceRows(9, () => ({ services: [] })));
    expect(projects).toBe(0);
    expect(parts.every(({ services, share }) => services.length === 0 && share === 0)).toBe(true);
  });
});
