import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const agentIds = z.object({
  agentId: z.string(),
  aliasIds: z.object({ dev: z.string(), staging: z.string(), prod: z.string(), canary: z.string() }),
});

/** Where the services of a data folder listen: what `npm run local` prints. */
export const localEndpoints = z.object({
  bedrockAgentRuntime: z.string(),
  bedrockAgent: z.string(),
  athena: z.string(),
  dynamodb: z.string(),
  sqs: z.string(),
  /** URLs of the FIFO queues: work for the turn worker, for that of batches and for Slack's, and what they could not do. */
  queues: z.object({
    turns: z.string(),
    deadTurns: z.string(),
    batches: z.string(),
    deadBatches: z.string(),
    slack: z.string(),
    deadSlack: z.string(),
  }),
  /** The development issuer: OIDC, discovery under it. */
  issuer: z.string(),
  knowledgeBaseId: z.string(),
  agents: z.object({ standard: agentIds, enhanced: agentIds }),
});
export type LocalEndpoints = z.infer<typeof localEndpoints>;

const localFile = z.object({
  pid: z.number(),
  leasePort: z.number(),
  /** The choice of the model behind the agents, as MODEL has it. */
  model: z.string().optional(),
  endpoints: localEndpoints,
});
export type LocalFile = z.infer<typeof localFile>;

const pathIn = (dataDir: string) => join(dataDir, 'local.json');

/** Replaces the file in one step, so that a reader sees a whole one or none. */
export async function writeLocalFile(dataDir: string, content: LocalFile): Promise<void> {
  const draft = `${pathIn(dataDir)}.${content.pid}`;
  await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`);
  await rename(draft, pathIn(dataDir));
}

/** The file, or undefined when there is none that can be read: its owner may have died while writing. */
export async function readLocalFile(dataDir: string): Promise<LocalFile | undefined> {
  try {
    return localFile.parse(JSON.parse(await readFile(pathIn(dataDir), 'utf8')));
  } catch {
    return undefined;
  }
}

export function removeLocalFile(dataDir: string): Promise<void> {
  return rm(pathIn(dataDir), { force: true });
}
