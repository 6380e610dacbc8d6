/** A key of a table or of an index: the names of its attributes, all of them texts. */
export interface TableKey {
  readonly partition: string;
  readonly sort?: string;
}

/** A DynamoDB table as the design has it: read by the adapters, by the tables of this machine, and by a deployment. */
export interface TableDeclaration {
  readonly key: TableKey;
  /** Epoch seconds after which an item counts as gone, whether or not DynamoDB deleted it; left out where none does. */
  readonly ttlAttribute?: string;
  /** How long an item counts, in seconds. */
  readonly ttlSeconds?: number;
  /** By name, each with every attribute. */
  readonly indexes: Readonly<Record<string, Required<TableKey>>>;
}

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** Index of the results cache: a customer's results by time. */
export const CUSTOMER_INDEX = 'customerId-timestamp-index';
/** Index of the history: the entries of a type of opportunity by time. */
export const TYPE_INDEX = 'opportunityType-timestamp-index';
/** Index of the sellers: whose address it is. */
export const EMAIL_INDEX = 'email-sellerId-index';

/** Index of the batches: a seller's, by when they were sent. */
export const SELLER_BATCHES_INDEX = 'sellerId-createdAt-index';

/** The three tables of the design document, and those that our own design adds. */
export const TABLES = {
  /** The results cache: a hash of the inputs, and what kind of result it is. */
  results: {
    key: { partition: 'opportunityId', sort: 'analysisType' },
    ttlAttribute: 'expiresAt',
    ttlSeconds: 7 * DAY_SECONDS,
    indexes: { [CUSTOMER_INDEX]: { partition: 'customerId', sort: 'timestamp' } },
  },
  /** Conversations, on our side of the agent. */
  sessions: {
    key: { partition: 'sessionId' },
    ttlAttribute: 'expiresAt',
    ttlSeconds: 24 * HOUR_SECONDS,
    indexes: {},
  },
  /** Headline results; the sort key is an ISO 8601 instant with a suffix that is used once. */
  history: {
    key: { partition: 'customerId', sort: 'timestamp' },
    ttlAttribute: 'expiresAt',
    ttlSeconds: 90 * DAY_SECONDS,
    indexes: { [TYPE_INDEX]: { partition: 'opportunityType', sort: 'timestamp' } },
  },
  /** What became of each question, and the events of its turn: longer than a channel sends an event again (24 hours). */
  turnLedger: {
    key: { partition: 'turnId', sort: 'part' },
    ttlAttribute: 'expiresAt',
    ttlSeconds: 25 * HOUR_SECONDS,
    indexes: {},
  },
  /** Token buckets of requests; a bucket that is full again is as good as none. */
  rateLimits: {
    key: { partition: 'bucket' },
    ttlAttribute: 'expiresAt',
    ttlSeconds: HOUR_SECONDS,
    indexes: {},
  },
  /** Files of opportunities with what became of each row: as long as the analyses they name. */
  batches: {
    key: { partition: 'batchId', sort: 'part' },
    ttlAttribute: 'expiresAt',
    ttlSeconds: 7 * DAY_SECONDS,
    indexes: { [SELLER_BATCHES_INDEX]: { partition: 'sellerId', sort: 'createdAt' } },
  },
  /** Who may ask, until a load takes them out. */
  sellers: {
    key: { partition: 'sellerId' },
    indexes: { [EMAIL_INDEX]: { partition: 'email', sort: 'sellerId' } },
  },
} as const satisfies Readonly<Record<string, TableDeclaration>>;
