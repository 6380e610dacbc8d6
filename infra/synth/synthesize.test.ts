import { describe, expect, it } from 'vitest';
import { readEnvironments } from '../config/read-environments.ts';
import { describeSynth } from './describe-synth.ts';
import { synthesize } from './synthesize.ts';

const configs = readEnvironments();
const report = synthesize(configs);

describe('synthesize', () => {
  it('finds nothing that cdk-nag, the CloudFormation validator or our own rules object to', () => {
    expect(report.findings).toEqual([]);
  });

  it('makes the same templates again', () => {
    const again = synthesize(configs, { checks: false });
    expect(again.environments.map(({ sha256 }) => sha256)).toEqual(
      report.environments.map(({ sha256 }) => sha256),
    );
  });

  it('lets no more findings stand than these, each with its reason', () => {
    expect(
      report.environments.map(({ environment, acknowledged }) => [environment, acknowledged]),
    ).toMatchInlineSnapshot(`
      [
        [
          "dev",
          {
            "@aws-cdk/aws-cloudfront-origins:updateImportedKeyPolicyOac": 1,
            "@aws-cdk/aws-cloudfront-origins:wildcardKeyPolicyForOac": 1,
            "@aws-cdk/aws-s3:accessLogsPolicyNotAdded": 7,
            "AwsSolutions-APIG2": 1,
            "AwsSolutions-APIG4": 1,
            "AwsSolutions-CFR1": 1,
            "AwsSolutions-CFR3": 1,
            "AwsSolutions-CFR4": 1,
            "AwsSolutions-COG4": 1,
            "AwsSolutions-IAM4": 6,
            "AwsSolutions-IAM5": 39,
            "AwsSolutions-S1": 2,
            "AwsSolutions-SMG4": 2,
            "AwsSolutions-SQS3": 7,
          },
        ],
        [
          "staging",
          {
            "@aws-cdk/aws-cloudfront-origins:updateImportedKeyPolicyOac": 1,
            "@aws-cdk/aws-cloudfront-origins:wildcardKeyPolicyForOac": 1,
            "@aws-cdk/aws-s3:accessLogsPolicyNotAdded": 7,
            "AwsSolutions-APIG2": 1,
            "AwsSolutions-APIG4": 1,
            "AwsSolutions-CFR1": 1,
            "AwsSolutions-CFR3": 1,
            "AwsSolutions-CFR4": 1,
            "AwsSolutions-COG4": 1,
            "AwsSolutions-IAM4": 8,
            "AwsSolutions-IAM5": 41,
            "AwsSolutions-S1": 2,
            "AwsSolutions-SMG4": 2,
            "AwsSolutions-SQS3": 7,
          },
        ],
        [
          "prod",
          {
            "@aws-cdk/aws-cloudfront-origins:updateImportedKeyPolicyOac": 1,
            "@aws-cdk/aws-cloudfront-origins:wildcardKeyPolicyForOac": 1,
            "@aws-cdk/aws-s3:accessLogsPolicyNotAdded": 8,
            "AwsSolutions-APIG2": 2,
            "AwsSolutions-APIG4": 2,
            "AwsSolutions-CFR1": 1,
            "AwsSolutions-CFR3": 1,
            "AwsSolutions-COG4": 2,
            "AwsSolutions-IAM4": 12,
            "AwsSolutions-IAM5": 76,
            "AwsSolutions-S1": 2,
            "AwsSolutions-SMG4": 2,
            "AwsSolutions-SQS3": 11,
          },
        ],
      ]
    `);
  });

  it('stays within what CloudFormation takes: 500 resources and 1 MB a stack', () => {
    for (const { stacks } of report.environments)
      for (const { name, resources, bytes } of stacks)
        expect([name, resources <= 500, bytes <= 1_000_000]).toEqual([name, true, true]);
  });

  it('is told in words, an environment a paragraph', () => {
    expect(describeSynth(report)).toMatch(
      /^dev \(in-process\): \d+ stacks, \d+ resources, \d+ KB of templates[\s\S]*\nNo findings of cdk-nag.* MB at most\.$/,
    );
  });

  it('tells findings with where they are', () => {
    const finding = {
      checkedBy: 'AwsSolutions',
      rule: 'AwsSolutions-S1',
      severity: 'error',
      description: 'No log.',
      at: ['Dev/B'],
    };
    expect(describeSynth({ environments: [], findings: [finding], tookMs: 1, peakMb: 1 })).toBe(
      'error: AwsSolutions-S1 (AwsSolutions): No log.\n    at Dev/B\n\n1 finding of cdk-nag, the CloudFormation validator and our own rules; 0.0 s, 1 MB at most.',
    );
  });
});
