import { Stack, type Stage } from 'aws-cdk-lib';
import { PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import {
  CodeBuildStep,
  CodePipeline,
  CodePipelineSource,
  type IFileSetProducer,
  Step,
} from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';
import type { EnvironmentConfig, EnvironmentName } from '../../config/environment-config.ts';
import type { PipelineConfig } from '../../config/pipeline-config.ts';
import { gate, hardTests, SYNTH, smoke } from './pipeline-steps.ts';

export interface PipelineStackProps {
  readonly pipeline: PipelineConfig;
  readonly project: string;
  readonly configs: readonly EnvironmentConfig[];
  /** Makes an environment inside the pipeline. */
  readonly stageOf: (scope: Construct, config: EnvironmentConfig) => Stage;
}

/**
 * From a commit to prod: checks, dev, smoke, a gate, staging, load and scan, a gate, prod. In each environment
 * CodeDeploy turns the front doors bit by bit and back when their alarms ring, which fails the deployment here.
 */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, { configs, pipeline, project, stageOf }: PipelineStackProps) {
    super(scope, id, {
      stackName: `${project}-pipeline`,
      description: 'Delivers the partner seller assistant.',
      env: { account: pipeline.account, region: pipeline.region },
    });
    // CDK’s classes are not their interfaces where an optional property may not be undefined.
    const source = CodePipelineSource.connection(pipeline.repository, pipeline.branch, {
      connectionArn: pipeline.connectionArn,
    }) as IFileSetProducer;
    const delivery = new CodePipeline(this, 'Delivery', {
      pipelineName: `${project}-delivery`,
      pipelineType: PipelineType.V2,
      crossAccountKeys: true,
      enableKeyRotation: true,
      synth: new CodeBuildStep('Check-and-synthesize', {
        input: source,
        installCommands: [...SYNTH.installCommands],
        commands: [...SYNTH.commands],
        primaryOutputDirectory: 'cdk.out',
      }) as IFileSetProducer,
    });
    const steps: Readonly<Record<EnvironmentName, { readonly pre: Step[]; readonly post: Step[] }>> = {
      dev: { pre: [], post: [smoke('dev', pipeline.urls.dev)] },
      staging: {
        pre: [gate('staging', 'dev answers: shall staging have it?')],
        post: Step.sequence([smoke('staging', pipeline.urls.staging), ...hardTests(pipeline, source)]),
      },
      prod: {
        pre: [gate('prod', 'staging has held load and scan: shall sellers have it?')],
        post: [smoke('prod', pipeline.urls.prod)],
      },
    };
    for (const config of configs) delivery.addStage(stageOf(this, config), steps[config.environment]);
  }
}
