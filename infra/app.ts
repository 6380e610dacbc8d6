import { archiveFunctions } from './bundle/function-archives.ts';
import { readPipeline } from './config/pipeline-config.ts';
import { readEnvironments } from './config/read-environments.ts';
import { capitalised, makeApp } from './make-app.ts';
import { PipelineStack } from './stacks/pipeline/pipeline-stack.ts';
import { EnvironmentStage } from './stages/environment-stage.ts';

/** What `npx cdk` runs, by `cdk.json`: every environment, a stage each; and the pipeline, where one is configured. */
const configs = readEnvironments();
const archives = await archiveFunctions();
const pipeline = readPipeline();
const { app } = makeApp({ configs, archives });
if (pipeline !== undefined)
  new PipelineStack(app, 'Pipeline', {
    pipeline,
    project: configs[0]?.project ?? 'partner-assistant',
    configs,
    stageOf: (scope, config) =>
      new EnvironmentStage(scope, capitalised(config.environment), { config, archives }),
  });
app.synth();
