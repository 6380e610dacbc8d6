import type { SynthReport } from './synthesize.ts';

/** The report of a synthesis for a person: an environment a paragraph, then what is wrong. */
export function describeSynth({ environments, findings, tookMs, peakMb }: SynthReport): string {
  const lines = environments.flatMap(({ environment, orchestrator, stacks, sha256, acknowledged }) => [
    `${environment} (${orchestrator}): ${stacks.length} stacks, ${sum(stacks, 'resources')} resources, ${kilobytes(sum(stacks, 'bytes'))} of templates, content ${sha256.slice(0, 12)}`,
    ...stacks.map(
      ({ name, region, resources, bytes }) =>
        `  ${name.padEnd(40)} ${region.padEnd(10)} ${String(resources).padStart(4)} resources ${kilobytes(bytes).padStart(8)}`,
    ),
    `  acknowledged with reasons: ${
      Object.entries(acknowledged)
        .map(([id, count]) => `${id} ${count}`)
        .join(', ') || 'nothing'
    }`,
    '',
  ]);
  const faults = findings.flatMap(({ checkedBy, rule, severity, description, at }) => [
    `${severity}: ${rule} (${checkedBy}): ${description}`,
    ...at.map((path) => `    at ${path}`),
  ]);
  return [
    ...lines,
    ...(faults.length > 0 ? [...faults, ''] : []),
    `${findings.length === 0 ? 'No findings' : `${findings.length} finding${findings.length === 1 ? '' : 's'}`} of cdk-nag, the CloudFormation validator and our own rules; ${(tookMs / 1000).toFixed(1)} s, ${peakMb} MB at most.`,
  ].join('\n');
}

function sum<K extends 'resources' | 'bytes'>(stacks: readonly Record<K, number>[], key: K): number {
  return stacks.reduce((total, stack) => total + stack[key], 0);
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1024)} KB`;
}
