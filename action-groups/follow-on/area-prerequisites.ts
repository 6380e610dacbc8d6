import type { ServiceArea } from './service-areas.ts';

/**
 * What has to be there before work of an area starts: one of the areas named. An area that is not listed needs
 * nothing before it.
 */
export const AREA_PREREQUISITES: Readonly<Partial<Record<ServiceArea, readonly ServiceArea[]>>> = {
  compute: ['networking', 'foundation'],
  migration: ['networking', 'foundation', 'compute'],
  containers: ['networking', 'compute'],
  analytics: ['storage', 'databases'],
  'machine learning': ['analytics', 'storage', 'databases'],
  'generative AI': ['analytics', 'storage', 'databases'],
  media: ['storage'],
  IoT: ['networking', 'security', 'foundation'],
  'end-user computing': ['networking', 'foundation'],
};

/** One of these has to be there before; empty for what needs nothing. */
export function prerequisitesOf(area: string | null): readonly ServiceArea[] {
  return area !== null && Object.hasOwn(AREA_PREREQUISITES, area)
    ? (AREA_PREREQUISITES[area as ServiceArea] ?? [])
    : [];
}
