import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEnvironments } from '../config/read-environments.ts';
import { ASSUMPTIONS, assume } from './assumptions.ts';
import { describeEstimate, estimate } from './estimate.ts';
import { readPriceFile } from './price-file.ts';
import { type UsageOptions, usageOf } from './usage.ts';

const [config] = readEnvironments(['prod']);
if (config === undefined) throw new TypeError('no configuration');
const prices = readPriceFile();
const resources = {
  'AWS::KMS::Key': 4,
  'AWS::KMS::ReplicaKey': 4,
  'AWS::EC2::VPC': 2,
  'AWS::EC2::NatGateway': 6,
  'AWS::EC2::VPCEndpoint': 28,
  'AWS::CloudWatch::Alarm': 20,
  'AWS::Bedrock::KnowledgeBase': 2,
};

function costOf(change: Partial<UsageOptions> = {}) {
  const options: UsageOptions = {
    sellers: 200,
    turns: 40,
    config: config as UsageOptions['config'],
    assumed: assume(),
    resources,
    prompts: { standard: 4_949, enhanced: 5_000 },
    ...change,
  };
  return estimate(usageOf(options), prices, options);
}

describe('estimate', () => {
  it('adds up: services to the whole, and what is fixed with what turns add', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(500), (sellers, turns) => {
        const found = costOf({ sellers, turns });
        const services = found.services.reduce((total, each) => total + each.monthlyUsd, 0);
        expect(services).toBeCloseTo(found.monthlyUsd, 6);
        expect(found.fixedUsd + found.turnUsd * sellers * turns).toBeCloseTo(found.monthlyUsd, 6);
      }),
      { numRuns: 30 },
    );
  });

  it('tells what is paid while nobody asks', () => {
    const idle = costOf({ sellers: 0, turns: 0 });
    expect([idle.monthlyUsd, idle.turnUsd, idle.sellerUsd]).toEqual([idle.fixedUsd, 0, 0]);
  });

  it('follows the templates: eight keys cost eight dollars, a zone’s endpoint 7.30', () => {
    const { lines } = costOf();
    const usd = (what: string) => lines.find((line) => line.what === what)?.monthlyUsd;
    expect(usd('keys and their replicas')).toBe(8);
    expect(usd('endpoints of services')).toBeCloseTo(24 * 3 * 7.3, 6);
    expect(usd('dashboards')).toBeUndefined();
  });

  it('charges the worst case of search when it never sleeps', () => {
    const awake = costOf({
      assumed: assume(['searchIdleShare=0']),
      config: { ...config, search: { minimumOcu: 0, maximumOcu: 2 } },
    });
    const asleep = costOf({
      assumed: assume(['searchIdleShare=1']),
      config: { ...config, search: { minimumOcu: 0, maximumOcu: 2 } },
    });
    const search = (found: typeof awake) =>
      found.lines.find(({ what }) => what === 'search and indexing')?.monthlyUsd;
    expect(search(awake)).toBeCloseTo(730 * 2 * 0.24, 6);
    expect(search(asleep)).toBeUndefined();
  });

  it('lists every assumption, the date of its prices and where they are from', () => {
    const text = describeEstimate(costOf());
    for (const name of Object.keys(ASSUMPTIONS)) expect(text).toContain(name);
    expect(text).toContain(`as of ${prices.asOf}: ${prices.source}`);
    expect(text).toMatch(/^prod: \$[\d,.]+ a month for 200 sellers with 40 turns each, within the budget/);
    expect(describeEstimate(costOf({ sellers: 100_000 }))).toContain('MORE than the budget');
  });

  it('refuses to leave out a model that has no price', () => {
    expect(() =>
      costOf({
        config: {
          ...(config as UsageOptions['config']),
          models: { ...(config as UsageOptions['config']).models, standard: 'other.model-x-v1:0' },
        },
      }),
    ).toThrow('"model x read" has no price in the price file');
  });
});

describe('assume', () => {
  it.for([
    ['x=1', /x is none of enhancedShare/],
    ['queries', /give queries=NUMBER/],
    ['queries=-1', /give queries=NUMBER/],
    ['enhancedShare=2', /a share is from 0 to 1/],
  ] as const)('refuses %s', ([setting, message]) => {
    expect(() => assume([setting])).toThrow(message);
  });

  it('takes another value in place of ours', () => {
    expect(assume(['queries=2.5']).queries).toBe(2.5);
  });
});

describe('readPriceFile', () => {
  it.for([
    ['asOf: yesterday\nsource: x\nregion: r\nprices: {}', /asOf: give a day, as 2026-11-25/],
    [
      'asOf: 2026-01-01\nsource: x\nregion: r\nprices: { a: { usd: -1, per: 1, unit: u, service: s } }',
      /prices\.a\.usd: give 0 or more/,
    ],
    ['[', /cannot be read/],
  ] as const)('names what is wrong: %#', ([content, message]) => {
    const path = join(mkdtempSync(join(tmpdir(), 'prices-')), 'prices.yaml');
    writeFileSync(path, content);
    expect(() => readPriceFile(path)).toThrow(message);
  });
});
