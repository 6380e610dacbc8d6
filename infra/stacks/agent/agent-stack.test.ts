import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { emptyArchives } from '../../bundle/function-archives.ts';
import type { EnvironmentConfig } from '../../config/environment-config.ts';
import { readEnvironments } from '../../config/read-environments.ts';
import { tagEnvironment } from '../../constructs/assistant-stack.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { AgentStack } from './agent-stack.ts';

const prod = readEnvironments(['prod'])[0];
if (prod === undefined) throw new TypeError('no configuration of prod');
const key = (name: string) => `arn:aws:kms:us-east-1:111122223333:key/${name}`;

/** The template of the stack alone. */
function templateOf(config: EnvironmentConfig): Template {
  const base: RegionBase = {
    config,
    region: 'us-east-1',
    role: 'primary',
    keyArns: {
      public: key('public'),
      internal: key('internal'),
      confidential: key('confidential'),
      restricted: key('restricted'),
    },
    logBucketName: 'logs',
    topicArns: { critical: 'arn:c', warning: 'arn:w', info: 'arn:i' },
  };
  const stack = new AgentStack(
    new App({ analyticsReporting: false, builtinCloudFormationValidation: false }),
    'Agent',
    {
      base,
      archives: emptyArchives(),
      knowledgeBaseId: 'KB12345678',
      knowledgeBaseArn: 'arn:aws:bedrock:us-east-1:111122223333:knowledge-base/KB12345678',
    },
  );
  tagEnvironment(stack, config);
  expect(Stack.of(stack)).toBe(stack);
  return Template.fromStack(stack);
}

interface Resource {
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

const found = (template: Template, type: string) =>
  Object.entries(template.findResources(type)) as [string, Resource][];
const named = (template: Template, type: string, name: string) =>
  found(template, type).filter(([, { Properties }]) => Properties.AgentAliasName === name);

describe('AgentStack', () => {
  const template = templateOf(prod);

  it('makes an agent a tier, each with the four groups, the documents, a pinned guardrail and our orchestration', () => {
    const agents = found(template, 'AWS::Bedrock::Agent').map(([, { Properties }]) => Properties);
    expect(agents.map(({ AgentName }) => AgentName)).toEqual([
      'partner-assistant-prod-standard',
      'partner-assistant-prod-enhanced',
    ]);
    for (const agent of agents) {
      const groups = agent.ActionGroups as {
        ActionGroupName: string;
        ActionGroupExecutor?: { Lambda: unknown };
      }[];
      expect(groups.map(({ ActionGroupName }) => ActionGroupName)).toEqual([
        'query-generation',
        'data-analysis',
        'funding',
        'follow-on',
        'UserInput',
      ]);
      // A version of a function, never its newest code.
      for (const { ActionGroupExecutor } of groups.slice(0, 4))
        expect(JSON.stringify(ActionGroupExecutor?.Lambda)).toMatch(/CurrentVersion/);
      expect(agent.AutoPrepare).toBe(true);
      expect(JSON.stringify(agent.GuardrailConfiguration)).toMatch(/Version[0-9a-f]{12}/);
      expect(agent.KnowledgeBases).toMatchObject([{ KnowledgeBaseId: 'KB12345678' }]);
    }
  });

  it('lets each agent do these things and nothing else', () => {
    const policies = found(template, 'AWS::IAM::Policy').filter(([id]) =>
      /^(standard|enhanced)Role/.test(id),
    );
    const actions = policies.map(([, { Properties }]) =>
      (Properties.PolicyDocument as { Statement: { Action: string | string[] }[] }).Statement.flatMap(
        ({ Action }) => Action,
      ),
    );
    const expected = [
      'bedrock:InvokeModel',
      'bedrock:InvokeModelWithResponseStream',
      'bedrock:Retrieve',
      'bedrock:ApplyGuardrail',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'kms:Decrypt',
    ];
    expect(actions.map((each) => each.toSorted())).toEqual([expected.toSorted(), expected.toSorted()]);
    expect(JSON.stringify(policies)).not.toMatch(/"Resource":"\*"/);
  });

  it('lets an agent call the versions of its functions by its own ARN, for as long as anything stands on them', () => {
    const permissions = found(template, 'AWS::Lambda::Permission');
    expect(permissions).toHaveLength(8);
    for (const [, { DeletionPolicy, Properties }] of permissions) {
      expect(Properties).toMatchObject({
        Principal: 'bedrock.amazonaws.com',
        SourceAccount: { Ref: 'AWS::AccountId' },
      });
      expect(JSON.stringify(Properties.SourceArn)).toMatch(/Agent.*AgentArn/);
      expect(DeletionPolicy).toBe('Retain');
    }
    for (const type of [
      'AWS::Lambda::Version',
      'AWS::Bedrock::GuardrailVersion',
      'AWS::Bedrock::PromptVersion',
    ])
      for (const [id, { DeletionPolicy }] of found(template, type))
        expect([id, DeletionPolicy]).toEqual([id, 'Retain']);
  });

  it('lets dev follow what is deployed, and the others stand where their pins say', () => {
    for (const [, { Properties }] of named(template, 'AWS::Bedrock::AgentAlias', 'dev')) {
      expect(Properties.RoutingConfiguration).toBeUndefined();
      expect(Properties.Description).toMatch(/^sha256 [0-9a-f]{64}$/);
    }
    for (const alias of ['staging', 'prod', 'canary']) {
      const aliases = named(template, 'AWS::Bedrock::AgentAlias', alias);
      expect(aliases).toHaveLength(2);
      for (const [, { Properties }] of aliases) {
        const [{ AgentVersion }] = Properties.RoutingConfiguration as [{ AgentVersion: { Ref: string } }];
        expect(template.findParameters(AgentVersion.Ref)[AgentVersion.Ref]).toMatchObject({
          Type: 'AWS::SSM::Parameter::Value<String>',
          Default: expect.stringMatching(
            new RegExp(`^/partner-assistant/prod/agent/(standard|enhanced)/${alias}/version$`),
          ),
        });
      }
    }
  });

  it('cuts a version when the content changes and at no other time', () => {
    const descriptions = (of: Template) =>
      named(of, 'AWS::Bedrock::AgentAlias', 'dev').map(([, { Properties }]) => Properties.Description);
    const before = descriptions(template);
    expect(descriptions(templateOf({ ...prod, owner: 'somebody-else' }))).toEqual(before);
    const other = { ...prod, models: { ...prod.models, enhanced: 'amazon.nova-lite-v1:0' } };
    const [standard, enhanced] = descriptions(templateOf(other));
    expect(standard).toBe(before[0]);
    expect(enhanced).not.toBe(before[1]);
  });

  it('makes no agent where the worker carries the runtime, and the same functions, guardrail and prompts', () => {
    const inProcess = templateOf({ ...prod, orchestrator: 'in-process' });
    expect(found(inProcess, 'AWS::Bedrock::Agent')).toEqual([]);
    for (const type of ['AWS::Lambda::Function', 'AWS::Bedrock::Guardrail', 'AWS::Bedrock::PromptVersion'])
      expect(found(inProcess, type).map(([id]) => id)).toEqual(found(template, type).map(([id]) => id));
  });

  it('gives each function a role of its own that reads no other table and asks no other workgroup', () => {
    const functions = found(template, 'AWS::Lambda::Function').map(([, { Properties }]) => Properties);
    expect(functions.map(({ Runtime, Architectures }) => [Runtime, Architectures])).toEqual(
      Array.from({ length: 4 }, () => ['nodejs24.x', ['arm64']]),
    );
    expect(new Set(functions.map(({ Role }) => JSON.stringify(Role))).size).toBe(4);
    const text = JSON.stringify(
      found(template, 'AWS::IAM::Policy').filter(([id]) => id.startsWith('funding')),
    );
    const tables = [...text.matchAll(/table\/(partner-assistant-prod-[\w-]+)/g)].map(([, name]) => name);
    expect([...new Set(tables)]).toEqual([
      'partner-assistant-prod-analysis-results',
      'partner-assistant-prod-analysis-history',
    ]);
    expect(text).toMatch(/workgroup\/partner-assistant-prod"/);
    expect(text).not.toMatch(/"(dynamodb|s3|athena|glue|kms):\*"/);
  });
});
