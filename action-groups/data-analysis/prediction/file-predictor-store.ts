import { createHash, randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { makeFolder } from '#knowledge-base/projects/make-folder.ts';
import { type LoadedPredictor, type PredictorStore, PredictorStoreError } from './predictor-store.ts';
import { PREDICTOR_FORMAT, type StoredPredictor } from './stored-predictor.ts';

export interface FilePredictorStoreOptions {
  /** The data's folder. */
  readonly dir: string;
}

const unzip = promisify(gunzip);
const zip = promisify(gzip);

/** Predictors in `models/data_version=…/`, kept at hand once loaded; one that appears later is found. */
export function createFilePredictorStore({ dir }: FilePredictorStoreOptions): PredictorStore {
  const loaded = new Map<string, LoadedPredictor>();
  const loadFile = async (file: string): Promise<LoadedPredictor | undefined> => {
    const known = loaded.get(file);
    if (known !== undefined) return known;
    const found = await readPredictor(file);
    if (found !== undefined) {
      // Another data version has come: the models before it are of no more use.
      for (const other of loaded.keys()) if (dirname(other) !== dirname(file)) loaded.delete(other);
      loaded.set(file, found);
    }
    return found;
  };
  return {
    async load(dataVersion, scope) {
      for (const name of namesFor(scope)) {
        const found = await loadFile(predictorFile(dir, dataVersion, name));
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** A partner's own predictor goes before the organisation's; the one that is not there was not meant to be used. */
function namesFor(scope: Scope): readonly string[] {
  const own = scope.kind === 'partners' && scope.partnerIds.length === 1 ? scope.partnerIds : [];
  return [...own.map((partnerId) => `partner-${partnerId}`), 'organisation'];
}

/** Writes a predictor beside its data, at once or not at all; returns its hash. */
export async function storePredictor(dir: string, predictor: StoredPredictor): Promise<string> {
  const { learnedFrom, dataVersion } = predictor;
  const name = learnedFrom === 'organisation' ? learnedFrom : `partner-${learnedFrom.partnerId}`;
  const file = predictorFile(dir, dataVersion, name);
  const bytes = await zip(JSON.stringify(predictor), { level: 6 });
  await makeFolder(dirname(file));
  const work = `${file}.${randomUUID()}`;
  await writeFile(work, bytes);
  await rename(work, file);
  return hashOf(bytes);
}

function predictorFile(dir: string, dataVersion: string, name: string): string {
  return join(dir, 'models', `data_version=${dataVersion}`, `${encodeURIComponent(name)}.json.gz`);
}

async function readPredictor(file: string): Promise<LoadedPredictor | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new PredictorStoreError(`${file} cannot be read`, { cause: error });
  }
  try {
    const stored = JSON.parse((await unzip(bytes)).toString('utf8')) as StoredPredictor;
    // Another format is one that this code did not write: it has to be trained again.
    return stored.format === PREDICTOR_FORMAT ? { ...stored, modelHash: hashOf(bytes) } : undefined;
  } catch (error) {
    throw new PredictorStoreError(`${file} is cut short or damaged: run data:train again`, { cause: error });
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
