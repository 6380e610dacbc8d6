import { describe, expect, it } from 'vitest';
import { REGIONAL_BASE } from '../../__fixtures__/regional-base.ts';
import { bareApp, templateOf } from '../../__fixtures__/stack-template.ts';
import type { EnvironmentConfig } from '../../config/environment-config.ts';
import { readEnvironments } from '../../config/read-environments.ts';
import { DoorStack } from '../api/door-stack.ts';
import { EdgeStack } from './edge-stack.ts';
import { uploadCommands, webFiles } from './web-files.ts';
import { WebStack } from './web-stack.ts';

const [dev, , prod] = readEnvironments();
if (dev === undefined || prod === undefined) throw new TypeError('no configuration');

function stacksOf(config: EnvironmentConfig) {
  const app = bareApp();
  const base = { ...REGIONAL_BASE, config };
  const edge = new EdgeStack(app, 'Edge', { config });
  const { door, pool } = new DoorStack(app, 'Door', { base });
  if (pool === undefined) throw new TypeError('no pool');
  const web = new WebStack(app, 'Web', { base, door, pool, edge });
  return { edge: templateOf(edge), web: templateOf(web), region: edge.region };
}

interface Behaviour {
  readonly PathPattern?: string;
  readonly TargetOriginId: string;
  readonly ViewerProtocolPolicy: string;
  readonly ResponseHeadersPolicyId: unknown;
}
interface Config {
  readonly Aliases?: string[];
  readonly ViewerCertificate?: { readonly MinimumProtocolVersion: string };
  readonly WebACLId: unknown;
  readonly DefaultCacheBehavior: Behaviour;
  readonly CacheBehaviors: Behaviour[];
  readonly Origins: Readonly<Record<string, unknown>>[];
  readonly OriginGroups: {
    readonly Items: { Id: string; FailoverCriteria: { StatusCodes: { Items: number[] } } }[];
  };
}

describe('WebStack', () => {
  const { edge, region, web } = stacksOf(prod);
  const config = web.found('AWS::CloudFront::Distribution')[0]?.properties.DistributionConfig as Config;

  it('has one name for all, with TLS 1.2 and rules of us-east-1', () => {
    expect(config.Aliases).toEqual(['assistant.example.com']);
    expect(config.ViewerCertificate?.MinimumProtocolVersion).toBe('TLSv1.2_2021');
    expect(region).toBe('us-east-1');
    expect(edge.found('AWS::WAFv2::WebACL')[0]?.properties.Scope).toBe('CLOUDFRONT');
    expect(JSON.stringify(config.WebACLId)).toMatch(/WebAcl/);
    expect(web.found('AWS::Route53::RecordSet').map(({ properties }) => properties.Type)).toEqual([
      'A',
      'AAAA',
    ]);
  });

  it('takes assets and the offline shell from the bucket, and all else from the API', () => {
    expect(config.CacheBehaviors.map(({ PathPattern }) => PathPattern)).toEqual([
      '/assets/*',
      '/offline',
      '/shell.json',
      '/manifest.webmanifest',
      '/service-worker.js',
      '/icon.svg',
    ]);
    const [group] = config.OriginGroups.Items;
    expect(group?.FailoverCriteria.StatusCodes.Items).toEqual([403, 404, 500, 503]);
    for (const behaviour of [config.DefaultCacheBehavior, ...config.CacheBehaviors])
      expect(behaviour.ViewerProtocolPolicy).toBe('redirect-to-https');
    for (const behaviour of config.CacheBehaviors) expect(behaviour.TargetOriginId).toBe(group?.Id);
    expect(config.Origins).toMatchObject([
      {
        DomainName: 'origin.assistant.example.com',
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
      },
      { OriginAccessControlId: {} },
    ]);
  });

  it('lets this distribution alone read the bucket', () => {
    const [policy] = web.found('AWS::S3::BucketPolicy');
    const { Statement } = (policy?.properties.PolicyDocument ?? { Statement: [] }) as {
      Statement: { Effect: string; Action: string; Condition: unknown }[];
    };
    const allowed = Statement.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed.map(({ Action }) => Action)).toEqual(['s3:GetObject']);
    expect(JSON.stringify(allowed[0]?.Condition)).toMatch(/AWS:SourceArn.*distribution/);
  });

  it('sends security headers with everything', () => {
    expect(web.found('AWS::CloudFront::ResponseHeadersPolicy')[0]?.properties).toMatchObject({
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: {
            ContentSecurityPolicy: expect.stringContaining("default-src 'none'"),
            Override: false,
          },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
          ContentTypeOptions: { Override: true },
          FrameOptions: { FrameOption: 'DENY' },
        },
      },
    });
    for (const { ResponseHeadersPolicyId } of [config.DefaultCacheBehavior, ...config.CacheBehaviors])
      expect(ResponseHeadersPolicyId).toBeDefined();
  });

  it('signs sellers in by a code at this name, without a secret', () => {
    expect(web.found('AWS::Cognito::UserPoolClient')[0]?.properties).toMatchObject({
      AllowedOAuthFlows: ['code'],
      GenerateSecret: false,
      CallbackURLs: ['https://assistant.example.com/sign-in/callback'],
    });
  });

  it('goes by the name of CloudFront where there is none of our own', () => {
    const plain = stacksOf(dev).web;
    const found = plain.found('AWS::CloudFront::Distribution')[0]?.properties.DistributionConfig as Config;
    expect(found.Aliases).toBeUndefined();
    expect(found.Origins[0]).toMatchObject({ OriginPath: '/live' });
    expect(plain.found('AWS::Route53::RecordSet')).toEqual([]);
  });
});

describe('webFiles', () => {
  it('are what the application sends at the same addresses, the shell last', async () => {
    const files = await webFiles();
    const named = (key: string) => files.find((file) => file.key === key);
    expect(named('offline')?.contentType).toMatch(/^text\/html/);
    expect(named('manifest.webmanifest')?.contentType).toBe('application/manifest+json');
    const assets = files.filter(({ key }) => key.startsWith('assets/'));
    for (const { cacheControl } of assets) expect(cacheControl).toMatch(/immutable/);
    const shell = JSON.parse(Buffer.from(named('shell.json')?.content ?? []).toString()) as string[];
    for (const path of shell) expect([path, named(path.slice(1))?.key]).toEqual([path, path.slice(1)]);
    const commands = uploadCommands(files, '/out', 'bucket');
    expect(commands.slice(0, assets.length).every((command) => command.includes('/assets/'))).toBe(true);
    expect(commands).toHaveLength(files.length);
  });
});
