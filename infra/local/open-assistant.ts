import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import { type Assistant, createAssistant } from './assistant.ts';
import { ensureData } from './ensure-data.ts';
import { type LocalServices, openLocalServices } from './local-services.ts';
import { sessionSecret } from './session-secret.ts';
import { startServices } from './start-services.ts';

export interface OpenAssistantOptions {
  readonly dataDir: string;
  readonly sellersFile: string;
  readonly sampleRows: number;
  readonly sessionSecret: string | undefined;
  readonly onProgress: (message: string) => void;
  readonly onFailure: (where: string, error: unknown) => void;
}

/** The services of a data folder, started or joined, sample data made if there is none. */
export function openServices(options: OpenAssistantOptions): Promise<LocalServices> {
  return openLocalServices({
    dataDir: options.dataDir,
    onWait: () => options.onProgress('another command is starting the services; waiting for it …'),
    start: async () => {
      await ensureData({ ...options, rows: options.sampleRows, clock });
      return startServices({ ...options, clock });
    },
  });
}

export interface OpenAssistant extends Assistant {
  readonly services: LocalServices;
}

/** Everything a command needs to take turns. */
export async function openAssistant(options: OpenAssistantOptions): Promise<OpenAssistant> {
  const sellers = await createYamlSellerDirectory(options.sellersFile);
  const services = await openServices(options);
  const secret = options.sessionSecret ?? (await sessionSecret(options.dataDir));
  const { endpoints } = services;
  const assistant = createAssistant({ ...options, endpoints, sellers, sessionSecret: secret, clock });
  return { ...assistant, services };
}

const clock = () => new Date();
