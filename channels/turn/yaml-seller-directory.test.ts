import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createYamlSellerDirectory } from './yaml-seller-directory.ts';

async function fileWith(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'sellers-')), 'sellers.yaml');
  await writeFile(path, text);
  return path;
}

describe('createYamlSellerDirectory', () => {
  it('reads the directory of this repository: one of the organisation, two of one partner each', async () => {
    const directory = await createYamlSellerDirectory('sellers.yaml');
    const scopes = (await directory.list()).map((seller) => seller.scope);
    expect(scopes).toEqual([
      { kind: 'organisation' },
      { kind: 'partners', partnerIds: ['1004127'] },
      { kind: 'partners', partnerIds: ['1019276'] },
    ]);
    expect(await directory.find('eve')).toBeUndefined();
  });

  it.for([
    ['sellers: []', 'sellers'],
    ['sellers: [{sellerId: a, name: A, partners: none}]', 'sellers.0.partners'],
    ['sellers: [{sellerId: a, name: A, partners: all, role: admin}]', 'role'],
    [
      'sellers: [{sellerId: a, name: A, partners: all}, {sellerId: a, name: B, partners: all}]',
      'stands twice',
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
