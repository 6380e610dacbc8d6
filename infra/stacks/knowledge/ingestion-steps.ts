/**
 * The ingestion as Step Functions runs it: start a job (one at a time, so wait while another runs), ask until it has
 * ended, and fail when it failed or when a document could not be taken. `${…}` is filled in by CloudFormation.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export function ingestionSteps() {
  return {
    Comment: 'Takes changed documents into the knowledge base.',
    StartAt: 'Start',
    States: {
      Start: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:bedrockagent:startIngestionJob',
        Parameters: {
          KnowledgeBaseId: '${knowledgeBaseId}',
          DataSourceId: '${dataSourceId}',
          'ClientToken.$': "States.Format('{}-{}', $$.Execution.Name, $$.Execution.Name)",
        },
        ResultSelector: { 'id.$': '$.IngestionJob.IngestionJobId' },
        ResultPath: '$.job',
        Retry: [
          {
            ErrorEquals: ['BedrockAgent.ConflictException', 'BedrockAgent.ServiceQuotaExceededException'],
            IntervalSeconds: 60,
            MaxAttempts: 60,
            BackoffRate: 1,
          },
          {
            ErrorEquals: ['BedrockAgent.ThrottlingException', 'BedrockAgent.InternalServerException'],
            IntervalSeconds: 5,
            MaxAttempts: 5,
            BackoffRate: 2,
          },
        ],
        Next: 'Wait',
      },
      Wait: { Type: 'Wait', Seconds: 30, Next: 'Ask' },
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:bedrockagent:getIngestionJob',
        Parameters: {
          KnowledgeBaseId: '${knowledgeBaseId}',
          DataSourceId: '${dataSourceId}',
          'IngestionJobId.$': '$.job.id',
        },
        ResultSelector: {
          'status.$': '$.IngestionJob.Status',
          'failed.$': '$.IngestionJob.Statistics.NumberOfDocumentsFailed',
        },
        ResultPath: '$.state',
        Retry: [
          {
            ErrorEquals: ['BedrockAgent.ThrottlingException', 'BedrockAgent.InternalServerException'],
            IntervalSeconds: 5,
            MaxAttempts: 5,
            BackoffRate: 2,
          },
        ],
        Next: 'Ended',
      },
      Ended: {
        Type: 'Choice',
        Choices: [
          {
            And: [
              { Variable: '$.state.status', StringEquals: 'COMPLETE' },
              { Variable: '$.state.failed', NumericEquals: 0 },
            ],
            Next: 'Taken',
          },
          { Variable: '$.state.status', StringEquals: 'COMPLETE', Next: 'SomeNotTaken' },
          { Variable: '$.state.status', StringEquals: 'FAILED', Next: 'NoneTaken' },
          { Variable: '$.state.status', StringEquals: 'STOPPED', Next: 'NoneTaken' },
        ],
        Default: 'Wait',
      },
      Taken: { Type: 'Succeed' },
      SomeNotTaken: {
        Type: 'Fail',
        Error: 'SomeDocumentsFailed',
        Cause: 'The job has the documents that were not taken.',
      },
      NoneTaken: { Type: 'Fail', Error: 'IngestionFailed', Cause: 'The job has the reasons.' },
    },
  } as const;
}
