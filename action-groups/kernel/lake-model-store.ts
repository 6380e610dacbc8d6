import { createHash } from 'node:crypto';
import { dirname } from 'node:path/posix';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { LakeFiles } from '#knowledge-base/projects/lake-files.ts';

/** What was learned of a data version: by the whole organisation, or of one partner's projects. */
export interface LearnedModel {
  /** Raised whenever the code could not read what it wrote before. */
  readonly format: number;
  readonly dataVersion: string;
  readonly learnedFrom: 'organisation' | { readonly partnerId: string };
}

/** A model as it was loaded. */
export type Loaded<Model> = Model & {
  /** SHA-256 of what is stored: results name it. */
  readonly modelHash: string;
};

export interface LakeModelStoreOptions {
  /** Where the data is. */
  readonly files: LakeFiles;
  /** What file names begin with; models of another kind lie in the same folder. */
  readonly prefix: string;
  /** The format that this code writes: a model of another one is to be made again. */
  readonly format: number;
  /** The error of a file that cannot be read. */
  readonly failure: (message: string, options: ErrorOptions) => Error;
}

const unzip = promisify(gunzip);
const zip = promisify(gzip);

/** Models in `models/data_version=…/` beside the data, kept at hand once loaded; one that appears later is found. */
export function createLakeModelStore<Model extends LearnedModel>(options: LakeModelStoreOptions) {
  const loaded = new Map<string, Loaded<Model>>();
  const loadFile = async (file: string): Promise<Loaded<Model> | undefined> => {
    const known = loaded.get(file);
    if (known !== undefined) return known;
    const found = await readModel<Model>(file, options);
    if (found !== undefined) {
      // Another data version has come: the models before it are of no more use.
      for (const other of loaded.keys()) if (dirname(other) !== dirname(file)) loaded.delete(other);
      loaded.set(file, found);
    }
    return found;
  };
  return {
    /** The one to use for a seller; undefined when none was made (yet). */
    async load(dataVersion: string, scope: Scope): Promise<Loaded<Model> | undefined> {
      for (const name of namesFor(scope)) {
        const found = await loadFile(modelFile(options, dataVersion, name));
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** A partner's own model goes before the organisation's; the one that is not there was not meant to be used. */
function namesFor(scope: Scope): readonly string[] {
  const own = scope.kind === 'partners' && scope.partnerIds.length === 1 ? scope.partnerIds : [];
  return [...own.map((partnerId) => `partner-${partnerId}`), 'organisation'];
}

/** Writes a model beside its data, at once or not at all; returns its hash. */
export async function storeModel(
  place: Pick<LakeModelStoreOptions, 'files' | 'prefix'>,
  model: LearnedModel,
): Promise<string> {
  const { learnedFrom, dataVersion } = model;
  const name = learnedFrom === 'organisation' ? learnedFrom : `partner-${learnedFrom.partnerId}`;
  const bytes = await zip(JSON.stringify(model), { level: 6 });
  await place.files.write(modelFile(place, dataVersion, name), bytes);
  return hashOf(bytes);
}

function modelFile(
  { prefix }: Pick<LakeModelStoreOptions, 'prefix'>,
  dataVersion: string,
  name: string,
): string {
  return `models/data_version=${dataVersion}/${prefix}${encodeURIComponent(name)}.json.gz`;
}

async function readModel<Model extends LearnedModel>(
  file: string,
  { failure, files, format }: LakeModelStoreOptions,
): Promise<Loaded<Model> | undefined> {
  const read = await files.read(file).catch((cause: unknown) => {
    throw failure(`${file} in ${files.place} cannot be read`, { cause });
  });
  if (read === undefined || read === 'unchanged') return undefined;
  const { bytes } = read;
  try {
    const stored = JSON.parse((await unzip(bytes)).toString('utf8')) as Model;
    // Another format is one that this code did not write: it has to be made again.
    return stored.format === format ? { ...stored, modelHash: hashOf(bytes) } : undefined;
  } catch (error) {
    throw failure(`${file} in ${files.place} is cut short or damaged: run data:train again`, {
      cause: error,
    });
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
