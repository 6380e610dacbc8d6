import { z } from 'zod';
import { experiment } from './experiment.ts';

/** Where the JSON Schema of experiments stands, below the repository's root; `npm run openapi` writes it. */
export const EXPERIMENT_SCHEMA_FILE = 'prompts/experiment.schema.json';

/** The JSON Schema of an experiment's file (2020-12), for editors. */
export function experimentJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(experiment, { io: 'input' });
  return { $schema, title: 'Experiment: variants of prompts, tiers, models and how they search', ...schema };
}
