import type { RecordedAnswers } from './fake-account.ts';

const AVAILABLE = {
  body: {
    modelId: 'a-model',
    agreementAvailability: { status: 'AVAILABLE' },
    authorizationStatus: 'AUTHORIZED',
    entitlementAvailability: 'AVAILABLE',
    regionAvailability: 'AVAILABLE',
  },
};

/** An account in which everything is ready; in the shapes of the services' own replies, with invented ids. */
export const READY: RecordedAnswers = {
  GetCallerIdentity: {
    body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:sts::111122223333:assumed-role/deployer/someone</Arn><UserId>AROAEXAMPLE:someone</UserId><Account>111122223333</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
  },
  'GetParameter /cdk-bootstrap/hnb659fds/version': {
    body: { Parameter: { Name: '/cdk-bootstrap/hnb659fds/version', Type: 'String', Value: '29' } },
  },
  'GetParameter /partner-assistant/prod/pagerduty-url': {
    body: { Parameter: { Type: 'String', Value: 'https://events.example.com/integration/0/enqueue' } },
  },
  GetInferenceProfile: { body: { inferenceProfileId: 'us.amazon.nova-2-lite-v1:0', status: 'ACTIVE' } },
  GetFoundationModelAvailability: AVAILABLE,
  ListAgents: {
    body: {
      agentSummaries: [
        {
          agentId: 'AGENT00001',
          agentName: 'other',
          agentStatus: 'PREPARED',
          updatedAt: '2026-10-01T00:00:00Z',
        },
      ],
    },
  },
  CreateAgent: {
    body: { agent: { agentId: 'AGENT00002', agentName: 'probe', agentStatus: 'NOT_PREPARED' } },
  },
  DeleteAgent: { body: { agentId: 'AGENT00002', agentStatus: 'DELETING' } },
  'GetServiceQuota L-B99A9384': {
    body: { Quota: { ServiceCode: 'lambda', QuotaCode: 'L-B99A9384', Value: 1_000 } },
  },
  ListServiceQuotas: {
    body: {
      Quotas: [
        {
          QuotaName: 'On-demand model inference requests per minute for Amazon Nova Lite',
          Value: 1,
          QuotaCode: 'L-1',
        },
        {
          QuotaName: 'Cross-region model inference requests per minute for Amazon Nova 2 Lite',
          Value: 2_000,
          QuotaCode: 'L-2',
        },
      ],
    },
  },
  GetAccountSettings: {
    body: {
      accountSettingsDetail: { capacityLimits: { maxIndexingCapacityInOCU: 10, maxSearchCapacityInOCU: 10 } },
    },
  },
  BatchGetCollection: { body: { collectionDetails: [], collectionErrorDetails: [] } },
};
