import { readFileSync } from 'node:fs';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pipelineConfigSchema, readPipeline } from '../../config/pipeline-config.ts';
import { readEnvironments } from '../../config/read-environments.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { CHECKS } from './pipeline-steps.ts';

const pipeline = pipelineConfigSchema.parse({
  account: '111122223333',
  region: 'us-east-1',
  connectionArn: 'arn:aws:codeconnections:us-east-1:111122223333:connection/0000-1111',
  repository: 'example/assistant',
  urls: {
    dev: 'https://dev.example.com',
    staging: 'https://staging.example.com',
    prod: 'https://assistant.example.com',
  },
  loadTokenSecret: 'assistant/load',
});

/** The pipeline over stages of next to nothing. */
function templateText(): string {
  const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
  const stack = new PipelineStack(app, 'Pipeline', {
    pipeline,
    project: 'partner-assistant',
    configs: readEnvironments(),
    stageOf: (scope, { environment }) => {
      const stage = new Stage(scope, environment, {
        env: { account: pipeline.account, region: 'us-east-1' },
      });
      new Topic(new Stack(stage, 'Only'), 'Topic');
      return stage;
    },
  });
  return JSON.stringify(Template.fromStack(stack).toJSON());
}

const stages = z.array(
  z.object({ Name: z.string(), Actions: z.array(z.object({ Name: z.string(), RunOrder: z.number() })) }),
);

describe('PipelineStack', () => {
  const text = templateText();
  const { Resources } = z
    .object({
      Resources: z.record(
        z.string(),
        z.object({ Type: z.string(), Properties: z.looseObject({}).optional() }),
      ),
    })
    .parse(JSON.parse(text));
  const found = Object.values(Resources).find(
    ({ Type }) => Type === 'AWS::CodePipeline::Pipeline',
  )?.Properties;
  const made = stages.parse(found?.Stages);
  const orderOf = (stage: string, action: string) =>
    made.find(({ Name }) => Name === stage)?.Actions.find(({ Name }) => Name.startsWith(action))?.RunOrder ??
    -1;

  it('goes from the checks over dev and staging to prod', () => {
    expect(found?.PipelineType).toBe('V2');
    expect(made.map(({ Name }) => Name).filter((name) => !/Source|UpdatePipeline|Assets/.test(name))).toEqual(
      ['Build', 'dev', 'staging', 'prod'],
    );
  });

  it('asks somebody before staging and before prod, and asks what was deployed after each', () => {
    for (const stage of ['staging', 'prod']) {
      expect(orderOf(stage, 'Gate')).toBe(1);
      expect(orderOf(stage, 'Smoke')).toBeGreaterThan(orderOf(stage, 'Only.Deploy'));
    }
    expect(orderOf('dev', 'Smoke')).toBeGreaterThan(0);
  });

  it('loads and scans staging behind its smoke test', () => {
    expect(orderOf('staging', 'Load-load')).toBeGreaterThan(orderOf('staging', 'Smoke'));
    expect(orderOf('staging', 'Load-stress')).toBeGreaterThan(orderOf('staging', 'Load-load'));
    expect(orderOf('staging', 'Zap')).toBeGreaterThan(0);
    expect(text).not.toMatch(/LOAD_TOKEN[^}]*PLAINTEXT/);
  });

  it('runs every check, and pull requests run them too', () => {
    const workflow = readFileSync('.github/workflows/pull-request.yml', 'utf8');
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const check of CHECKS) {
      expect(text).toContain(check);
      expect(workflow).toContain(check);
      const [, script] = /^npm run (?:--silent )?([\w:-]+)/.exec(check) ?? [];
      if (script !== undefined) expect(Object.keys(scripts)).toContain(script);
    }
  });

  it('is there only where it is configured, and names what is wrong', () => {
    expect(readPipeline('/there/is/no/pipeline.yaml')).toBeUndefined();
    expect(() => readPipeline('package.json')).toThrow(/pipeline\.yaml: connectionArn: /);
  });
});
