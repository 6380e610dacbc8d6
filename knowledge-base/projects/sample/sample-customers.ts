import { CUSTOMER_SEGMENTS, type CustomerSegment, INDUSTRIES, type Industry } from '../vocabulary.ts';
import { type Place, SAMPLE_PLACES } from './sample-geography.ts';
import { SAMPLE_PARTNERS, type SamplePartner } from './sample-partners.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface SampleCustomer {
  readonly customerName: string;
  readonly segment: CustomerSegment;
  readonly industry: Industry;
  readonly place: Place;
  /** The partner it works with first, and mostly stays with. */
  readonly partner: SamplePartner;
}

/** The customer of an index: a name no other index has, and where it stands in its market. */
export function sampleCustomer(index: number, seed: number, random: SeededRandom): SampleCustomer {
  const industry = random.weighted(INDUSTRIES, (value) => INDUSTRY_WEIGHTS[value] ?? 2);
  const place = random.weighted(SAMPLE_PLACES, ({ weight }) => weight);
  return {
    customerName: `${rootOf(index, seed)} ${random.pick(TRADES[industry] ?? COMMON_TRADES)}`,
    segment: random.weighted(CUSTOMER_SEGMENTS, (value) => SEGMENT_WEIGHTS[value]),
    industry,
    place,
    partner: random.weighted(
      SAMPLE_PARTNERS,
      ({ regions, weight }) => weight * (regions.includes(place.region) ? 1 : 0.03),
    ),
  };
}

const SEGMENT_WEIGHTS: Readonly<Record<CustomerSegment, number>> = {
  Enterprise: 26,
  'Mid-Market': 40,
  SMB: 34,
};

const INDUSTRY_WEIGHTS: Readonly<Partial<Record<Industry, number>>> = {
  'Financial Services': 12,
  Healthcare: 8,
  Manufacturing: 8,
  Retail: 8,
  'Software and Internet': 9,
  Government: 5,
  Education: 4,
  'Media and Entertainment': 4,
  'Life Sciences': 4,
  'Professional Services': 4,
  'Transportation and Logistics': 4,
  Telecommunications: 4,
  Other: 1,
};

const OPENINGS = words(
  `Ald Bram Cald Dorn Elm Fen Gild Hals Isk Jarr Kell Lorn Marr Nev Oss Pell Quor Rav Selk Tarn Ulv Varr Wend Yarr
  Zell Ash Brin Corv Dray Ester Falk Gris Hew Ivel Jun Kers Lyd Mott Nor Orm Pryd Rusk Sorr Thal Umber Vesk Wrax Yel
  Ambr Birk Cress Dunn Everl Frost Gant Holl Ingl Kest`,
);
const CLOSINGS = words(
  `amere ovale enwick estead ingford aton ovia ensk iston ara elline umbra owen adine ultan ioro eth abrook olane
  evar indale orrin anza elmont ikka ostrand averne itha ondell urst emoor alund iven oria asco edge ellan otrix
  avant issen`,
);
/** Between root and trade once every root is taken, so that any number of customers has names. */
const MIDDLES = words(
  `North South East West Pacific Atlantic Central Highland Lakeside Coastal Summit Valley River Harbor Prairie Alpine
  Metro United First Allied Royal Union Heritage Pioneer Frontier Meridian Horizon Sterling Golden Silver`,
);

function rootOf(index: number, seed: number): string {
  const roots = OPENINGS.length * CLOSINGS.length;
  // A step that shares no factor with the number of roots visits each root once.
  const place = (((index % roots) * stepFor(roots) + (seed % roots)) % roots) | 0;
  const opening = OPENINGS[place % OPENINGS.length] ?? '';
  const root = opening + (CLOSINGS[Math.floor(place / OPENINGS.length)] ?? '');
  return [root, ...middlesOf(Math.floor(index / roots))].join(' ');
}

function middlesOf(round: number): string[] {
  const middles: string[] = [];
  for (let left = round; left > 0; left = Math.floor((left - 1) / MIDDLES.length))
    middles.push(MIDDLES[(left - 1) % MIDDLES.length] ?? '');
  return middles;
}

function stepFor(count: number): number {
  let step = Math.floor(count * 0.382) | 1;
  while (divisor(step, count) !== 1) step += 2;
  return step;
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

const COMMON_TRADES = ['Group', 'Partners', 'Holdings', 'International', '& Co', 'Works'];

const TRADES: Readonly<Partial<Record<Industry, readonly string[]>>> = {
  Aerospace: ['Aerospace', 'Avionics', 'Aero Systems', 'Flight'],
  Agriculture: ['Farms', 'Agri', 'Growers', 'Harvest'],
  Automotive: ['Motors', 'Automotive', 'Mobility', 'Auto Parts'],
  'Computers and Electronics': ['Electronics', 'Semiconductors', 'Devices', 'Microsystems'],
  'Consumer Goods': ['Brands', 'Home', 'Foods', 'Care'],
  Education: ['University', 'College', 'Academy', 'Learning'],
  'Energy - Oil and Gas': ['Energy', 'Petroleum', 'Drilling', 'Resources'],
  'Energy - Power and Utilities': ['Power', 'Utilities', 'Grid', 'Water'],
  'Financial Services': ['Bank', 'Capital', 'Insurance', 'Financial', 'Mutual', 'Payments'],
  Gaming: ['Games', 'Studios', 'Interactive', 'Play'],
  Government: ['County', 'City Council', 'Department of Transport', 'Health Authority'],
  Healthcare: ['Health', 'Medical Center', 'Clinics', 'Hospitals', 'Care'],
  Hospitality: ['Hotels', 'Resorts', 'Dining', 'Hospitality'],
  'Life Sciences': ['Biotech', 'Pharma', 'Therapeutics', 'Genomics'],
  Manufacturing: ['Manufacturing', 'Industries', 'Steel', 'Machines', 'Components'],
  'Media and Entertainment': ['Media', 'Broadcasting', 'Pictures', 'Streaming'],
  Mining: ['Mining', 'Minerals', 'Metals'],
  'Non-Profit Organization': ['Foundation', 'Trust', 'Relief'],
  'Professional Services': ['Advisory', 'Legal', 'Consulting', 'Staffing'],
  'Real Estate and Construction': ['Properties', 'Construction', 'Homes', 'Estates'],
  Retail: ['Stores', 'Retail', 'Market', 'Outfitters', 'Grocers'],
  'Software and Internet': ['Software', 'Labs', 'Cloud', 'Apps', 'Analytics'],
  Telecommunications: ['Telecom', 'Networks', 'Wireless', 'Broadband'],
  'Transportation and Logistics': ['Logistics', 'Freight', 'Shipping', 'Rail'],
  Travel: ['Travel', 'Airlines', 'Journeys'],
  'Wholesale and Distribution': ['Distribution', 'Wholesale', 'Supply'],
};

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
