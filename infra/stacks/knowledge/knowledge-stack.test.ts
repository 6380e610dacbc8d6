import { describe, expect, it } from 'vitest';
import { dev, prod, propertiesOf } from '../../__fixtures__/environments.ts';

describe('KnowledgeStack', () => {
  it('lets search go down to nothing in dev, and caps it everywhere', () => {
    const limits = [dev, prod].map(
      (environment) =>
        environment.resources('knowledge', 'AWS::OpenSearchServerless::CollectionGroup')[0]?.Properties,
    );
    expect(limits).toMatchObject([
      { Generation: 'NEXTGEN', CapacityLimits: { MinSearchCapacityInOcu: 0, MaxSearchCapacityInOcu: 2 } },
      { Generation: 'NEXTGEN', CapacityLimits: { MinSearchCapacityInOcu: 1, MaxSearchCapacityInOcu: 8 } },
    ]);
  });

  it('takes our own chunks as they are, from S3 with their sidecars, into an index for Titan’s vectors', () => {
    const [source] = prod.resources('knowledge', 'AWS::Bedrock::DataSource');
    expect(source?.Properties).toMatchObject({
      DataSourceConfiguration: { Type: 'S3', S3Configuration: { InclusionPrefixes: ['chunks/'] } },
      VectorIngestionConfiguration: { ChunkingConfiguration: { ChunkingStrategy: 'NONE' } },
    });
    const [index] = prod.resources('knowledge', 'AWS::OpenSearchServerless::Index');
    expect(index?.Properties.Mappings).toMatchObject({
      Properties: { vector: { Type: 'knn_vector', Dimension: 1_024 }, text: { Type: 'text', Index: true } },
    });
    const [base] = prod.resources('knowledge', 'AWS::Bedrock::KnowledgeBase');
    expect(JSON.stringify(base?.Properties)).toContain('foundation-model/amazon.titan-embed-text-v2:0');
    expect(prod.resources('knowledge-standby', 'AWS::Bedrock::KnowledgeBase')).toHaveLength(1);
  });

  it('is reached by Bedrock alone, and made by CloudFormation’s role', () => {
    const policies = prod.resources('knowledge', 'AWS::OpenSearchServerless::SecurityPolicy');
    const network = policies.find(({ Properties }) => Properties.Type === 'network');
    expect(JSON.parse(String(network?.Properties.Policy))).toEqual([
      {
        Rules: [{ ResourceType: 'collection', Resource: ['collection/partner-assistant-prod-search'] }],
        AllowFromPublic: false,
        SourceServices: ['bedrock.amazonaws.com'],
      },
    ]);
    const [access] = prod.resources('knowledge', 'AWS::OpenSearchServerless::AccessPolicy');
    expect(JSON.stringify(access?.Properties.Policy)).toContain('cdk-hnb659fds-cfn-exec-role-');
  });

  it('starts the ingestion once a build is published, and fails it when a document was not taken', () => {
    const [rule] = prod.resources('knowledge', 'AWS::Events::Rule');
    expect(rule?.Properties.EventPattern).toMatchObject({
      source: ['aws.s3'],
      detail: { object: { key: [{ prefix: 'published/' }] } },
    });
    const [machine] = prod.resources('knowledge', 'AWS::StepFunctions::StateMachine');
    expect(String(machine?.Properties.DefinitionString)).toMatch(
      /startIngestionJob.*getIngestionJob.*NumberOfDocumentsFailed.*SomeDocumentsFailed/,
    );
  });

  it('gives the knowledge base these rights and no others', () => {
    const role = prod
      .resources('knowledge', 'AWS::IAM::Policy')
      .find(({ Properties }) => /^\[\{"Ref":"Role/.test(JSON.stringify(Properties.Roles)));
    const { Statement } = propertiesOf(role).PolicyDocument as { Statement: { Action: unknown }[] };
    expect(Statement.map(({ Action }) => Action)).toEqual([
      'bedrock:InvokeModel',
      's3:ListBucket',
      's3:GetObject',
      ['kms:Decrypt', 'kms:GenerateDataKey'],
      'aoss:APIAccessAll',
    ]);
  });
});
