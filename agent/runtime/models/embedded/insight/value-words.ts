import type { MigrationPhase, Stage } from '#knowledge-base/projects/vocabulary.ts';

/** Groups of countries that have no column of their own, by ISO codes. */
export const COUNTRY_GROUPS: Readonly<Record<string, string>> = {
  'dach|dach region|d-a-ch': 'AT CH DE',
  'nordics|nordic|the nordics|nordic countries': 'DK FI IS NO SE',
  'scandinavia|scandinavian': 'DK NO SE',
  benelux: 'BE LU NL',
  'iberia|iberian': 'ES PT',
  'baltics|baltic|baltic states': 'EE LT LV',
  'anz|australasia': 'AU NZ',
  'gcc|gulf|gulf states': 'AE BH KW OM QA SA',
  'cee|eastern europe|central and eastern europe': 'BG CZ HU PL RO SK',
  'asean|southeast asia|south east asia|sea region': 'ID MY PH SG TH VN',
  'uk and ireland|uki|uk & ireland|uk & i': 'GB IE',
  'southern europe': 'ES GR IT PT',
  'western europe': 'AT BE CH DE FR GB IE LU NL',
  'mena|middle east': 'AE BH EG IL JO KW LB MA OM QA SA TN',
  'central america': 'CR GT HN NI PA SV',
  'sub-saharan africa': 'GH KE NG ZA',
};

/** Regions that a word names only roughly. */
export const ROUGH_REGIONS: ReadonlySet<string> = new Set([
  'europe',
  'european',
  'eu',
  'africa',
  'asia',
  'south america',
  'caribbean',
]);

/** Programs that partners of AWS sell under; others are read by the words before them. */
export const PROGRAM_NAMES: Readonly<Record<string, string>> = {
  MAP: 'map|migration acceleration program|migration acceleration programme',
  'MAP Lite': 'map lite|map-lite',
  'MAP for SAP': 'map for sap',
  OLA: 'ola|optimization and licensing assessment|optimisation and licensing assessment',
  POC: 'poc|pocs|proof of concept program|poc program|poc funding',
  WMP: 'wmp|workload migration program|workload migration programme',
  'GenAI POC': 'genai poc|gen ai poc|genai pocs',
  'Well-Architected': 'well-architected|well architected|well-architected review|war program',
};

export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  Prospect: 'stage prospect|prospect stage|prospecting stage',
  Qualified: 'qualified|stage qualified',
  'Technical Validation': 'technical validation',
  'Business Validation': 'business validation',
  Committed: 'committed',
  Launched: 'launched|already live|in production',
  'Closed Lost': 'closed lost|lost|we lost|did we lose|lose|losses',
};

/** Of the phases only the word itself, or any form beside `phase`. */
export const PHASE_FORMS: Readonly<Record<MigrationPhase, string>> = {
  Assess: 'assess|assess phase|assessment phase|phase assess|phase assessment',
  Mobilize:
    'mobilize|mobilise|mobilize phase|mobilise phase|mobilization phase|mobilisation phase|phase mobilize',
  Migrate: 'migrate|migrate phase|migration phase migrate|phase migrate|migrating phase',
  Modernize:
    'modernize|modernise|modernize phase|modernise phase|modernization phase|modernisation phase|phase modernize',
};

export const TYPE_FORMS: Readonly<Record<string, string>> = {
  'Net New Business':
    'net new business|net new|net-new|new business|new logo|new logos|new customers|new customer|greenfield',
  Expansion:
    'expansion|expansions|upsell|upsells|cross-sell|cross-sells|existing customers|existing customer|existing business',
  'Flat Renewal': 'renewal|renewals|flat renewal|flat renewals|contract renewal|contract renewals|renewed',
};

/** Names of services that are other words as well: they count with a capital or where a service is named. */
export const DOUBTFUL_SERVICES: ReadonlySet<string> = new Set(
  'connect config batch backup support shield translate inspector personalize polly lex pinpoint amplify kendra transcribe comprehend organizations macie glue neptune athena aurora lambda bedrock location amplify ses rds vpc mq ecr waf kms'
    .split(' ')
    .slice(0, 17),
);

/** Words after which a service is named. */
export const SERVICE_CUES: ReadonlySet<string> = new Set(
  'with using use used uses on via amazon aws running include includes including consume run runs of for and or , & without excluding service services adopt adopted adopting deploy deployed'.split(
    ' ',
  ),
);
