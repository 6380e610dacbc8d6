import { cp, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocalDocuments } from './local-documents.ts';

const { signal } = new AbortController();

const document = (id: string, words: string) => `---
id: ${id}
title: Document ${id}
doc_type: playbook
effective_from: 2026-01-01
status: current
data_class: public
---

# Document ${id}

## What it says

${words}
`;

describe('createLocalDocuments', () => {
  let root: string;
  let contentDir: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'local-documents-'));
    contentDir = join(root, 'content');
    await mkdir(contentDir);
    await writeFile(
      join(contentDir, 'first.md'),
      document('first', 'Boxes are weighed before they are sent. A proof of concept is not.'),
    );
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  async function titles(dataDir: string, text: string, dir = contentDir) {
    const told: string[] = [];
    const failures: unknown[] = [];
    const documents = createLocalDocuments({
      dataDir,
      contentDir: dir,
      onRebuild: (why) => told.push(why),
      onFailure: (_where, error) => failures.push(error),
    });
    documents.warm();
    const found = await documents.retrieve({ text, limit: 5, signal }).catch((error: unknown) => error);
    return { found, told, failures, documents };
  }

  it('indexes the documents and keeps the index in the data’s folder, and says so of one that was cut short', async () => {
    const dataDir = join(root, 'data');
    await mkdir(dataDir);
    const passage = {
      metadata: { document_id: 'first', 'x-amz-bedrock-kb-data-source-id': 'LOCALDS001' },
    };
    expect(await titles(dataDir, 'weighing boxes')).toMatchObject({
      found: [passage],
      told: [],
      failures: [],
    });
    // A short name that the document does not have, by the glossary.
    expect(await titles(dataDir, 'POC')).toMatchObject({ found: [passage] });
    expect(await readdir(join(dataDir, 'documents-index'))).toEqual(['search.index']);
    expect(await titles(dataDir, 'weighing boxes')).toMatchObject({ found: [passage], told: [] });
    await truncate(join(dataDir, 'documents-index', 'search.index'), 100);
    expect(await titles(dataDir, 'weighing boxes')).toMatchObject({
      found: [passage],
      told: [expect.stringContaining('the documents are indexed anew')],
    });
    expect(await titles(dataDir, 'weighing boxes')).toMatchObject({ found: [passage], told: [] });
  });

  it('fails a search while a document cannot be read, and serves again once it can', async () => {
    const dataDir = join(root, 'other-data');
    const broken = join(root, 'broken');
    await mkdir(dataDir);
    await cp(contentDir, broken, { recursive: true });
    await writeFile(join(broken, 'second.md'), 'no front matter');
    const { found, failures, documents } = await titles(dataDir, 'boxes', broken);
    expect(found).toMatchObject({ code: 'retriever-failed', message: expect.stringContaining('second.md') });
    expect(failures.length).toBeGreaterThan(0);
    await rm(join(broken, 'second.md'));
    expect(await documents.retrieve({ text: 'boxes', limit: 5, signal })).toHaveLength(1);
  });
});
