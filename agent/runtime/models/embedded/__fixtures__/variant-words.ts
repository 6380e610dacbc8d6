import type { CustomerSegment, Industry, OpportunityType } from '#knowledge-base/projects/vocabulary.ts';

/** One of the ten opportunities that the variants are of. */
export interface Opportunity {
  readonly customerName: string;
  readonly country: string;
  /** Names by which the country is told. */
  readonly places: readonly string[];
  readonly wish: string;
  readonly targetCloseDate: string;
  readonly expectedAnnualUsd: number;
  readonly industry: Industry;
  /** What the customer is called by its trade. */
  readonly kinds: readonly string[];
  readonly customerSegment: CustomerSegment;
  readonly opportunityType: OpportunityType;
  readonly partnerName: string;
}

export const OPPORTUNITIES: readonly Opportunity[] = [
  {
    customerName: 'Lakeshore Mutual',
    country: 'US',
    places: ['the US', 'Ohio', 'Cleveland, OH', 'Columbus', 'the United States'],
    wish: 'move 40 Sybase ASE databases to Aurora PostgreSQL',
    targetCloseDate: '2027-03-31',
    expectedAnnualUsd: 480_000,
    industry: 'Financial Services',
    kinds: ['an insurer', 'an insurance company', 'an insurance group'],
    customerSegment: 'Enterprise',
    opportunityType: 'Net New Business',
    partnerName: 'Harbor Digital',
  },
  {
    customerName: 'Krausmann Maschinenbau GmbH',
    country: 'DE',
    places: ['Germany', 'Stuttgart', 'Bavaria', 'Munich', 'Deutschland'],
    wish: 'migrate SAP ECC to S/4HANA on EC2',
    targetCloseDate: '2027-05-15',
    expectedAnnualUsd: 1_200_000,
    industry: 'Manufacturing',
    kinds: ['a machine builder', 'a manufacturer', 'a machinery maker'],
    customerSegment: 'Mid-Market',
    opportunityType: 'Expansion',
    partnerName: 'Nordlicht Consulting',
  },
  {
    customerName: 'Banco Azul',
    country: 'BR',
    places: ['Brazil', 'São Paulo', 'Curitiba', 'Rio de Janeiro', 'Brasil'],
    wish: 'build a fraud detection platform on SageMaker with 20 models',
    targetCloseDate: '2027-06-30',
    expectedAnnualUsd: 600_000,
    industry: 'Financial Services',
    kinds: ['a bank', 'a private bank', 'a savings bank'],
    customerSegment: 'Enterprise',
    opportunityType: 'Net New Business',
    partnerName: 'Verde Cloud',
  },
  {
    customerName: 'Maple Trust',
    country: 'CA',
    places: ['Canada', 'Toronto', 'Ontario', 'Vancouver', 'Toronto, ON'],
    wish: 'replace a Teradata warehouse with Redshift for 300 users',
    targetCloseDate: '2027-03-12',
    expectedAnnualUsd: 240_000,
    industry: 'Non-Profit Organization',
    kinds: ['a charity', 'an NGO', 'a nonprofit'],
    customerSegment: 'SMB',
    opportunityType: 'Net New Business',
    partnerName: 'Tidewater Systems',
  },
  {
    customerName: 'Pinewood Energy',
    country: 'NO',
    places: ['Norway', 'Oslo', 'Stavanger', 'Trondheim'],
    wish: 'stream SCADA data of 12 plants into Kinesis and S3',
    targetCloseDate: '2027-04-30',
    expectedAnnualUsd: 360_000,
    industry: 'Energy - Power and Utilities',
    kinds: ['a grid operator', 'an energy supplier', 'a power company'],
    customerSegment: 'Mid-Market',
    opportunityType: 'Expansion',
    partnerName: 'Fjordline',
  },
  {
    customerName: 'Hoshino Precision',
    country: 'JP',
    places: ['Japan', 'Nagoya', 'Osaka', 'Tokyo'],
    wish: 'modernize 18 WebLogic applications on EKS',
    targetCloseDate: '2027-02-15',
    expectedAnnualUsd: 900_000,
    industry: 'Automotive',
    kinds: ['a car maker', 'an automotive supplier', 'a carmaker'],
    customerSegment: 'Enterprise',
    opportunityType: 'Net New Business',
    partnerName: 'Sakura Integration',
  },
  {
    customerName: 'Greenfield Grocers',
    country: 'GB',
    places: ['the UK', 'Leeds', 'England', 'Manchester', 'Scotland'],
    wish: 'host the online store on ECS with CloudFront and ElastiCache',
    targetCloseDate: '2027-06-18',
    expectedAnnualUsd: 180_000,
    industry: 'Retail',
    kinds: ['a grocer', 'a supermarket chain', 'a retailer'],
    customerSegment: 'SMB',
    opportunityType: 'Flat Renewal',
    partnerName: 'Northgate Partners',
  },
  {
    customerName: 'Coastal Air',
    country: 'AU',
    places: ['Australia', 'Sydney', 'Brisbane', 'Queensland'],
    wish: 'take 450 VMware machines out of two data centers',
    targetCloseDate: '2027-09-30',
    expectedAnnualUsd: 1_500_000,
    industry: 'Travel',
    kinds: ['an airline', 'a tour operator', 'a travel agency'],
    customerSegment: 'Enterprise',
    opportunityType: 'Net New Business',
    partnerName: 'Southern Cross Cloud',
  },
  {
    customerName: 'Ubuntu Telecom',
    country: 'ZA',
    places: ['South Africa', 'Johannesburg', 'Cape Town', 'Gauteng'],
    wish: 'run a contact center for 800 agents on Amazon Connect',
    targetCloseDate: '2027-05-21',
    expectedAnnualUsd: 720_000,
    industry: 'Telecommunications',
    kinds: ['a telco', 'a mobile operator', 'a network operator'],
    customerSegment: 'Mid-Market',
    opportunityType: 'Expansion',
    partnerName: 'Karoo Digital',
  },
  {
    customerName: 'Delphine Studios',
    country: 'FR',
    places: ['France', 'Lyon', 'Paris', 'Bordeaux'],
    wish: 'render films on 2,000 EC2 Spot instances',
    targetCloseDate: '2027-01-31',
    expectedAnnualUsd: 300_000,
    industry: 'Media and Entertainment',
    kinds: ['a film studio', 'a media company', 'a broadcaster'],
    customerSegment: 'SMB',
    opportunityType: 'Net New Business',
    partnerName: 'Lumière Cloud',
  },
];

export const INTRODUCTIONS: readonly string[] = [
  '',
  '',
  'Hi, ',
  'Hello team, ',
  'New one: ',
  'Quick one: ',
  'fyi ',
  'Morning! ',
];

/** Words for the facts, in capitals what stands for the value. */
export const FIELDS = {
  wants: [
    'wants to',
    'would like to',
    'needs to',
    'plans to',
    'is looking to',
    'is planning to',
    'has decided to',
    'intends to',
  ],
  close: [
    'closing DATE',
    'it should close DATE',
    'expected close DATE',
    'we expect to sign DATE',
    'signature planned for DATE',
    'target close date is DATE',
    'contract to be signed by DATE',
    'deal closes DATE',
    'PO expected DATE',
    'decision by DATE',
  ],
  worth: [
    'MONEY',
    'budget is MONEY',
    'we expect MONEY',
    'worth MONEY',
    'expected value MONEY',
    'they would spend MONEY',
    'deal size MONEY',
    'estimated AWS spend MONEY',
  ],
  is: ['they are KIND', "it's KIND", 'the customer is KIND', 'KIND', 'the company is KIND'],
  sized: ['SEGMENT', 'segment: SEGMENT', 'they are SEGMENT', 'size: SEGMENT', "it's SEGMENT"],
  typed: ['TYPE', 'type: TYPE', 'this is TYPE', "it's TYPE", 'opportunity type is TYPE'],
  partner: [
    'partner is NAME',
    'our partner is NAME',
    'delivered by NAME',
    'delivery partner: NAME',
    'implementation by NAME',
  ],
  segment: {
    Enterprise: ['enterprise', 'large enterprise', 'enterprise customer', 'a large company'],
    'Mid-Market': ['mid-market', 'mid-size', 'midmarket', 'medium-sized'],
    SMB: ['SMB', 'SME', 'a small business', 'a small company'],
  },
  type: {
    'Net New Business': ['net new', 'net new business', 'new business', 'new logo'],
    Expansion: ['an expansion', 'expansion', 'an expansion deal', 'existing AWS customer'],
    'Flat Renewal': ['a flat renewal', 'flat renewal', 'a contract renewal'],
  },
} as const satisfies {
  readonly segment: Readonly<Record<CustomerSegment, readonly string[]>>;
  readonly type: Readonly<Record<OpportunityType, readonly string[]>>;
} & Readonly<Record<string, unknown>>;

export const LABELS = {
  customerName: ['Customer', 'Account', 'Client', 'Customer name', 'End customer'],
  country: ['Country', 'Location', 'Where', 'HQ', 'Based in'],
  description: ['Need', 'Description', 'Scope', 'What they want', 'Use case', 'Requirement'],
  targetCloseDate: ['Close', 'Close date', 'Target close date', 'Expected close', 'Signature', 'Closing'],
  expectedAnnualUsd: ['ARR', 'Budget', 'Value', 'Expected revenue', 'Deal size', 'Amount'],
  industry: ['Industry', 'Sector', 'Vertical'],
  customerSegment: ['Segment', 'Customer segment', 'Size'],
  opportunityType: ['Type', 'Opportunity type', 'Deal type'],
  partnerName: ['Partner', 'Delivery partner', 'Integrator', 'Partner name'],
} as const;

export const SIGNATURES: readonly string[] = [
  '',
  'Cheers, Robin',
  'Best regards,\nRobin Example',
  'Thanks!',
  '--\nRobin Example\nAccount Manager | Example Partners\n+1 555 0100',
  'Kind regards,\nRobin Example\nSenior Account Executive\nExample Partners Inc.',
  'Sent from my iPhone',
];
