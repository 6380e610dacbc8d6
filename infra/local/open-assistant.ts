import { writeModelChoice } from '#agent/runtime/models/model-choice.ts';
import type { OpenModelsOptions } from '#agent/runtime/models/open-models.ts';
import type { SellerDirectory } from '#channels/turn/seller-directory.ts';
import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import { type Assistant, createAssistant } from './assistant.ts';
import { ensureData } from './ensure-data.ts';
import { ensureTrained } from './ensure-trained.ts';
import { type LocalServices, openLocalServices } from './local-services.ts';
import { removeOldVersions } from './remove-old-versions.ts';
import { sessionSecret } from './session-secret.ts';
import { startServices } from './start-services.ts';

export interface OpenAssistantOptions {
  readonly dataDir: string;
  readonly sellersFile: string;
  /** Who may ask: that file (the default), or the table. */
  readonly sellersFrom?: 'file' | 'table';
  readonly sampleRows: number;
  readonly sessionSecret: string | undefined;
  /** The model behind the agents, when the services are ours to start; the embedded one when left out. */
  readonly models?: OpenModelsOptions;
  /** When models are trained that are missing: before the first turn, or behind what is served; never when left out. */
  readonly train?: 'first' | 'behind';
  readonly onProgress: (message: string) => void;
  readonly onFailure: (where: string, error: unknown) => void;
}

const clock = () => new Date();

/** The services of a data folder, started or joined, sample data made if there is none. */
export async function openServices(options: OpenAssistantOptions): Promise<LocalServices> {
  const model = writeModelChoice(options.models?.choice ?? { kind: 'embedded' });
  const services = await openLocalServices({
    dataDir: options.dataDir,
    model,
    onWait: () => options.onProgress('another command is starting the services; waiting for it …'),
    start: async () => {
      await ensureData({ ...options, rows: options.sampleRows, clock });
      await removeOldVersions({ ...options, clock });
      if (options.train === 'first') await ensureTrained(options);
      const services = await startServices({
        ...options,
        documents: options.train === 'behind' ? 'behind' : 'when-asked',
        clock,
      });
      if (options.train !== 'behind') return services;
      const ending = new AbortController();
      const trained = ensureTrained({ ...options, signal: ending.signal });
      return {
        ...services,
        async close() {
          ending.abort();
          await trained;
          await services.close();
        },
      };
    },
  });
  if (services.model !== undefined && services.model !== model)
    options.onProgress(
      `another command runs the services, with MODEL=${services.model}; MODEL=${model} is not used`,
    );
  return services;
}

export interface OpenAssistant extends Omit<Assistant, 'close'> {
  /** The services as they are now, opened again when they went away. */
  services(): Promise<LocalServices>;
  /** Ends this command's part; the services too when they are ours, at once or when nobody else uses them. */
  close(options?: { readonly now: boolean }): Promise<void>;
}

/**
 * Everything a command needs to take turns. When the services were another command's and that one ends,
 * the next turn opens them again.
 */
export async function openAssistant(options: OpenAssistantOptions): Promise<OpenAssistant> {
  const sellers =
    options.sellersFrom === 'table' ? undefined : await createYamlSellerDirectory(options.sellersFile);
  let opened = open(options, sellers);
  const reopened = async () => {
    const before = opened;
    const known = await before.catch(() => undefined);
    if (known?.services.lost.aborted === false) return known;
    // Of many that find them gone, or not to be opened, one opens them again.
    if (opened === before) {
      known?.assistant.close();
      opened = open(options, sellers);
    }
    return opened;
  };
  const current = async () => (await reopened()).assistant;
  await opened;
  return {
    sellers: {
      find: async (sellerId) => (await current()).sellers.find(sellerId),
      findByEmail: async (email) => (await current()).sellers.findByEmail(email),
      list: async () => (await current()).sellers.list(),
    },
    turn: {
      async *run(request) {
        yield* (await current()).turn.run(request);
      },
    },
    feedback: { give: async (feedback) => (await current()).feedback.give(feedback) },
    artifacts: {
      put: async (artifact, call) => (await current()).artifacts.put(artifact, call),
      get: async (id, reader, call) => (await current()).artifacts.get(id, reader, call),
    },
    services: async () => (await reopened()).services,
    async close(how) {
      const { services, assistant } = await opened;
      assistant.close();
      await services.close(how);
    },
  };
}

async function open(options: OpenAssistantOptions, sellers: SellerDirectory | undefined) {
  const services = await openServices(options);
  const secret = options.sessionSecret ?? (await sessionSecret(options.dataDir));
  const { endpoints } = services;
  return {
    services,
    assistant: createAssistant({
      ...options,
      endpoints,
      sellers,
      sessionSecret: secret,
      clock,
    }),
  };
}
