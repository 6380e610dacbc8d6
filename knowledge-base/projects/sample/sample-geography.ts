import type { Region } from '../vocabulary.ts';

export interface Place {
  readonly region: Region;
  readonly subRegion: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Share of the customers, against the others. */
  readonly weight: number;
}

const place = (region: Region, subRegion: string, country: string, weight: number): Place => ({
  region,
  subRegion,
  country,
  weight,
});

/** Where the sample's customers are. */
export const SAMPLE_PLACES: readonly Place[] = [
  place('NAMER', 'US East', 'US', 17),
  place('NAMER', 'US Central', 'US', 10),
  place('NAMER', 'US West', 'US', 11),
  place('NAMER', 'Canada', 'CA', 6),
  place('LATAM', 'Brazil', 'BR', 4),
  place('LATAM', 'Mexico', 'MX', 3),
  place('LATAM', 'Andean', 'CO', 1.5),
  place('LATAM', 'Andean', 'PE', 1),
  place('LATAM', 'Southern Cone', 'CL', 1.5),
  place('LATAM', 'Southern Cone', 'AR', 1),
  place('EMEA', 'UK and Ireland', 'GB', 7),
  place('EMEA', 'UK and Ireland', 'IE', 1.2),
  place('EMEA', 'DACH', 'DE', 6),
  place('EMEA', 'DACH', 'CH', 1.5),
  place('EMEA', 'DACH', 'AT', 1),
  place('EMEA', 'France', 'FR', 3.5),
  place('EMEA', 'Iberia', 'ES', 2),
  place('EMEA', 'Italy', 'IT', 1.8),
  place('EMEA', 'Benelux', 'NL', 2),
  place('EMEA', 'Nordics', 'SE', 1.5),
  place('EMEA', 'Nordics', 'DK', 1),
  place('EMEA', 'Middle East', 'AE', 1.3),
  place('EMEA', 'Middle East', 'SA', 1),
  place('EMEA', 'Africa', 'ZA', 1.2),
  place('APJ', 'ANZ', 'AU', 4),
  place('APJ', 'ANZ', 'NZ', 1),
  place('APJ', 'India', 'IN', 5),
  place('APJ', 'Japan', 'JP', 4),
  place('APJ', 'ASEAN', 'SG', 2),
  place('APJ', 'ASEAN', 'ID', 1.2),
  place('APJ', 'Korea', 'KR', 1.8),
  place('GCR', 'Mainland', 'CN', 2),
  place('GCR', 'Hong Kong and Taiwan', 'HK', 1.2),
  place('GCR', 'Hong Kong and Taiwan', 'TW', 1.2),
];
