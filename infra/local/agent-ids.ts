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

/** The in-process agents: in the same tables, under ids of their own. */
export const IN_PROCESS_AGENTS: LocalEndpoints['agents'] = {
  standard: {
    agentId: 'INPROCSTD1',
    aliasIds: { dev: 'IPSDEV0001', staging: 'IPSSTAGE01', prod: 'IPSPROD001', canary: 'IPSCANARY1' },
  },
  enhanced: {
    agentId: 'INPROCENH1',
    aliasIds: { dev: 'IPEDEV0001', staging: 'IPESTAGE01', prod: 'IPEPROD001', canary: 'IPECANARY1' },
  },
};

/** The sellers' guardrail on this machine, for ApplyGuardrail at the runtime's endpoint. */
export const LOCAL_GUARDRAIL = { guardrailId: 'LOCALGRD01', guardrailVersion: '1' } as const;
