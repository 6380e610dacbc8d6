import { Stack, Tags } from 'aws-cdk-lib';
import {
  CfnAccessPolicy,
  CfnCollection,
  CfnCollectionGroup,
  CfnIndex,
  CfnSecurityPolicy,
} from 'aws-cdk-lib/aws-opensearchserverless';
import { Construct } from 'constructs';
import { prefixOf } from '../../config/names.ts';
import { DATA_CLASS_TAG } from '../../constructs/assistant-stack.ts';
import type { RegionBase } from '../../constructs/region-base.ts';

/** Where Bedrock finds a chunk's vector, text and facts in the index. */
export const INDEX_FIELDS = { vector: 'vector', text: 'text', metadata: 'metadata' } as const;
export const INDEX_NAME = 'documents';
/** Of Titan's embeddings, version 2. */
export const VECTOR_DIMENSIONS = 1_024;

export interface SearchCollectionProps {
  readonly base: RegionBase;
  /** May read and write the index. */
  readonly readerArn: string;
}

/**
 * The documents' vector index in OpenSearch Serverless. Its group has capacity limits and, of the next generation, may
 * go down to nothing while nobody asks; idle search is the first thing that people are surprised to pay for.
 */
export class SearchCollection extends Construct {
  readonly collection: CfnCollection;
  readonly index: CfnIndex;

  constructor(scope: Construct, id: string, { base, readerArn }: SearchCollectionProps) {
    super(scope, id);
    const { config } = base;
    const name = `${prefixOf(config)}-search`;
    const group = new CfnCollectionGroup(this, 'Group', {
      name,
      description: 'Capacity of the documents’ search.',
      generation: 'NEXTGEN',
      standbyReplicas: config.environment === 'dev' ? 'DISABLED' : 'ENABLED',
      capacityLimits: {
        minIndexingCapacityInOcu: config.search.minimumOcu,
        minSearchCapacityInOcu: config.search.minimumOcu,
        maxIndexingCapacityInOcu: config.search.maximumOcu,
        maxSearchCapacityInOcu: config.search.maximumOcu,
      },
    });
    const encryption = new CfnSecurityPolicy(this, 'Encryption', {
      name,
      type: 'encryption',
      policy: Stack.of(this).toJsonString({
        Rules: [{ ResourceType: 'collection', Resource: [`collection/${name}`] }],
        AWSOwnedKey: false,
        KmsARN: base.keyArns.confidential,
      }),
    });
    // Bedrock alone comes in, and no dashboard: people and functions ask the knowledge base, never this.
    const network = new CfnSecurityPolicy(this, 'Network', {
      name,
      type: 'network',
      policy: JSON.stringify([
        {
          Rules: [{ ResourceType: 'collection', Resource: [`collection/${name}`] }],
          AllowFromPublic: false,
          SourceServices: ['bedrock.amazonaws.com'],
        },
      ]),
    });
    const access = new CfnAccessPolicy(this, 'Access', {
      name,
      type: 'data',
      description: 'Bedrock reads and writes the index; CloudFormation makes it.',
      policy: Stack.of(this).toJsonString(accessRules(name, readerArn, deployerArn(this))),
    });
    this.collection = new CfnCollection(this, 'Collection', {
      name,
      description: 'Documents of the partner seller assistant.',
      type: 'VECTORSEARCH',
      collectionGroupName: group.name,
      standbyReplicas: config.environment === 'dev' ? 'DISABLED' : 'ENABLED',
      deletionProtection: config.deletionProtection ? 'ENABLED' : 'DISABLED',
    });
    for (const first of [group, encryption, network, access]) this.collection.addResourceDependency(first);
    this.index = new CfnIndex(this, 'Index', {
      collectionEndpoint: this.collection.attrCollectionEndpoint,
      indexName: INDEX_NAME,
      settings: { index: { knn: true, knnAlgoParamEfSearch: 512 } },
      mappings: {
        properties: {
          [INDEX_FIELDS.vector]: {
            type: 'knn_vector',
            dimension: VECTOR_DIMENSIONS,
            method: {
              name: 'hnsw',
              engine: 'faiss',
              spaceType: 'l2',
              parameters: { m: 16, efConstruction: 512 },
            },
          },
          [INDEX_FIELDS.text]: { type: 'text', index: true },
          [INDEX_FIELDS.metadata]: { type: 'text', index: false },
        },
      },
    });
    Tags.of(this).add(DATA_CLASS_TAG, 'confidential');
  }
}

/** The role that CloudFormation works with here, of the account's CDK bootstrap. */
function deployerArn(scope: Construct): string {
  const { partition, account, region } = Stack.of(scope);
  return `arn:${partition}:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-${account}-${region}`;
}

function accessRules(name: string, readerArn: string, deployer: string) {
  const onIndex = (permissions: readonly string[]) => ({
    ResourceType: 'index',
    Resource: [`index/${name}/${INDEX_NAME}`],
    Permission: permissions.map((permission) => `aoss:${permission}`),
  });
  const onCollection = (permissions: readonly string[]) => ({
    ResourceType: 'collection',
    Resource: [`collection/${name}`],
    Permission: permissions.map((permission) => `aoss:${permission}`),
  });
  return [
    {
      Description: 'Bedrock',
      Principal: [readerArn],
      Rules: [
        onIndex(['DescribeIndex', 'ReadDocument', 'WriteDocument', 'UpdateIndex']),
        onCollection(['DescribeCollectionItems']),
      ],
    },
    {
      Description: 'CloudFormation',
      Principal: [deployer],
      Rules: [
        onIndex(['CreateIndex', 'DeleteIndex', 'UpdateIndex', 'DescribeIndex']),
        onCollection(['CreateCollectionItems', 'DescribeCollectionItems', 'UpdateCollectionItems']),
      ],
    },
  ];
}
