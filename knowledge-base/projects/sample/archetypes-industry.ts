import { type Archetype, servicesOf } from './archetype.ts';

/** Archetypes that a trade needs: contact centers, stores, devices, simulation, media. */
export const INDUSTRY_ARCHETYPES: readonly Archetype[] = [
  {
    code: 'contact-center',
    practice: 'workplace',
    projectType: 'Contact Center',
    entryWeight: 4,
    industries: {
      'Financial Services': 1.3,
      Travel: 2,
      Healthcare: 1.4,
      Retail: 1.4,
      Telecommunications: 1.6,
    },
    phases: ['Modernize', 'Migrate'],
    programs: ['POC', 'MAP'],
    monthlyUsd: 11_500,
    gapDays: 33,
    durationMonths: 5,
    services: servicesOf(`
      Amazon Connect 1 0.72
      Amazon Lex 0.65 0.08
      AWS Lambda 0.8 0.04
      Amazon DynamoDB 0.45 0.04
      Amazon Transcribe 0.35 0.06
      Amazon Kinesis 0.35 0.04
      Amazon S3 0.6 0.02
      Amazon Polly 0.2 0.02`),
    workloads: [
      {
        title: 'Contact Center Migration',
        asks: [
          'move a contact center of {n} agents to Amazon Connect',
          'replace Avaya for {n} agents by Connect and Lex',
        ],
        quantity: 180,
        factor: 1.1,
      },
      {
        title: 'Voice Self Service',
        asks: ['answer {n} calls a day with a Lex voice bot', 'take {n} routine calls a day off the agents'],
        quantity: 2_500,
        factor: 0.8,
      },
    ],
    activities: ['Contact Flow Design', 'Pilot', 'Cutover'],
    aims: ['shorten the waiting time', 'let agents work from home', 'pay by the minute'],
    next: [{ code: 'generative-ai', probability: 0.3, lagMonths: 9 }],
  },
  {
    code: 'e-commerce',
    practice: 'application',
    projectType: 'E-Commerce Platform',
    entryWeight: 4,
    industries: { Retail: 4, 'Consumer Goods': 2.5, 'Wholesale and Distribution': 2 },
    phases: ['Modernize', 'Migrate'],
    programs: ['MAP', 'WMP'],
    monthlyUsd: 12_500,
    gapDays: 30,
    durationMonths: 6,
    services: servicesOf(`
      Amazon CloudFront 0.9 0.15
      AWS WAF 0.8 0.04
      Amazon EC2 0.6 0.35
      Amazon ECS 0.4 0.2
      Amazon Aurora 0.8 0.25
      Amazon ElastiCache 0.7 0.1
      Amazon OpenSearch Service 0.5 0.12
      Amazon S3 0.7 0.04
      Elastic Load Balancing 0.7 0.04
      Amazon Personalize 0.2 0.06`),
    workloads: [
      {
        title: 'Online Store',
        asks: ['run a web shop with {n} products on AWS', 'rebuild the online store for {n} orders a day'],
        quantity: 8_000,
        factor: 1,
      },
      {
        title: 'Magento Migration',
        asks: [
          'move Magento with {n} stores to managed services',
          'replatform {n} Hybris and Magento storefronts',
        ],
        quantity: 6,
        factor: 0.9,
      },
    ],
    activities: ['Peak Readiness', 'Platform Build', 'Replatforming'],
    aims: ['survive the peak season', 'load pages in under a second', 'sell in new countries'],
    next: [
      { code: 'data-lake', probability: 0.34, lagMonths: 8 },
      { code: 'machine-learning', probability: 0.2, lagMonths: 9 },
    ],
  },
  {
    code: 'iot',
    practice: 'industry',
    projectType: 'Internet of Things',
    entryWeight: 3,
    industries: { Manufacturing: 4, Automotive: 3, 'Energy - Power and Utilities': 3.5, Agriculture: 3 },
    phases: ['Modernize'],
    programs: ['POC', 'WMP'],
    monthlyUsd: 6_400,
    gapDays: 36,
    durationMonths: 7,
    services: servicesOf(`
      AWS IoT Core 1 0.3
      Amazon Kinesis 0.6 0.16
      Amazon Timestream 0.6 0.15
      AWS Lambda 0.7 0.08
      Amazon S3 0.8 0.08
      AWS IoT SiteWise 0.4 0.15
      AWS Greengrass 0.4 0.05
      Amazon Managed Grafana 0.3 0.03`),
    workloads: [
      {
        title: 'Connected Factory',
        asks: ['connect {n} machines on the shop floor', 'read {n} PLCs with Greengrass and SiteWise'],
        quantity: 400,
        factor: 1.1,
      },
      {
        title: 'Smart Metering',
        asks: ['collect readings of {n} smart meters', 'ingest {n} meters every quarter of an hour'],
        quantity: 60_000,
        factor: 1.3,
      },
      {
        title: 'Fleet Telemetry',
        asks: ['track {n} vehicles with IoT Core', 'collect telemetry of {n} trucks'],
        quantity: 2_500,
        factor: 0.9,
      },
    ],
    activities: ['Edge Pilot', 'Platform Build', 'Proof of Concept'],
    aims: ['see failures before they happen', 'know where everything is', 'cut energy use'],
    next: [
      { code: 'data-lake', probability: 0.38, lagMonths: 9 },
      { code: 'machine-learning', probability: 0.25, lagMonths: 10 },
    ],
  },
  {
    code: 'hpc',
    practice: 'industry',
    projectType: 'High Performance Computing',
    entryWeight: 2,
    industries: {
      'Life Sciences': 5,
      Aerospace: 4,
      'Energy - Oil and Gas': 4,
      Automotive: 2.5,
      Education: 1.5,
    },
    phases: ['Migrate', 'Modernize'],
    programs: ['POC', 'MAP'],
    monthlyUsd: 21_000,
    gapDays: 34,
    durationMonths: 5,
    services: servicesOf(`
      Amazon EC2 1 0.6
      AWS ParallelCluster 0.6 0.01
      AWS Batch 0.55 0.02
      Amazon FSx 0.85 0.2
      Amazon S3 0.9 0.1
      Amazon AppStream 2.0 0.25 0.06`),
    workloads: [
      {
        title: 'Simulation Cluster',
        asks: ['run crash and flow simulations on {n} cores', 'burst {n} cores of CFD jobs to EC2'],
        quantity: 3_000,
        factor: 1.2,
      },
      {
        title: 'Genomics Pipeline',
        asks: [
          'sequence {n} genomes a month with Batch',
          'process {n} samples a month in a genomics pipeline',
        ],
        quantity: 800,
        factor: 0.9,
      },
    ],
    activities: ['Cluster Pilot', 'Benchmark', 'Migration Execution'],
    aims: ['end the queue for the cluster', 'test more designs', 'publish results sooner'],
    next: [
      { code: 'machine-learning', probability: 0.3, lagMonths: 9 },
      { code: 'data-lake', probability: 0.2, lagMonths: 8 },
    ],
  },
  {
    code: 'media',
    practice: 'industry',
    projectType: 'Media Streaming',
    entryWeight: 2.5,
    industries: { 'Media and Entertainment': 9, Gaming: 2, Telecommunications: 2 },
    phases: ['Modernize', 'Migrate'],
    programs: ['POC', 'WMP'],
    monthlyUsd: 15_500,
    gapDays: 27,
    durationMonths: 4,
    services: servicesOf(`
      Amazon CloudFront 1 0.42
      AWS Elemental MediaLive 0.7 0.22
      AWS Elemental MediaConvert 0.7 0.12
      AWS Elemental MediaPackage 0.6 0.1
      Amazon S3 0.95 0.14
      Amazon Rekognition 0.2 0.05
      AWS Lambda 0.4 0.01`),
    workloads: [
      {
        title: 'Live Streaming',
        asks: [
          'stream {n} live channels with MediaLive and CloudFront',
          'bring {n} sports channels to phones',
        ],
        quantity: 12,
        factor: 1.3,
      },
      {
        title: 'Media Archive',
        asks: ['move an archive of {n} TB of video to S3', 'transcode {n} TB of film with MediaConvert'],
        quantity: 500,
        factor: 0.8,
      },
    ],
    activities: ['Channel Launch', 'Workflow Build', 'Archive Migration'],
    aims: ['reach viewers directly', 'retire the tape library', 'launch before the season'],
    next: [
      { code: 'data-lake', probability: 0.26, lagMonths: 8 },
      { code: 'generative-ai', probability: 0.2, lagMonths: 11 },
    ],
  },
];
