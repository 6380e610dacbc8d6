import type { LocalEndpoints } from './local-file.ts';

/** The ids of the agents on this machine, in the form the service gives them. */
export const LOCAL_AGENTS: Pick<LocalEndpoints, 'knowledgeBaseId' | 'agents'> = {
  knowledgeBaseId: 'LOCALKB001',
  agents: {
    standard: {
      agentId: 'LOCALSTD01',
      aliasIds: { dev: 'STDDEV0001', staging: 'STDSTAGE01', prod: 'STDPROD001', canary: 'STDCANARY1' },
    },
    enhanced: {
      agentId: 'LOCALENH01',
      aliasIds: { dev: 'ENHDEV0001', staging: 'ENHSTAGE01', prod: 'ENHPROD001', canary: 'ENHCANARY1' },
    },
  },
};
