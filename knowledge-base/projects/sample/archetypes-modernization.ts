import { type Archetype, servicesOf } from './archetype.ts';

/** Archetypes that change what is there: databases, SAP, mainframes, applications. */
export const MODERNIZATION_ARCHETYPES: readonly Archetype[] = [
  {
    code: 'database-modernization',
    practice: 'database',
    projectType: 'Database Modernization',
    entryWeight: 11,
    industries: { 'Financial Services': 1.7, Healthcare: 1.2, Telecommunications: 1.3 },
    phases: ['Modernize', 'Modernize', 'Migrate'],
    programs: ['MAP', 'MAP', 'OLA', 'POC'],
    monthlyUsd: 9_500,
    gapDays: 35,
    durationMonths: 6,
    services: servicesOf(`
      Amazon Aurora 0.86 0.5
      AWS DMS 0.85 0.09
      Amazon RDS 0.4 0.3
      Amazon S3 0.55 0.04
      AWS Secrets Manager 0.45 0.01
      AWS KMS 0.4 0.01
      Amazon CloudWatch 0.6 0.04
      AWS Backup 0.4 0.04
      AWS Lambda 0.25 0.03
      Amazon ElastiCache 0.2 0.12`),
    workloads: [
      {
        title: 'Sybase ASE to Aurora PostgreSQL',
        asks: [
          'move {n} Sybase ASE databases to Aurora PostgreSQL',
          'modernize {n} Sybase databases to Aurora PostgreSQL with the schema conversion tool',
          'replace {n} SAP ASE (Sybase) servers by Aurora PostgreSQL',
        ],
        quantity: 30,
        factor: 1.2,
      },
      {
        title: 'Oracle to Aurora PostgreSQL',
        asks: [
          'convert {n} Oracle databases to Aurora PostgreSQL',
          'get {n} Oracle databases off their licenses and onto Aurora',
        ],
        quantity: 18,
        factor: 1.6,
      },
      {
        title: 'SQL Server to Aurora',
        asks: [
          'move {n} SQL Server databases to Aurora PostgreSQL with Babelfish',
          'refactor {n} Microsoft SQL Server databases for Aurora',
        ],
        quantity: 35,
        factor: 1,
      },
      {
        title: 'Db2 to Amazon RDS',
        asks: ['migrate {n} Db2 databases to Amazon RDS', 'replatform {n} IBM Db2 databases on RDS'],
        quantity: 14,
        factor: 1.3,
      },
      {
        title: 'MySQL to Aurora MySQL',
        asks: [
          'consolidate {n} self-managed MySQL databases on Aurora MySQL',
          'move {n} MariaDB and MySQL databases to Aurora',
        ],
        quantity: 40,
        factor: 0.55,
      },
      {
        title: 'MongoDB to DocumentDB',
        asks: [
          'replace {n} MongoDB clusters by Amazon DocumentDB',
          'move {n} MongoDB replica sets to DocumentDB',
        ],
        quantity: 8,
        factor: 0.8,
        services: servicesOf('Amazon DocumentDB 1 0.6'),
      },
    ],
    activities: ['Database Freedom', 'Schema Conversion', 'Database Migration', 'Proof of Concept'],
    aims: [
      'end license costs',
      'leave a database out of support',
      'scale reads without new hardware',
      'free the administrators from patching',
    ],
    next: [
      { code: 'data-lake', probability: 0.46, lagMonths: 8 },
      { code: 'serverless', probability: 0.14, lagMonths: 9 },
    ],
  },
  {
    code: 'sap',
    practice: 'migration',
    projectType: 'SAP on AWS',
    entryWeight: 4,
    industries: { Manufacturing: 2.6, 'Consumer Goods': 1.9, 'Energy - Oil and Gas': 1.6, Automotive: 1.8 },
    phases: ['Migrate', 'Migrate', 'Modernize'],
    programs: ['MAP', 'MAP for SAP'],
    monthlyUsd: 34_000,
    gapDays: 56,
    durationMonths: 10,
    services: servicesOf(`
      Amazon EC2 1 0.62
      Amazon EBS 1 0.15
      Amazon EFS 0.7 0.06
      Amazon S3 0.7 0.04
      AWS Backup 0.7 0.05
      AWS Direct Connect 0.6 0.06
      Amazon CloudWatch 0.5 0.03
      AWS Systems Manager 0.4 0.01`),
    workloads: [
      {
        title: 'SAP S/4HANA',
        asks: [
          'move SAP S/4HANA with {n} systems to certified EC2 instances',
          'run S/4HANA in {n} landscapes on high-memory instances',
        ],
        quantity: 12,
        factor: 1.3,
      },
      {
        title: 'SAP ECC',
        asks: [
          'migrate SAP ECC and BW, {n} systems in all',
          'rehost {n} SAP ECC systems and convert them to HANA',
        ],
        quantity: 16,
        factor: 1,
      },
    ],
    activities: ['SAP Migration', 'HANA Sizing', 'Migration Execution'],
    aims: ['be ready for S/4HANA', 'leave the hosting contract', 'size HANA by need'],
    next: [
      { code: 'data-lake', probability: 0.33, lagMonths: 11 },
      { code: 'disaster-recovery', probability: 0.22, lagMonths: 6 },
    ],
  },
  {
    code: 'mainframe',
    practice: 'application',
    projectType: 'Mainframe Modernization',
    entryWeight: 2,
    industries: { 'Financial Services': 3, Government: 2.5, Travel: 1.4 },
    phases: ['Modernize', 'Assess', 'Migrate'],
    programs: ['MAP', 'POC'],
    monthlyUsd: 42_000,
    gapDays: 75,
    durationMonths: 16,
    services: servicesOf(`
      AWS Mainframe Modernization 0.85 0.3
      Amazon EC2 0.7 0.2
      Amazon Aurora 0.75 0.25
      Amazon ECS 0.35 0.1
      Amazon S3 0.6 0.03
      Amazon MQ 0.4 0.05
      AWS DMS 0.4 0.04
      AWS Direct Connect 0.4 0.04
      Amazon CloudWatch 0.5 0.03`),
    workloads: [
      {
        title: 'COBOL Refactoring',
        asks: [
          'refactor {n} COBOL programs from the mainframe to Java',
          'take {n} CICS and COBOL programs off z/OS',
        ],
        quantity: 1_800,
        factor: 1.1,
      },
      {
        title: 'Mainframe Replatforming',
        asks: [
          'replatform {n} batch jobs with their VSAM files and Db2 tables',
          'move {n} JCL jobs from z/OS to managed runtimes',
        ],
        quantity: 600,
        factor: 0.9,
      },
    ],
    activities: ['Mainframe Assessment', 'Code Conversion', 'Parallel Run'],
    aims: ['retire the mainframe', 'find people who can change the code', 'cut MIPS charges'],
    next: [
      { code: 'data-lake', probability: 0.3, lagMonths: 14 },
      { code: 'serverless', probability: 0.2, lagMonths: 12 },
    ],
  },
  {
    code: 'containers',
    practice: 'application',
    projectType: 'Container Modernization',
    entryWeight: 7,
    industries: { 'Software and Internet': 2, Gaming: 1.6, Telecommunications: 1.3 },
    phases: ['Modernize', 'Modernize', 'Migrate'],
    programs: ['MAP', 'WMP', 'POC'],
    monthlyUsd: 9_800,
    gapDays: 28,
    durationMonths: 6,
    services: servicesOf(`
      Amazon EKS 0.68 0.12
      Amazon ECS 0.38 0.1
      AWS Fargate 0.5 0.25
      Amazon EC2 0.6 0.35
      Amazon ECR 0.85 0.02
      Elastic Load Balancing 0.8 0.06
      Amazon Aurora 0.45 0.25
      Amazon ElastiCache 0.35 0.1
      Amazon CloudWatch 0.7 0.05
      AWS CodePipeline 0.35 0.01`),
    workloads: [
      {
        title: 'Kubernetes Platform',
        asks: ['run {n} microservices on EKS', 'move {n} services from self-managed Kubernetes to EKS'],
        quantity: 60,
        factor: 1.2,
      },
      {
        title: 'OpenShift Exit',
        asks: ['leave OpenShift with {n} applications', 'replatform {n} OpenShift applications on EKS'],
        quantity: 45,
        factor: 1.3,
      },
      {
        title: '.NET to Containers',
        asks: [
          'containerize {n} .NET applications for ECS on Fargate',
          'refactor {n} Java and .NET monoliths into containers',
        ],
        quantity: 12,
        factor: 0.8,
      },
    ],
    activities: ['Platform Build', 'Application Refactoring', 'Well-Architected Review'],
    aims: ['release daily', 'scale with the season', 'stop patching servers'],
    next: [
      { code: 'serverless', probability: 0.2, lagMonths: 9 },
      { code: 'data-lake', probability: 0.24, lagMonths: 8 },
    ],
  },
  {
    code: 'serverless',
    practice: 'application',
    projectType: 'Serverless Application',
    entryWeight: 6,
    industries: { 'Software and Internet': 1.6, 'Media and Entertainment': 1.3 },
    phases: ['Modernize'],
    programs: ['POC', 'WMP', 'Well-Architected'],
    monthlyUsd: 2_900,
    gapDays: 20,
    durationMonths: 4,
    services: servicesOf(`
      AWS Lambda 1 0.25
      Amazon API Gateway 0.9 0.16
      Amazon DynamoDB 0.85 0.25
      Amazon SQS 0.6 0.04
      Amazon EventBridge 0.45 0.03
      AWS Step Functions 0.45 0.06
      Amazon Cognito 0.5 0.06
      Amazon S3 0.6 0.05
      Amazon CloudFront 0.4 0.1`),
    workloads: [
      {
        title: 'Serverless APIs',
        asks: [
          'build {n} APIs on Lambda and API Gateway',
          'open {n} internal systems to partners by serverless APIs',
        ],
        quantity: 25,
        factor: 1,
      },
      {
        title: 'Event-Driven Integration',
        asks: [
          'connect {n} applications by events instead of nightly files',
          'replace an ESB with {n} flows by EventBridge and Step Functions',
        ],
        quantity: 18,
        factor: 0.9,
      },
    ],
    activities: ['Application Build', 'Architecture Design', 'Well-Architected Review'],
    aims: ['pay for use only', 'launch a new product this year', 'let partners integrate in days'],
    next: [
      { code: 'generative-ai', probability: 0.22, lagMonths: 10 },
      { code: 'data-lake', probability: 0.2, lagMonths: 9 },
    ],
  },
];
