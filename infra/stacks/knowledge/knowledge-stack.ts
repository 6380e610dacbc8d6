import { Duration, Tags } from 'aws-cdk-lib';
import { CfnDataSource, CfnKnowledgeBase } from 'aws-cdk-lib/aws-bedrock';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { prefixOf } from '../../config/names.ts';
import { acknowledgeWildcards } from '../../constructs/acknowledge.ts';
import { AssistantStack, DATA_CLASS_TAG } from '../../constructs/assistant-stack.ts';
import { modelArns } from '../../constructs/model-access.ts';
import { bucketArn, PrivateBucket } from '../../constructs/private-bucket.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { Replication } from '../../constructs/replication.ts';
import { Ingestion } from './ingestion.ts';
import { INDEX_FIELDS, INDEX_NAME, SearchCollection, VECTOR_DIMENSIONS } from './search-collection.ts';

/** Where the chunks of `npm run kb:build` lie in the bucket. */
export const CHUNKS_PREFIX = 'chunks/';

export interface KnowledgeStackProps {
  readonly base: RegionBase;
  /** Where the documents are copied to, when a knowledge base stands there too. */
  readonly copiedTo?: RegionBase;
}

/** The documents of one region: their bucket, the index, and the Bedrock knowledge base over both. */
export class KnowledgeStack extends AssistantStack {
  readonly bucket: Bucket;
  readonly knowledgeBase: CfnKnowledgeBase;
  /** Called the embedding model; a budget's action can deny it that. */
  readonly role: Role;

  constructor(scope: Construct, id: string, { base, copiedTo }: KnowledgeStackProps) {
    super(scope, id, {
      config: base.config,
      region: base.region,
      dataClass: 'confidential',
      description:
        'Documents of the partner seller assistant: S3, OpenSearch Serverless, Bedrock knowledge base.',
    });
    const { config } = base;
    this.bucket = new PrivateBucket(this, 'Documents', {
      base,
      purpose: 'documents',
      dataClass: 'confidential',
      announced: true,
      lifecycleRules: [
        {
          id: 'old-versions',
          noncurrentVersionExpiration: Duration.days(90),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
    });
    if (copiedTo !== undefined)
      new Replication(this, 'Copies', {
        bucket: this.bucket,
        purpose: 'documents',
        dataClass: 'confidential',
        base,
        target: copiedTo,
      });
    this.role = this.knowledgeBaseRole(base);
    const search = new SearchCollection(this, 'Search', { base, readerArn: this.role.roleArn });
    this.role.addToPolicy(
      new PolicyStatement({ actions: ['aoss:APIAccessAll'], resources: [search.collection.attrArn] }),
    );
    this.knowledgeBase = new CfnKnowledgeBase(this, 'KnowledgeBase', {
      name: prefixOf(config),
      description: 'Programs, playbooks, patterns and project write-ups of partner sellers.',
      roleArn: this.role.roleArn,
      knowledgeBaseConfiguration: {
        type: 'VECTOR',
        vectorKnowledgeBaseConfiguration: {
          embeddingModelArn: modelArns(this, config.models.embedding).at(-1) ?? '',
          embeddingModelConfiguration: {
            bedrockEmbeddingModelConfiguration: {
              dimensions: VECTOR_DIMENSIONS,
              embeddingDataType: 'FLOAT32',
            },
          },
        },
      },
      storageConfiguration: {
        type: 'OPENSEARCH_SERVERLESS',
        opensearchServerlessConfiguration: {
          collectionArn: search.collection.attrArn,
          vectorIndexName: INDEX_NAME,
          fieldMapping: {
            vectorField: INDEX_FIELDS.vector,
            textField: INDEX_FIELDS.text,
            metadataField: INDEX_FIELDS.metadata,
          },
        },
      },
    });
    this.knowledgeBase.addResourceDependency(search.index);
    this.knowledgeBase.node.addDependency(this.role);
    Tags.of(this.knowledgeBase).add(DATA_CLASS_TAG, 'confidential');
    const source = new CfnDataSource(this, 'Source', {
      name: 'chunks',
      description: 'Chunks as npm run kb:build makes them, each with its facts beside it.',
      knowledgeBaseId: this.knowledgeBase.attrKnowledgeBaseId,
      dataDeletionPolicy: config.onDelete === 'keep' ? 'RETAIN' : 'DELETE',
      dataSourceConfiguration: {
        type: 'S3',
        s3Configuration: {
          bucketArn: bucketArn(this, base, 'documents'),
          bucketOwnerAccountId: this.account,
          inclusionPrefixes: [CHUNKS_PREFIX],
        },
      },
      serverSideEncryptionConfiguration: { kmsKeyArn: base.keyArns.confidential },
      vectorIngestionConfiguration: { chunkingConfiguration: { chunkingStrategy: 'NONE' } },
    });
    new Ingestion(this, 'Ingestion', {
      base,
      bucketName: this.bucket.bucketName,
      knowledgeBaseId: this.knowledgeBase.attrKnowledgeBaseId,
      knowledgeBaseArn: this.knowledgeBase.attrKnowledgeBaseArn,
      dataSourceId: source.attrDataSourceId,
    });
  }

  private knowledgeBaseRole(base: RegionBase): Role {
    const { account, partition, region } = this;
    const role = new Role(this, 'Role', {
      description: 'Reads the chunks, embeds them, writes the index.',
      assumedBy: new ServicePrincipal('bedrock.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:bedrock:${region}:${account}:knowledge-base/*` },
        },
      }),
    });
    const documents = bucketArn(this, base, 'documents');
    const may = (actions: string[], resource: string, conditions = {}) =>
      role.addToPolicy(new PolicyStatement({ actions, resources: [resource], conditions }));
    may(['bedrock:InvokeModel'], modelArns(this, base.config.models.embedding).at(-1) ?? '');
    may(['s3:ListBucket'], documents, { StringEquals: { 'aws:ResourceAccount': account } });
    may(['s3:GetObject'], `${documents}/${CHUNKS_PREFIX}*`, {
      StringEquals: { 'aws:ResourceAccount': account },
    });
    may(['kms:Decrypt', 'kms:GenerateDataKey'], base.keyArns.confidential);
    acknowledgeWildcards(
      role,
      'Chunks are named by their documents and sections: only their folder can be named.',
      [`${documents}/${CHUNKS_PREFIX}*`],
    );
    return role;
  }
}
