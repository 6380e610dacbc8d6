import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { CONTRACT_SELLERS, sellerDirectoryContract } from './seller-directory.contract.ts';
import { normaliseEmail, type SellerDirectory } from './seller-directory.ts';
import { createYamlSellerDirectory } from './yaml-seller-directory.ts';

async function fileWith(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'sellers-')), 'sellers.yaml');
  await writeFile(path, text);
  return path;
}

/** A file's entry for a seller. */
function entryOf({ scope, email, ...rest }: (typeof CONTRACT_SELLERS)[number]) {
  const partners = scope.kind === 'organisation' ? 'all' : scope.partnerIds;
  return { ...rest, ...(email === undefined ? {} : { email: email.toUpperCase() }), partners };
}

describe('createYamlSellerDirectory', () => {
  let directory: SellerDirectory;
  beforeAll(async () => {
    directory = await createYamlSellerDirectory(
      await fileWith(stringify({ sellers: CONTRACT_SELLERS.map(entryOf) })),
    );
  });

  sellerDirectoryContract(() => directory);

  it('reads the directory of this repository: one of the organisation, two of one partner each', async () => {
    const sellers = await (await createYamlSellerDirectory('sellers.yaml')).list();
    expect(sellers.map(({ scope }) => scope)).toEqual([
      { kind: 'organisation' },
      { kind: 'partners', partnerIds: ['1004127'] },
      { kind: 'partners', partnerIds: ['1019276'] },
    ]);
    expect(sellers.map(({ email }) => email)).toEqual([
      'olivia@example.com',
      'nora@example.com',
      'ravi@example.com',
    ]);
  });

  it.for([
    ['sellers: []', 'sellers: []: give at least one seller'],
    ['', '(file): '],
    ['sellers: [{sellerId: a, name: A, partners: none}]', 'sellers.0.partners: "none": give all, or a list'],
    ['sellers: [{sellerId: a, name: A, partners: [1004127]}]', 'in quotes'],
    ['sellers: [{sellerId: a, name: A}]', 'sellers.0.partners: is missing'],
    ['sellers: [{sellerId: a, name: A, partners: all, role: admin}]', 'sellers.0: role is no field here'],
    [
      'sellers: [{sellerId: A!, name: A, partners: all}]',
      'sellers.0.sellerId: "A!": give 1 to 64 lower-case',
    ],
    [
      'sellers: [{sellerId: a, name: A, partners: all, email: a at b}]',
      'sellers.0.email: "a at b": give one',
    ],
    [
      'sellers: [{sellerId: a, name: A, partners: all}, {sellerId: a, name: B, partners: all}]',
      'stands twice',
    ],
    [
      'sellers: [{sellerId: a, name: A, partners: all, email: x@y.org}, {sellerId: b, name: B, partners: all, email: X@y.org}]',
      'sellers.1.email: "X@y.org": stands twice, at sellers.0 too',
    ],
    ['{', 'cannot be read as YAML'],
  ] as const)('refuses %j and says why', async ([text, fault]) => {
    await expect(createYamlSellerDirectory(await fileWith(text))).rejects.toMatchObject({
      code: 'seller-directory-unreadable',
      message: expect.stringContaining(fault),
    });
  });

  it('says when there is no file', async () => {
    await expect(createYamlSellerDirectory('/nowhere/sellers.yaml')).rejects.toThrow(
      '/nowhere/sellers.yaml does not exist',
    );
  });
});

describe('normaliseEmail', () => {
  it('takes common addresses in lower case, and says the same of what it gave', () => {
    fc.assert(
      fc.property(fc.emailAddress({ size: 'small' }), (address) => {
        const normal = normaliseEmail(address);
        expect(normal).toBe(address.toLowerCase());
        expect(normaliseEmail(normal ?? '')).toBe(normal);
      }),
    );
  });

  it('makes no address of one alphabet that of another, and nothing longer or shorter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '@example.com'), (text, end) => {
        const normal = normaliseEmail(`${text}${end}`);
        if (normal === undefined) return;
        expect(`${text}${end}`).toMatch(/^[\x21-\x7e]+$/);
        expect(normal).toHaveLength(text.length + end.length);
      }),
    );
  });
});
