import { createHash } from 'node:crypto';
import { Stack } from 'aws-cdk-lib';
import {
  CfnApiKey,
  CfnAuthorizer,
  CfnBasePathMapping,
  CfnDeployment,
  CfnMethod,
  CfnModel,
  CfnRequestValidator,
  CfnResource,
  CfnStage,
  CfnUsagePlan,
  CfnUsagePlanKey,
} from 'aws-cdk-lib/aws-apigateway';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { prefixOf } from '../../config/names.ts';
import { acknowledge } from '../../constructs/acknowledge.ts';
import type { AssistantStack } from '../../constructs/assistant-stack.ts';
import { keyOf, type RegionBase } from '../../constructs/region-base.ts';
import type { ApiDoor } from './door-stack.ts';
import { STAGE_NAME } from './door-stack.ts';
import type { DoorName } from './front-doors.ts';
import { gatewayResponses } from './gateway-responses.ts';
import { type GatewayRoute, gatewayRoutes } from './gateway-routes.ts';
import type { SellerPoolRef } from './seller-pool.ts';
import { WebAcl } from './web-acl.ts';

export interface GatewayProps {
  readonly base: RegionBase;
  readonly door: ApiDoor;
  readonly pool: SellerPoolRef;
  readonly aliases: Readonly<Partial<Record<DoorName, Alias>> & Record<'web', Alias>>;
}

/** As Slack’s manifest names them. */
const SLACK_PATHS = { '/slack/events': 'slack-ingress', '/slack/interactive': 'slack-interactive' } as const;

/** A stream ends with its function; the service lets 15 minutes. */
const STREAM_MS = 300_000;
const BUFFERED_MS = 10_000;

/** What is logged of a request: no address, no token, no query, no body, and paths as they are declared. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  at: '$context.requestTimeEpoch',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  ms: '$context.responseLatency',
  integrationMs: '$context.integrationLatency',
  integrationStatus: '$context.integrationStatus',
  responseBytes: '$context.responseLength',
  error: '$context.error.responseType',
  wafStatus: '$context.wafResponseCode',
  traceId: '$context.xrayTraceId',
};

/** The methods of the API, their validation, limits and log, on the API that `DoorStack` has made. */
export class Gateway extends Construct {
  private readonly resources = new Map<string, string>();
  private readonly methods: CfnMethod[] = [];
  readonly #props: GatewayProps;

  constructor(scope: AssistantStack, id: string, props: GatewayProps) {
    super(scope, id);
    this.#props = props;
    const { base, door } = props;
    const { restApiId } = door;
    const authorizer = new CfnAuthorizer(this, 'Sellers', {
      restApiId,
      name: 'sellers',
      type: 'COGNITO_USER_POOLS',
      identitySource: 'method.request.header.Authorization',
      providerArns: [props.pool.arn],
    });
    const validator = new CfnRequestValidator(this, 'Validator', {
      restApiId,
      name: 'body-and-parameters',
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    const routes = gatewayRoutes();
    for (const route of routes) this.route(route, validator.ref, authorizer.ref);
    // All methods that are not declared, preflights among them, on paths that are, and all other paths: the page.
    // A path on the way to others has a resource without a method, which would be refused in the gateway's own words.
    const declared = [...this.resources.keys()];
    for (const path of ['', '/{proxy+}', '/v1/{proxy+}', ...declared])
      this.method(path, 'ANY', this.streamed());
    for (const [path, name] of Object.entries(SLACK_PATHS)) {
      const alias = props.aliases[name];
      if (alias !== undefined) this.method(path, 'POST', this.buffered(alias));
    }
    const responses = gatewayResponses(this, restApiId);
    const content = Stack.of(this).resolve(
      [...this.methods, ...responses].map((each) => each._toCloudFormation()),
    );
    const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
    // A deployment is a picture of the methods: other methods, another deployment.
    const deployment = new CfnDeployment(this, `Deployment${hash.slice(0, 12)}`, {
      restApiId,
      description: `sha256 ${hash}`,
    });
    for (const each of [...this.methods, ...responses]) deployment.addResourceDependency(each);
    const stage = this.stage(scope, deployment);
    this.usagePlan(stage);
    const acl = new WebAcl(this, 'WebAcl', { config: base.config, scope: 'REGIONAL' });
    new CfnWebACLAssociation(this, 'WebAclOfStage', {
      webAclArn: acl.attrArn,
      resourceArn: `arn:${scope.partition}:apigateway:${scope.region}::/restapis/${restApiId}/stages/${stage.ref}`,
    });
    if (door.domainName !== undefined)
      new CfnBasePathMapping(this, 'Mapping', { domainName: door.domainName, restApiId, stage: stage.ref });
    acknowledge(
      this,
      {
        id: 'AwsSolutions-APIG4',
        reason:
          'Pages, sign-in, descriptions and Slack come without a token of the pool: the application checks sessions, tokens and Slack’s signature by itself, on every route.',
      },
      {
        id: 'AwsSolutions-COG4',
        reason:
          'The page comes with the cookie of its session, which an authorizer of the pool does not know: the application opens it.',
      },
    );
  }

  private route(route: GatewayRoute, validatorId: string, authorizerId: string): void {
    const model =
      route.model === undefined
        ? undefined
        : new CfnModel(this, `Model-${route.operationId}`, {
            restApiId: this.#props.door.restApiId,
            name: `${route.operationId.replace(/[^A-Za-z0-9]/g, '')}Body`,
            contentType: 'application/json',
            schema: { $schema: 'http://json-schema.org/draft-04/schema#', ...route.model },
          });
    this.method(route.path, route.method, {
      ...this.streamed(),
      operationName: route.operationId,
      requestValidatorId: validatorId,
      requestParameters: route.parameters,
      apiKeyRequired: route.keyed,
      ...(model === undefined ? {} : { requestModels: { 'application/json': model.ref } }),
      ...(route.authorized ? { authorizationType: 'COGNITO_USER_POOLS', authorizerId } : {}),
    });
  }

  private method(path: string, httpMethod: string, props: MethodProps): void {
    this.methods.push(
      new CfnMethod(this, `${httpMethod}${path.replaceAll('/', '-')}`, {
        restApiId: this.#props.door.restApiId,
        resourceId: this.resource(path),
        httpMethod,
        authorizationType: 'NONE',
        ...props,
      }),
    );
  }

  /** The page and API: an answer is passed on as it comes, so that nothing of it is mapped. */
  private streamed(): MethodProps {
    return {
      integration: {
        type: 'AWS_PROXY',
        integrationHttpMethod: 'POST',
        uri: this.uri(this.#props.aliases.web, '2021-11-15', 'response-streaming-invocations'),
        responseTransferMode: 'STREAM',
        timeoutInMillis: STREAM_MS,
      },
    };
  }

  private buffered(alias: Alias): MethodProps {
    return {
      integration: {
        type: 'AWS_PROXY',
        integrationHttpMethod: 'POST',
        uri: this.uri(alias, '2015-03-31', 'invocations'),
        timeoutInMillis: BUFFERED_MS,
      },
    };
  }

  private uri(alias: Alias, version: string, what: string): string {
    const { partition, region } = Stack.of(this);
    return `arn:${partition}:apigateway:${region}:lambda:path/${version}/functions/${alias.functionArn}/${what}`;
  }

  /** The resource of a path, with those above it. */
  private resource(path: string): string {
    if (path === '') return this.#props.door.rootResourceId;
    const known = this.resources.get(path);
    if (known !== undefined) return known;
    const end = path.lastIndexOf('/');
    const made = new CfnResource(this, `At${path.replaceAll('/', '-')}`, {
      restApiId: this.#props.door.restApiId,
      parentId: this.resource(path.slice(0, end)),
      pathPart: path.slice(end + 1),
    });
    this.resources.set(path, made.ref);
    return made.ref;
  }

  private stage(scope: AssistantStack, deployment: CfnDeployment): CfnStage {
    const { base, door } = this.#props;
    const log = new LogGroup(this, 'AccessLog', {
      logGroupName: `/aws/apigateway/${prefixOf(base.config)}-access`,
      retention: base.config.logRetentionDays as number,
      encryptionKey: keyOf(scope, base, 'internal'),
      removalPolicy: scope.removalPolicy,
    });
    const { apiRequestsPerSecond } = base.config.limits;
    return new CfnStage(this, 'Stage', {
      restApiId: door.restApiId,
      deploymentId: deployment.ref,
      stageName: STAGE_NAME,
      description: 'The one stage: what is deployed answers.',
      tracingEnabled: true,
      accessLogSetting: {
        destinationArn: log.logGroupArn,
        format: JSON.stringify(ACCESS_LOG),
      },
      methodSettings: [
        {
          httpMethod: '*',
          resourcePath: '/*',
          loggingLevel: 'ERROR',
          // Bodies and headers are never logged.
          dataTraceEnabled: false,
          metricsEnabled: true,
          throttlingRateLimit: apiRequestsPerSecond,
          throttlingBurstLimit: 2 * apiRequestsPerSecond,
        },
      ],
    });
  }

  /** Of programs that send batches: a tenth of what the API takes, and a key that is asked for and can be taken away. */
  private usagePlan(stage: CfnStage): void {
    const { base, door } = this.#props;
    const rate = Math.max(1, Math.floor(base.config.limits.apiRequestsPerSecond / 10));
    const plan = new CfnUsagePlan(this, 'Programs', {
      usagePlanName: `${prefixOf(base.config)}-programs`,
      description: 'Programs that send batches.',
      apiStages: [{ apiId: door.restApiId, stage: stage.ref }],
      throttle: { rateLimit: rate, burstLimit: 2 * rate },
      quota: { limit: 10_000, period: 'DAY' },
    });
    const key = new CfnApiKey(this, 'ProgramsKey', {
      name: `${prefixOf(base.config)}-programs`,
      description: 'The first program; more are made for each, on the same plan.',
      enabled: true,
    });
    new CfnUsagePlanKey(this, 'ProgramsKeyOfPlan', {
      keyId: key.ref,
      keyType: 'API_KEY',
      usagePlanId: plan.ref,
    });
  }
}

type MethodProps = Partial<ConstructorParameters<typeof CfnMethod>[2]>;
