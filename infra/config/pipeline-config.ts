import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { REGIONS } from './environment-config.ts';

const origin = z
  .url({ protocol: /^https$/, error: 'an address, as https://assistant.example.com' })
  .transform((url) => new URL(url).origin);

/** The pipeline, as `infra/config/pipeline.yaml` states it; without that file there is none. */
export const pipelineConfigSchema = z.strictObject({
  /** Where it runs; each environment's account trusts it by `cdk bootstrap --trust`. */
  account: z.string().regex(/^\d{12}$/, 'twelve digits, in quotes'),
  region: z.enum(REGIONS, { error: `one of ${REGIONS.join(', ')}` }),
  /** Of CodeConnections, which somebody has to confirm in the console once. */
  connectionArn: z
    .string()
    .regex(
      /^arn:aws:(codeconnections|codestar-connections):[a-z0-9-]+:\d{12}:connection\/[\w-]+$/,
      'the ARN of a connection',
    ),
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'owner/name'),
  branch: z.string().min(1).default('main'),
  /** Where dev and staging are reached, for what asks them. */
  urls: z.strictObject({ dev: origin, staging: origin, prod: origin }),
  /** Secrets Manager: `{"token": "…"}`, of a seller of staging who may load it. */
  loadTokenSecret: z.string().min(1),
  /** How staging is loaded before prod: soak takes two hours. */
  loadProfiles: z
    .array(z.enum(['load', 'stress', 'soak']))
    .min(1)
    .default(['load', 'stress']),
});
export type PipelineConfig = Readonly<z.output<typeof pipelineConfigSchema>>;

/**
 * @returns undefined where no pipeline is configured
 * @throws {Error} naming each field that cannot be used
 */
export function readPipeline(
  path = fileURLToPath(new URL('./pipeline.yaml', import.meta.url)),
): PipelineConfig | undefined {
  if (!existsSync(path)) return undefined;
  const read = pipelineConfigSchema.safeParse(parse(readFileSync(path, 'utf8')));
  if (read.success) return read.data;
  const faults = read.error.issues.map(
    (issue) => `- pipeline.yaml: ${issue.path.join('.')}: ${issue.message}`,
  );
  throw new Error(`The configuration cannot be used:\n${faults.join('\n')}`);
}
