import { type Archetype, servicesOf } from './archetype.ts';

/** Archetypes of data, machine learning and generative AI. */
export const DATA_ARCHETYPES: readonly Archetype[] = [
  {
    code: 'data-lake',
    practice: 'data',
    projectType: 'Data Lake and Analytics',
    entryWeight: 9,
    industries: { Retail: 1.4, 'Financial Services': 1.3, 'Life Sciences': 1.4 },
    phases: ['Modernize', 'Migrate'],
    programs: ['MAP', 'POC', 'WMP'],
    monthlyUsd: 8_200,
    gapDays: 30,
    durationMonths: 5,
    services: servicesOf(`
      Amazon S3 1 0.16
      AWS Glue 0.92 0.18
      Amazon Athena 0.8 0.1
      Amazon Redshift 0.6 0.35
      Amazon QuickSight 0.65 0.1
      AWS Lake Formation 0.5 0.02
      Amazon Kinesis 0.25 0.1
      Amazon EMR 0.2 0.2
      AWS DMS 0.25 0.05
      AWS Step Functions 0.25 0.02`),
    workloads: [
      {
        title: 'Data Lake',
        asks: [
          'build a data lake for {n} sources with Glue and Athena',
          'bring {n} source systems into one lake on S3',
        ],
        quantity: 20,
        factor: 0.9,
      },
      {
        title: 'Data Warehouse Migration',
        asks: [
          'move a Teradata warehouse of {n} TB to Redshift',
          'replace a Netezza appliance of {n} TB by Redshift',
        ],
        quantity: 40,
        factor: 1.7,
        services: servicesOf('Amazon Redshift 1 0.5'),
      },
      {
        title: 'Business Intelligence',
        asks: [
          'give {n} users dashboards in QuickSight',
          'replace {n} Cognos and Tableau reports by QuickSight',
        ],
        quantity: 300,
        factor: 0.5,
        services: servicesOf('Amazon QuickSight 1 0.4'),
      },
      {
        title: 'Hadoop to EMR',
        asks: ['move {n} Hadoop nodes to EMR and S3', 'retire a Cloudera cluster of {n} nodes'],
        quantity: 36,
        factor: 1.5,
        services: servicesOf('Amazon EMR 1 0.4'),
      },
    ],
    activities: ['Data Strategy', 'Pipeline Build', 'Warehouse Migration', 'Proof of Concept'],
    aims: [
      'have one truth for finance and sales',
      'answer in minutes what took days',
      'stop copying extracts',
      'make data ready for machine learning',
    ],
    next: [
      { code: 'generative-ai', probability: 0.42, lagMonths: 9 },
      { code: 'machine-learning', probability: 0.18, lagMonths: 9 },
    ],
  },
  {
    code: 'generative-ai',
    practice: 'ai',
    projectType: 'Generative AI',
    entryWeight: 6,
    sinceYear: 2023,
    industries: { 'Software and Internet': 1.7, 'Financial Services': 1.4, 'Professional Services': 1.5 },
    phases: ['Modernize'],
    programs: ['GenAI POC', 'POC', 'MAP'],
    monthlyUsd: 5_200,
    gapDays: 20,
    durationMonths: 3,
    services: servicesOf(`
      Amazon Bedrock 0.97 0.4
      AWS Lambda 0.8 0.08
      Amazon OpenSearch Service 0.75 0.28
      Amazon S3 0.7 0.04
      Amazon DynamoDB 0.5 0.05
      Amazon API Gateway 0.5 0.04
      AWS Step Functions 0.3 0.03
      Amazon Textract 0.22 0.12
      Amazon Cognito 0.3 0.02
      Amazon CloudWatch 0.4 0.03`),
    workloads: [
      {
        title: 'Knowledge Assistant',
        asks: [
          'build an assistant that answers from {n} documents with Bedrock',
          'give agents a retrieval assistant over {n} policies and manuals',
        ],
        quantity: 12_000,
        factor: 1,
      },
      {
        title: 'Intelligent Document Processing',
        asks: [
          'read {n} invoices and claims a month with Textract and Bedrock',
          'extract data from {n} contracts with a foundation model',
        ],
        quantity: 25_000,
        factor: 1.2,
        services: servicesOf('Amazon Textract 1 0.3'),
      },
      {
        title: 'Agentic Workflow',
        asks: [
          'automate {n} back-office workflows with Bedrock agents',
          'let agents handle {n} kinds of service requests',
        ],
        quantity: 8,
        factor: 1.5,
      },
    ],
    activities: ['GenAI Proof of Concept', 'Use Case Discovery', 'Production Rollout'],
    aims: [
      'answer customers in seconds',
      'halve the time spent on paperwork',
      'find what the company already knows',
    ],
    next: [
      { code: 'contact-center', probability: 0.16, lagMonths: 7 },
      { code: 'serverless', probability: 0.12, lagMonths: 8 },
    ],
  },
  {
    code: 'machine-learning',
    practice: 'ai',
    projectType: 'Machine Learning',
    entryWeight: 3,
    phases: ['Modernize'],
    programs: ['POC', 'WMP'],
    monthlyUsd: 7_000,
    gapDays: 25,
    durationMonths: 5,
    services: servicesOf(`
      Amazon SageMaker 1 0.55
      Amazon S3 0.9 0.1
      AWS Glue 0.5 0.1
      AWS Lambda 0.5 0.04
      AWS Step Functions 0.4 0.02
      Amazon ECR 0.3 0.01
      Amazon Personalize 0.2 0.2`),
    workloads: [
      {
        title: 'Demand Forecasting',
        asks: ['forecast demand for {n} products with SageMaker', 'predict stock for {n} articles a store'],
        quantity: 5_000,
        factor: 1,
      },
      {
        title: 'MLOps Platform',
        asks: [
          'put {n} models into production on a SageMaker platform',
          'give data scientists a platform for {n} models',
        ],
        quantity: 15,
        factor: 1.4,
      },
      {
        title: 'Fraud Detection',
        asks: ['score {n} transactions a minute for fraud', 'detect fraud in {n} payments a minute'],
        quantity: 900,
        factor: 1.2,
      },
    ],
    activities: ['Model Development', 'Proof of Concept', 'MLOps Build'],
    aims: ['waste less stock', 'catch fraud earlier', 'bring models out of notebooks'],
    next: [{ code: 'generative-ai', probability: 0.35, lagMonths: 10 }],
  },
];
