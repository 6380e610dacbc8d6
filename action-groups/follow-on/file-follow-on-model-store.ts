import { createHash, randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { makeFolder } from '#knowledge-base/projects/make-folder.ts';
import {
  FollowOnModelError,
  type FollowOnModelStore,
  type LoadedFollowOnModel,
} from './follow-on-model-store.ts';
import { FOLLOW_ON_FORMAT, type FollowOnModel } from './mining/follow-on-model.ts';

export interface FileFollowOnModelStoreOptions {
  /** The data's folder. */
  readonly dir: string;
}

const unzip = promisify(gunzip);
const zip = promisify(gzip);

/** What was mined, in `models/data_version=…/`, kept at hand once loaded; one that appears later is found. */
export function createFileFollowOnModelStore({ dir }: FileFollowOnModelStoreOptions): FollowOnModelStore {
  const loaded = new Map<string, LoadedFollowOnModel>();
  const loadFile = async (file: string): Promise<LoadedFollowOnModel | undefined> => {
    const known = loaded.get(file);
    if (known !== undefined) return known;
    const found = await readModel(file);
    if (found !== undefined) {
      for (const other of loaded.keys()) if (dirname(other) !== dirname(file)) loaded.delete(other);
      loaded.set(file, found);
    }
    return found;
  };
  return {
    async load(dataVersion, scope) {
      for (const name of namesFor(scope)) {
        const found = await loadFile(modelFile(dir, dataVersion, name));
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** A partner's own goes before the organisation's; what is not there was not meant to be used. */
function namesFor(scope: Scope): readonly string[] {
  const own = scope.kind === 'partners' && scope.partnerIds.length === 1 ? scope.partnerIds : [];
  return [...own.map((partnerId) => `partner-${partnerId}`), 'organisation'];
}

/** Writes what was mined beside its data, at once or not at all; returns its hash. */
export async function storeFollowOnModel(dir: string, model: FollowOnModel): Promise<string> {
  const { learnedFrom, dataVersion } = model;
  const name = learnedFrom === 'organisation' ? learnedFrom : `partner-${learnedFrom.partnerId}`;
  const file = modelFile(dir, dataVersion, name);
  const bytes = await zip(JSON.stringify(model), { level: 6 });
  await makeFolder(dirname(file));
  const work = `${file}.${randomUUID()}`;
  await writeFile(work, bytes);
  await rename(work, file);
  return hashOf(bytes);
}

function modelFile(dir: string, dataVersion: string, name: string): string {
  const file = `follow-on-${encodeURIComponent(name)}.json.gz`;
  return join(dir, 'models', `data_version=${dataVersion}`, file);
}

async function readModel(file: string): Promise<LoadedFollowOnModel | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new FollowOnModelError(`${file} cannot be read`, { cause: error });
  }
  try {
    const stored = JSON.parse((await unzip(bytes)).toString('utf8')) as FollowOnModel;
    // Another format is one that this code did not write: it has to be mined again.
    return stored.format === FOLLOW_ON_FORMAT ? { ...stored, modelHash: hashOf(bytes) } : undefined;
  } catch (error) {
    throw new FollowOnModelError(`${file} is cut short or damaged: run data:train again`, { cause: error });
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
