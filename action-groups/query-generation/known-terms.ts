import { TECHNOLOGY_WORDS } from '#knowledge-base/projects/technology-words.ts';

/** What a word of a description tells about the work; the weight a match on it has. */
export const TERM_WEIGHTS = {
  technology: 10,
  service: 8,
  workload: 6,
  action: 2,
} as const;

/** From this weight on a term tells something alone: a product, a service, a workload that we know. */
export const TELLING_WEIGHT = TERM_WEIGHTS.workload;

export type TermKind = keyof typeof TERM_WEIGHTS;

/** Words as `searchWords` gives them: lower case, letters and digits only. */
const WORDS: Readonly<Record<TermKind, string>> = {
  technology: [...TECHNOLOGY_WORDS].join(' '),
  service: `
    appstream appsync athena aurora bedrock cloudfront cognito datasync datazone dms documentdb dynamodb ebs ec2
    ecs efs eks elasticache emr fargate fsx glue greengrass guardduty keyspaces kinesis lambda lex macie memorydb
    msk neptune opensearch outposts polly quicksight rds redshift rekognition sagemaker sitewise snowball textract
    timestream transcribe workspaces`,
  workload: `
    ai analytics api archive assistant backup bi billing cdn chatbot claims compliance container containers
    conversational crm database databases datacenter datacentre dashboards desktop desktops disaster dr ecommerce
    edge ehr elt email encryption erp etl files forecasting fraud game genai generative genomics hpc hypervisor
    identity imaging inference iot lake lakehouse learning ledger llm logging machine mainframe mes microservices
    ml mobile monitoring mlops network observability payments pipelines portal ransomware recommendation recovery
    reporting risk scada search security sensors serverless siem simulation sql storage streaming supply
    telehealth telemetry trading transcoding vdi video virtual vision voice vpn warehouse web website`,
  action: `
    adopt application applications automate automation build cloud consolidate consolidation deploy deployment
    development environment exit implement implementation improve infrastructure integrate integration landing
    lift managed migrate migration modernisation modernise modernization modernize optimisation optimise
    optimization optimize platform reduce refactor rehost replace replatform replatforming replicate retire rewrite
    scale server servers shift solution system systems transform transformation upgrade workload workloads`,
};

export const TERM_KINDS: ReadonlyMap<string, TermKind> = new Map(
  (Object.keys(WORDS) as TermKind[]).flatMap((kind) =>
    WORDS[kind]
      .trim()
      .split(/\s+/)
      .map((word) => [word, kind] as const),
  ),
);

/** Other names and close kin of well-known technologies; one row serves every word before the colon. */
const KIN = `
  openshift: kubernetes eks
  docker: ecs
  abap netweaver: sap
  ssis ssrs mssql sqlserver: sql
  vsphere vcenter esxi: vmware
  cobol jcl cics zos: mainframe
  mainframe: cobol
  as400 iseries: ibmi
  citrix: workspaces
  desktop desktops: workspaces
  llm: bedrock
  conversational: lex
  mlops: sagemaker
  elasticsearch solr: opensearch
  kafka: msk
  hadoop hive hbase cloudera hortonworks: emr
  mongodb: documentdb
  cassandra: keyspaces
  redis: elasticache
  teradata netezza: redshift
  warehouse: redshift
  genesys avaya: connect`;

export const KIN_OF: ReadonlyMap<string, readonly string[]> = new Map(
  KIN.trim()
    .split('\n')
    .flatMap((line) => {
      const [words = '', kin = ''] = line.split(':');
      return words
        .trim()
        .split(' ')
        .map((word) => [word, kin.trim().split(' ')] as const);
    }),
);

/** Words of the trade that tell nothing of the work: of the deal, of wishing, of time and of quantity. */
export const NOISE: ReadonlySet<string> = new Set(
  `able across add additional ahead allow already amazon annual annually any approximately around asap available
  aws based become begin believe best better big budget business buy buying call client clients close closed closes
  closing company complete completed contract current currently customer customers daily date day days deal decide
  deliver delivery discuss down end enable ensure entire etc every exec existing expect expected expects fast few
  first following full fully fy get give go goal going good grow growing growth h1 h2 hard help here high hopefully
  hour hours idea include including initial interested just keep key kick large last latest launch least less let
  like likely live local long longer look looking lot low main major make making many may meeting minimum month
  monthly months move moves moving much must near need needed needs new next now offer office old once one ones opportunity option
  options order organization original part partner partners people per phase pilot plan planned planning plans please
  poc possible price project projects proposal provide purchase put q1 q2 q3 q4 quarter quick quickly ready
  really region regional remaining replacement request require required requirement requirements requires right
  run running sales same second seeking seller service services set several should side sign signed since site sites small soon spend
  start started starting state still stop support sure take target team teams tell thing things think three time
  timeline today together top total toward towards two use used user users uses using usd value very via want wanted
  wants way week weekly weeks well whole wish work working year yearly years yes
  hundred thousand million billion dozen gb mb tb pb gigabytes terabytes petabytes
  january february march april june july august september october november december jan feb mar apr jun jul aug sep
  sept oct nov dec monday tuesday wednesday thursday friday saturday sunday
  africa america americas american apac apj asia asian emea eu europe european gcr germany german global
  international latam middle namer national nordic nordics north south east west uk us usa worldwide`.split(
    /\s+/,
  ),
);
