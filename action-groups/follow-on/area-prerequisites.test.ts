import { describe, expect, it } from 'vitest';
import { AREA_PREREQUISITES, prerequisitesOf } from './area-prerequisites.ts';
import { SERVICE_AREAS, type ServiceArea } from './service-areas.ts';

describe('area prerequisites', () => {
  it('never come back to where they began', () => {
    const done = new Set<ServiceArea>();
    const visit = (area: ServiceArea, path: readonly ServiceArea[]): void => {
      expect(path, `${[...path, area].join(' needs ')}`).not.toContain(area);
      if (done.has(area)) return;
      for (const before of prerequisitesOf(area)) visit(before, [...path, area]);
      done.add(area);
    };
    for (const area of SERVICE_AREAS) visit(area, []);
    expect(done.size).toBe(SERVICE_AREAS.length);
  });

  it('name areas that there are, and nothing for what is none', () => {
    for (const [area, before] of Object.entries(AREA_PREREQUISITES))
      for (const each of [area, ...before]) expect(SERVICE_AREAS).toContain(each);
    expect(prerequisitesOf('constructor')).toEqual([]);
    expect(prerequisitesOf(null)).toEqual([]);
  });
});
