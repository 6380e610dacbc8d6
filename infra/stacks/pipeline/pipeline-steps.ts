import { BuildEnvironmentVariableType, LinuxBuildImage } from 'aws-cdk-lib/aws-codebuild';
import { CodeBuildStep, type IFileSetProducer, ManualApprovalStep, type Step } from 'aws-cdk-lib/pipelines';
import type { PipelineConfig } from '../../config/pipeline-config.ts';

/** What has to pass before anything is deployed; `.github/workflows/pull-request.yml` has the same commands. */
export const CHECKS = [
  'npm run lint',
  'npm run types',
  'npm run coverage',
  'npm run --silent eval -- run',
  'npm run --silent eval -- gate latest',
  'npm audit --omit=dev --audit-level=high',
  'npm sbom --sbom-format cyclonedx --omit dev > sbom.json',
] as const;

/** Secrets in the history: the release is checked by its sum before it runs. */
const GITLEAKS = [
  'curl -fsSLo gitleaks.tgz https://github.com/gitleaks/gitleaks/releases/download/v8.28.0/gitleaks_8.28.0_linux_x64.tar.gz',
  'curl -fsSL https://github.com/gitleaks/gitleaks/releases/download/v8.28.0/gitleaks_8.28.0_checksums.txt | grep linux_x64 | sed "s/ .*/  gitleaks.tgz/" | sha256sum -c -',
  'tar xzf gitleaks.tgz gitleaks && ./gitleaks dir . --redact',
] as const;

/** Templates, and all that has to hold first. */
export const SYNTH = {
  installCommands: ['n 22', 'npm ci --no-audit --no-fund'],
  commands: [...GITLEAKS, ...CHECKS, 'npx cdk synth --quiet'],
} as const;

/** Whether what was just deployed answers. */
export function smoke(name: string, url: string): Step {
  return new CodeBuildStep(`Smoke-${name}`, {
    commands: [
      `curl -fsS --retry 5 --retry-delay 10 --retry-all-errors ${url}/readyz`,
      `curl -fsS ${url}/v1/openapi.json > /dev/null`,
    ],
  });
}

/** Somebody says yes. */
export function gate(name: string, comment: string): Step {
  return new ManualApprovalStep(`Gate-${name}`, { comment });
}

/** Load on staging, one profile behind the other, and a passive scan of its pages. */
export function hardTests(config: PipelineConfig, source: IFileSetProducer): Step[] {
  const loads = config.loadProfiles.map(
    (profile) =>
      new CodeBuildStep(`Load-${profile}`, {
        input: source,
        installCommands: ['n 22', 'npm ci --no-audit --no-fund'],
        commands: [`npm run --silent load -- --profile ${profile} --url ${config.urls.staging}`],
        buildEnvironment: {
          environmentVariables: {
            LOAD_TOKEN: {
              type: BuildEnvironmentVariableType.SECRETS_MANAGER,
              value: `${config.loadTokenSecret}:token`,
            },
          },
        },
      }),
  );
  for (const [index, load] of loads.entries()) {
    const before = loads[index - 1];
    if (before !== undefined) load.addStepDependency(before);
  }
  const zap = new CodeBuildStep('Zap-baseline', {
    commands: [`mkdir -p /zap/wrk && zap-baseline.py -t ${config.urls.staging} -m 5 -J zap.json`],
    buildEnvironment: { buildImage: LinuxBuildImage.fromDockerRegistry('ghcr.io/zaproxy/zaproxy:stable') },
  });
  return [...loads, zap];
}
