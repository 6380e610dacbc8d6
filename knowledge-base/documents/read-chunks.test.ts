import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishProjects } from '../projects/publish-projects.ts';
import { generateSampleData } from '../projects/sample/generate-sample-data.ts';
import { generateSampleProjects } from '../projects/sample/generate-sample-projects.ts';
import { countTokens } from './count-tokens.ts';
import { DocumentError } from './document-error.ts';
import { CHUNK_TOKENS } from './pack-pieces.ts';
import { readChunks, writeUpsFolder } from './read-chunks.ts';
import { writeChunks } from './write-chunks.ts';

const SAMPLE = { rows: 1500, seed: 7, throughDate: '2026-10-31' };
const now = () => new Date('2026-11-25T09:00:00Z');

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'documents-'));
  await generateSampleData({ ...SAMPLE, outDir: join(dir, 'sample'), now });
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('readChunks', () => {
  it('gives the chunks of all documents, each id and address once', async () => {
    const chunks = await readChunks();
    expect(new Set(chunks.map(({ documentId }) => documentId)).size).toBeGreaterThanOrEqual(45);
    expect(new Set(chunks.map(({ chunkId }) => chunkId)).size).toBe(chunks.length);
    expect(chunks.filter(({ metadata }) => metadata.partner_id !== undefined)).toEqual([]);
  });

  it('gives the write-ups of the sample that is current, scoped to the partner of each', async () => {
    const all = await readChunks({ dataDir: join(dir, 'sample') });
    const writeUps = all.filter(({ metadata }) => metadata.doc_type === 'project');
    const current = JSON.parse(await readFile(join(dir, 'sample', 'current.json'), 'utf8'));
    expect(new Set(writeUps.map(({ documentId }) => documentId)).size).toBeGreaterThan(40);
    const partners = new Set(current.partners.map((partner: { partnerId: string }) => partner.partnerId));
    for (const { metadata, text } of writeUps) {
      expect(metadata).toMatchObject({ data_version: current.dataVersion, data_class: 'internal' });
      expect(partners.has(metadata.partner_id)).toBe(true);
      expect(countTokens(text)).toBeGreaterThanOrEqual(CHUNK_TOKENS.least);
    }
    expect(new Set(writeUps.map(({ metadata }) => metadata.basis))).toEqual(new Set(['sample', undefined]));
    expect(writeUps.some(({ text }) => text.includes('An opportunity that was lost'))).toBe(true);
    expect(all.length - writeUps.length).toBe((await readChunks()).length);
  });

  it('has no write-ups of imported data, even where a folder of them lies beside it', async () => {
    const outDir = join(dir, 'imported');
    const rows = [...generateSampleProjects({ ...SAMPLE, rows: 200 })].map(({ raw }) => raw);
    const { dataVersion } = await publishProjects({ rows, outDir, sample: false, now });
    expect(await readdir(outDir)).not.toContain('documents');
    await mkdir(writeUpsFolder(outDir, dataVersion), { recursive: true });
    await writeFile(join(writeUpsFolder(outDir, dataVersion), 'project-x.md'), 'no document');
    expect(await readChunks({ dataDir: outDir })).toEqual(await readChunks());
  });

  it('has no write-ups where there is no data yet', async () => {
    expect(await readChunks({ dataDir: join(dir, 'nothing') })).toEqual(await readChunks());
  });

  it('refuses a folder in which a file is no document, or two have one id', async () => {
    const contentDir = join(dir, 'content');
    const text =
      '---\nid: a\ntitle: A one\ndoc_type: playbook\neffective_from: 2026-01-01\nstatus: current\ndata_class: public\n---\ntext\n';
    await mkdir(join(contentDir, 'b'), { recursive: true });
    await writeFile(join(contentDir, 'a.md'), text);
    await writeFile(join(contentDir, 'b', 'a.md'), text);
    await expect(readChunks({ contentDir })).rejects.toThrow('b/a.md:2: id "a": a.md has it');
    await writeFile(join(contentDir, 'b', 'a.md'), text.replace('playbook', 'poem'));
    await expect(readChunks({ contentDir })).rejects.toThrow(DocumentError);
  });
});

describe('writeChunks', () => {
  it('writes one file a chunk with its sidecar as Bedrock reads it, and replaces an earlier build', async () => {
    const outDir = join(dir, 'build', 'kb');
    const chunks = await readChunks();
    await writeChunks(chunks, outDir);
    await writeChunks(chunks.slice(0, 5), outDir);
    const files = (await readdir(outDir, { recursive: true })).filter((name) => name.includes('.md'));
    expect(files).toHaveLength(10);
    const [chunk] = chunks;
    expect(await readFile(join(outDir, `${chunk?.chunkId}.md`), 'utf8')).toBe(chunk?.text);
    const sidecar = JSON.parse(await readFile(join(outDir, `${chunk?.chunkId}.md.metadata.json`), 'utf8'));
    expect(sidecar).toEqual({ metadataAttributes: chunk?.metadata });
  });

  it('refuses a folder that holds anything else, and leaves it as it is', async () => {
    const outDir = join(dir, 'mine');
    await mkdir(outDir);
    await writeFile(join(outDir, 'notes.md'), 'mine');
    await expect(writeChunks([], outDir)).rejects.toThrow('notes.md');
    expect(await readFile(join(outDir, 'notes.md'), 'utf8')).toBe('mine');
  });
});
