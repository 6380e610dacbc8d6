/** The names of the tables, here as in AWS. */
export const TABLE_NAMES = {
  results: 'analysis-results',
  userSessions: 'user-sessions',
  agentSessions: 'agent-sessions',
} as const;
