import { describe, expect, it } from 'vitest';
import { AWS_SERVICES } from '#knowledge-base/projects/aws-services.ts';
import { areaOfService, SERVICE_AREAS, servicesOfArea } from './service-areas.ts';

describe('service areas', () => {
  it('place every listed service in one area, and nothing that is not listed', () => {
    const placed = SERVICE_AREAS.flatMap((area) => servicesOfArea(area));
    expect([...placed].sort()).toEqual([...AWS_SERVICES].sort());
  });

  it('leave a name that no table has without an area', () => {
    expect(areaOfService('Amazon Aurora')).toBe('databases');
    expect(areaOfService('constructor')).toBeUndefined();
  });
});
