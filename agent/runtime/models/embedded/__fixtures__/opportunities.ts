/**
 * Messages as hurried sellers write them, each with the arguments that must reach `analyzeOpportunity`.
 * The first thirty were written before the grammar; the later ones are from batches tried on it afterwards,
 * where about half (20 of 41) had some field wrong at first sight. The day is 2026-11-23 throughout.
 */
export interface OpportunityMessage {
  readonly say: string;
  readonly expect: Readonly<Record<string, string | number>>;
  /** Text that must stand in the description. */
  readonly wants?: string;
  /** Fields that must be absent. */
  readonly without?: readonly string[];
  /** Fields that must be asked for; then nothing is analysed. */
  readonly asks?: readonly string[];
}

export const FIXTURE_TODAY = '2026-11-23';

export const OPPORTUNITY_MESSAGES: readonly OpportunityMessage[] = [
  {
    say: 'Concentra in the US wants Sybase modernization, closing 3/5/2027: move 40 Sybase ASE databases to Aurora PostgreSQL',
    expect: {
      customerName: 'Concentra',
      country: 'US',
      targetCloseDate: '2027-03-05',
      opportunityName: 'Sybase modernization',
      description: 'Sybase modernization: move 40 Sybase ASE databases to Aurora PostgreSQL',
    },
  },
  {
    say: 'concentra in the us wants sybase modernization, closing 3/5/2027: move 40 sybase ase databases to aurora postgresql',
    expect: { customerName: 'concentra', country: 'US', targetCloseDate: '2027-03-05' },
    wants: 'move 40 sybase ase databases to aurora postgresql',
  },
  {
    say: 'Customer: Helvetia Versicherungen AG\nCountry: Switzerland\nClose date: 5.3.2027\nDescription: SAP S/4HANA on AWS, 12 TB HANA, disaster recovery in a second region',
    expect: {
      customerName: 'Helvetia Versicherungen AG',
      country: 'CH',
      targetCloseDate: '2027-03-05',
      description: 'SAP S/4HANA on AWS, 12 TB HANA, disaster recovery in a second region',
    },
  },
  {
    say: '- account = Foo & Sons, Inc.\n- region = EMEA\n- expected close = end of Q2 2027\n- what they want = data lake on S3 with Glue and Athena',
    expect: {
      customerName: 'Foo & Sons, Inc.',
      region: 'EMEA',
      targetCloseDate: '2027-06-30',
      description: 'data lake on S3 with Glue and Athena',
    },
    without: ['country'],
  },
  {
    say: "We're working with Nordwind Logistik to move 300 VMs out of their data center in Hamburg, close mid March",
    expect: { customerName: 'Nordwind Logistik', country: 'DE', targetCloseDate: '2027-03-15' },
    wants: 'move 300 VMs out of their data center',
  },
  {
    say: 'Banco Azul (bank, Brazil) needs a fraud detection platform on SageMaker, about 1.3 million dollars a year, signing in six weeks',
    expect: {
      customerName: 'Banco Azul',
      country: 'BR',
      industry: 'Financial Services',
      targetCloseDate: '2027-01-04',
      expectedAnnualUsd: 1_300_000,
    },
    wants: 'fraud detection platform on SageMaker',
  },
  {
    say: 'Customer is St. Mary Hospital in Ohio. They would like to modernize their Epic environment. Expected close 28.02.2027. $40k a month.',
    expect: {
      customerName: 'St. Mary Hospital',
      country: 'US',
      targetCloseDate: '2027-02-28',
      expectedAnnualUsd: 480_000,
      industry: 'Healthcare',
    },
    wants: 'modernize their Epic environment',
  },
  {
    say: 'Got a new one: Kestrel Air, UK airline, wants contact center on Amazon Connect, 800 agents, before the licence renews on 30 June, so by end of January',
    expect: {
      customerName: 'Kestrel Air',
      country: 'GB',
      industry: 'Travel',
      targetCloseDate: '2027-01-31',
    },
    wants: 'contact center on Amazon Connect, 800 agents',
  },
  {
    say: 'Fwd: call notes\n\n* Met with Tanaka Precision yesterday (Japan, manufacturing)\n* they want IoT monitoring for 3 plants with IoT Core and Timestream\n* budget 500k USD per year\n* decision 2027-W10',
    expect: {
      customerName: 'Tanaka Precision',
      country: 'JP',
      industry: 'Manufacturing',
      expectedAnnualUsd: 500_000,
      targetCloseDate: '2027-03-12',
    },
    wants: 'IoT monitoring for 3 plants with IoT Core and Timestream',
  },
  {
    say: 'Acme Corp, Germany, SAP migration of 20 systems to EC2, March 2027',
    expect: { customerName: 'Acme Corp', country: 'DE', targetCloseDate: '2027-03-31' },
    wants: 'SAP migration of 20 systems to EC2',
  },
  {
    say: "Customer name: x'); DROP TABLE projects;--\nCountry: US\nClose: 2027-03-05\nDescription: Oracle to Aurora",
    expect: { customerName: "x'); DROP TABLE projects;--", country: 'US', targetCloseDate: '2027-03-05' },
  },
  {
    say: 'Analyze an opportunity for "Blue & Grey Ltd." in France: replatform a Java monolith to EKS, target close Q3 2027, net new',
    expect: {
      customerName: 'Blue & Grey Ltd.',
      country: 'FR',
      targetCloseDate: '2027-09-30',
      opportunityType: 'Net New Business',
    },
    wants: 'replatform a Java monolith to EKS',
  },
  {
    say: 'hi, mid-size retailer Sonnenmarkt in Austria would like to migrate 40 SQL Server databases to RDS, closing next month',
    expect: {
      customerName: 'Sonnenmarkt',
      country: 'AT',
      industry: 'Retail',
      customerSegment: 'Mid-Market',
      targetCloseDate: '2026-12-31',
    },
    wants: 'migrate 40 SQL Server databases to RDS',
  },
  {
    say: 'Opportunity: Mainframe exit\nClient - Province of Alba\nGeo - Canada\nIndustry - public sector\nSize - enterprise\nClosing - early next year\nDetails - move COBOL batch off the mainframe, Blu Age, 2 TB Db2\nPhase - mobilize',
    expect: {
      opportunityName: 'Mainframe exit',
      customerName: 'Province of Alba',
      country: 'CA',
      industry: 'Government',
      customerSegment: 'Enterprise',
      migrationPhase: 'Mobilize',
    },
    wants: 'move COBOL batch off the mainframe',
  },
  {
    say: 'Vodacel needs to expand their Redshift cluster, expansion, South Africa, $1.2M ARR, close Dec 15',
    expect: {
      customerName: 'Vodacel',
      country: 'ZA',
      opportunityType: 'Expansion',
      expectedAnnualUsd: 1_200_000,
      targetCloseDate: '2026-12-15',
    },
    wants: 'Redshift cluster',
  },
  {
    say: 'Please look at this deal: Orbital Games is moving its game servers to GameLift, they are in Sweden and will sign by Christmas',
    expect: { customerName: 'Orbital Games', country: 'SE', targetCloseDate: '2026-12-25' },
    wants: 'game servers to GameLift',
  },
  {
    say: 'move 60 Oracle databases to Aurora for Zenith Pharma, switzerland, close 31.12.2026',
    expect: { customerName: 'Zenith Pharma', country: 'CH', targetCloseDate: '2026-12-31' },
    wants: 'move 60 Oracle databases to Aurora',
  },
  {
    say: 'A German bank wants to migrate 200 servers, closing end of June',
    expect: {},
    asks: ['customerName'],
  },
  {
    say: 'Acme in Germany closing in March',
    expect: {},
    asks: ['description'],
  },
  {
    say: 'Fabrikam in Spain wants a data warehouse on Redshift, closing 31 February 2027',
    expect: {},
    asks: ['targetCloseDate'],
  },
  {
    say: 'Customer: Fabrikam\nCountry: Spain\nCountry: Portugal\nClose: 1 June 2027\nNeed: backup of 80 TB to S3',
    expect: {},
    asks: ['country'],
  },
  {
    say: 'Need an estimate for Delta Foods in Texas - VMware exit, 450 VMs, closing H1 2027. They currently pay $2M a year to VMware.',
    expect: { customerName: 'Delta Foods', country: 'US', targetCloseDate: '2027-06-30' },
    without: ['expectedAnnualUsd'],
    wants: 'VMware exit, 450 VMs',
  },
  {
    say: 'Lumen University, Singapore, research HPC cluster with ParallelCluster and FSx, sign in 3 months, minus 50k a month',
    expect: {
      customerName: 'Lumen University',
      country: 'SG',
      industry: 'Education',
      targetCloseDate: '2027-02-23',
    },
    without: ['expectedAnnualUsd'],
  },
  {
    say: 'the close date is 12/04/2027. the customer is Oakridge Credit Union. they are based in New York and want a generative AI chatbot with Bedrock',
    expect: { customerName: 'Oakridge Credit Union', country: 'US', targetCloseDate: '2027-12-04' },
    wants: 'generative AI chatbot with Bedrock',
  },
  {
    say: 'the close date is 12/04/2027. the customer is Oakridge Building Society. they are based in London and want a generative AI chatbot with Bedrock',
    expect: { customerName: 'Oakridge Building Society', country: 'GB', targetCloseDate: '2027-04-12' },
  },
  {
    say: 'Pinewood Energy (Norway) – SCADA data to the cloud, Kinesis + S3, expected Q1',
    expect: { customerName: 'Pinewood Energy', country: 'NO', targetCloseDate: '2027-03-31' },
    wants: 'SCADA data to the cloud, Kinesis + S3',
  },
  {
    say: 'We have an opportunity with Halcyon Insurance Group in Irland to rebuild the claims portal serverless, deal should close around 15 April 2027',
    expect: {
      customerName: 'Halcyon Insurance Group',
      country: 'IE',
      targetCloseDate: '2027-04-15',
    },
    wants: 'rebuild the claims portal serverless',
  },
  {
    say: 'help Marlowe Media get their 2 PB video archive into S3 Glacier, australian broadcaster, contract signed by 2027-05-01 hopefully',
    expect: {
      customerName: 'Marlowe Media',
      country: 'AU',
      targetCloseDate: '2027-05-01',
      industry: 'Media and Entertainment',
    },
    wants: '2 PB video archive into S3 Glacier',
  },
  {
    say: 'startup called Tidepool Robotics, based in Tel Aviv, wants to train models on Trainium; closing 20 Jan; roughly 25k/month',
    expect: {
      customerName: 'Tidepool Robotics',
      country: 'IL',
      customerSegment: 'SMB',
      targetCloseDate: '2027-01-20',
      expectedAnnualUsd: 300_000,
    },
    wants: 'train models on Trainium',
  },
  {
    say: '3M in the US wants to consolidate 12 data centers, closing December 5th',
    expect: { customerName: '3M', country: 'US', targetCloseDate: '2026-12-05' },
    wants: 'consolidate 12 data centers',
  },
  {
    say: 'Could you run the numbers on Blackwood & Hale LLP? Law firm out of Manchester, they want to get off their on-prem iManage file servers (40TB) to FSx. Looks like a mid-February close.',
    expect: {
      customerName: 'Blackwood & Hale LLP',
      country: 'GB',
      targetCloseDate: '2027-02-15',
      industry: 'Professional Services',
    },
    wants: 'get off their on-prem iManage file servers (40TB) to FSx',
  },
  {
    say: 'Nimbus Retail Group | Brazil | Net new | data lake + QuickSight | close 30/04/2027 | USD 75k MRR',
    expect: {
      customerName: 'Nimbus Retail Group',
      country: 'BR',
      opportunityType: 'Net New Business',
      targetCloseDate: '2027-04-30',
      expectedAnnualUsd: 900_000,
      description: 'data lake + QuickSight',
    },
  },
  {
    say: "what would we earn if Ardent Mills moves 25 SAP systems? they're in Colorado, signing January 15th",
    expect: { customerName: 'Ardent Mills', country: 'US', targetCloseDate: '2027-01-15' },
    wants: '25 SAP systems',
  },
  {
    say: 'opportunity: Helios Solar; country: Chile; close: 2027-08; needs: forecasting with SageMaker',
    expect: {},
    asks: ['customerName'],
  },
  {
    say: 'my customer (a large hospital group in Spain, name is Grupo Salud Norte) wants VDI for 3000 users with WorkSpaces, closing next quarter',
    expect: {
      customerName: 'Grupo Salud Norte',
      country: 'ES',
      industry: 'Healthcare',
      targetCloseDate: '2027-03-31',
      description: 'VDI for 3000 users with WorkSpaces',
    },
  },
  {
    say: 'Deutsche Kornbank AG, Frankfurt, Kernbanksystem nach AWS migrieren, Abschluss Q3 2027',
    expect: { customerName: 'Deutsche Kornbank AG', country: 'DE', targetCloseDate: '2027-09-30' },
    wants: 'Kernbanksystem nach AWS migrieren',
  },
  {
    say: 'Opportunity with the Ministry of Health of Kenya: national EHR on RDS, 3 regions, closing H2 2027, around 4 million USD per year',
    expect: {
      customerName: 'Ministry of Health of Kenya',
      country: 'KE',
      targetCloseDate: '2027-12-31',
      expectedAnnualUsd: 4_000_000,
    },
    wants: 'national EHR on RDS, 3 regions',
  },
  {
    say: 'wonka industries uk 50 sap hana systems closing next quarter',
    expect: { customerName: 'wonka industries', country: 'GB', targetCloseDate: '2027-03-31' },
    wants: '50 sap hana systems',
  },
  {
    say: 'a healthcare startup in Boston called MediTrack needs HIPAA compliant hosting for their telehealth app, close March 15',
    expect: {
      customerName: 'MediTrack',
      country: 'US',
      industry: 'Healthcare',
      customerSegment: 'SMB',
      targetCloseDate: '2027-03-15',
    },
    wants: 'HIPAA compliant hosting for their telehealth app',
  },
  {
    say: 'We are helping Oceanic Airlines, Australia’s second airline, move its booking engine off Solaris. PO expected on or before 10 Feb 2027.',
    expect: {
      customerName: 'Oceanic Airlines',
      country: 'AU',
      industry: 'Travel',
      targetCloseDate: '2027-02-10',
    },
    wants: 'move its booking engine off Solaris',
  },
  {
    say: 'Customer is Target, Minneapolis. 120 Oracle DBs to Aurora PostgreSQL. Closing 12 Feb 2027.',
    expect: { customerName: 'Target', country: 'US', targetCloseDate: '2027-02-12' },
    wants: '120 Oracle DBs to Aurora PostgreSQL',
  },
  {
    say: 'new one: gap, the clothes people, san francisco - 35 services to ecs, close march 19 2027',
    expect: { customerName: 'gap', country: 'US', targetCloseDate: '2027-03-19' },
    wants: '35 services to ecs',
  },
  {
    say: 'so i just came out of a call with apple bank in new york they have about forty windows servers and want out of their data center, signed by end of january 2027',
    expect: { customerName: 'apple bank', country: 'US', targetCloseDate: '2027-01-31' },
    wants: 'they have about forty windows servers and want out of their data center',
  },
  {
    say: 'yo need a quick sizing 4 hanabira games out of seoul - game servers on eks, close 6 jan 2027',
    expect: { customerName: 'hanabira games', country: 'KR', targetCloseDate: '2027-01-06' },
    wants: 'game servers on eks',
  },
  {
    say: '🚀 renewal!! Nordlys Telecom 🇳🇴 Oslo – 110 TB on S3, flat renewal, signs 🗓️ 17 dec 2026 🙏',
    expect: {
      customerName: 'Nordlys Telecom',
      country: 'NO',
      opportunityType: 'Flat Renewal',
      targetCloseDate: '2026-12-17',
    },
    wants: '110 TB on S3',
  },
  {
    say: 'Pelican Insurance, Miami, 50 databases to Aurora, closes 5 march 2027 - no wait, 2 april 2027',
    expect: { customerName: 'Pelican Insurance', country: 'US', targetCloseDate: '2027-04-02' },
    wants: '50 databases to Aurora',
  },
  {
    say: 'Sparkasse Bremen: 12 HPC clusters to ParallelCluster, closes 30 april 2027',
    expect: { customerName: 'Sparkasse Bremen', country: 'DE', targetCloseDate: '2027-04-30' },
    wants: '12 HPC clusters to ParallelCluster',
  },
  {
    say: 'Account Name\tBilling Country\tClose Date\tDescription\nSantiago Salmon SpA\tChile\t2027-01-22\tMove 16 PostgreSQL databases to RDS',
    expect: { customerName: 'Santiago Salmon SpA', country: 'CL', targetCloseDate: '2027-01-22' },
    wants: 'Move 16 PostgreSQL databases to RDS',
  },
  {
    say: 'Customer      Country    Owner    Close date    Scope\nAcme Foods    Norway     Me    5 May 2027    12 apps to EKS',
    expect: { customerName: 'Acme Foods', country: 'NO', targetCloseDate: '2027-05-05' },
    wants: '12 apps to EKS',
  },
  {
    say: 'pls size\n\n| Account | Country | Close date | Description | Amount |\n|---|---|---|---|---|\n| Coop Danmark | Denmark | 2027-02-26 | 45 .NET apps to ECS | |\n',
    expect: { customerName: 'Coop Danmark', country: 'DK', targetCloseDate: '2027-02-26' },
    wants: '45 .NET apps to ECS',
  },
  {
    say: 'Bonjour, nouveau client : Assurances Beaulieu à Genève. Ils veulent migrer 60 bases SQL Server vers Aurora. Signature prévue le 12 février 2027.',
    expect: { customerName: 'Assurances Beaulieu', country: 'CH', targetCloseDate: '2027-02-12' },
    wants: 'migrer 60 bases SQL Server vers Aurora',
  },
  {
    say: 'El cliente es Hoteles Miramar, en Cancún, México. Quieren migrar 80 servidores a EC2. Cierre: 15 de enero de 2027.',
    expect: { customerName: 'Hoteles Miramar', country: 'MX', targetCloseDate: '2027-01-15' },
    wants: 'migrar 80 servidores a EC2',
  },
  {
    say: 'Klant: Bakkerij De Vries, Utrecht. Willen 30 servers naar EC2 verhuizen, tekenen op 19 maart 2027.',
    expect: { customerName: 'Bakkerij De Vries', country: 'NL', targetCloseDate: '2027-03-19' },
    wants: '30 servers naar EC2 verhuizen',
  },
  {
    say: 'Nuovo cliente: Molino Bianchi, Verona. Vogliono migrare 30 server su EC2. Firma prevista il 12 marzo 2027',
    expect: { customerName: 'Molino Bianchi', country: 'IT', targetCloseDate: '2027-03-12' },
    wants: 'migrare 30 server su EC2',
  },
  {
    say: 'O cliente é Banco Serra em Lisboa, quer um data lake no S3, assinatura em 5 de março de 2027',
    expect: { customerName: 'Banco Serra', country: 'PT', targetCloseDate: '2027-03-05' },
    wants: 'data lake no S3',
  },
  {
    say: 'Stadtwerke Lübeck will 45 VMs auf EC2 migrieren, Unterschrift in KW 7 2027, Deutschland',
    expect: { customerName: 'Stadtwerke Lübeck', country: 'DE', targetCloseDate: '2027-02-19' },
    wants: '45 VMs auf EC2 migrieren',
  },
  {
    say: 'Kunde ist die Sparkasse Köln, sie wollen 12 Oracle-DBs nach Aurora, Abschluss KW 12 2027',
    expect: { customerName: 'Sparkasse Köln', country: 'DE', targetCloseDate: '2027-03-26' },
    wants: '12 Oracle-DBs nach Aurora',
  },
  {
    say: 'Ciao team, il cliente è Ceramiche Rossi a Modena, vuole un data lake su S3 e Glue, chiusura prevista entro fine marzo 2027',
    expect: { customerName: 'Ceramiche Rossi', country: 'IT', targetCloseDate: '2027-03-31' },
    wants: 'data lake su S3 e Glue',
  },
  {
    say: 'Nuevo cliente: Minera Atacama (Santiago, Chile). Migrar 12 bases Oracle a Aurora. Firma prevista para el 30 de abril de 2027',
    expect: { customerName: 'Minera Atacama', country: 'CL', targetCloseDate: '2027-04-30' },
    wants: 'Migrar 12 bases Oracle a Aurora',
  },
  {
    say: 'Tui Wines 🇳🇿: 12 apps to EKS, closes 3 May 2027',
    expect: { customerName: 'Tui Wines', country: 'NZ', targetCloseDate: '2027-05-03' },
    wants: '12 apps to EKS',
  },
];
