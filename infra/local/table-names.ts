/** The names of the tables, here as in AWS. */
export const TABLE_NAMES = {
  results: 'analysis-results',
  history: 'analysis-history',
  userSessions: 'user-sessions',
  agentSessions: 'agent-sessions',
  agents: 'agents',
  turnLedger: 'turn-ledger',
  sellers: 'sellers',
  rateLimits: 'rate-limits',
  batches: 'batches',
} as const;

/** Part of a customer's id in the tables; a deployment has one organisation. */
export const LOCAL_ORGANISATION = 'local';
