import { parseDocument } from 'yaml';
import { z } from 'zod';
import { modelSettings } from './model-settings.ts';
import { declaredSettings } from './prompt-settings.ts';
import { schemaFaults } from './schema-faults.ts';

const promptId = z
  .string()
  .regex(/^[a-z][a-z0-9-]*(\/[a-z][a-z0-9-]*)*$/, 'the id of a prompt, such as agent/instruction-enhanced');

/** What one variant has otherwise than the repository. An empty one is the repository as it is. */
export const variant = z.strictObject({
  /** Prompt id → a released version (a number), or a Markdown file below the repository's root. */
  prompts: z
    .record(
      promptId,
      z.union([
        z.number().int().min(1),
        z
          .string()
          .regex(
            /^(?!\/)(?!.*\.\.)[\w./-]+\.md$/,
            'a version, or the path of a Markdown file below the root',
          ),
      ]),
    )
    .optional(),
  /** As MODEL has it: `embedded`, `bedrock`, `bedrock:MODEL_ID`, `openai:URL#MODEL`. */
  model: z.string().min(1).optional(),
  tier: z.enum(['standard', 'enhanced']).optional(),
  /** How documents are searched. */
  retrieval: z.strictObject({ numberOfResults: z.number().int().min(1).max(25).optional() }).optional(),
  /** How arguments of operations and of searches are written. */
  query: declaredSettings.pick({ searchTerms: true, analysisType: true }).optional(),
  /** Prompt id → typed settings in place of its own. */
  settings: z.record(promptId, declaredSettings).optional(),
  /** Prompt id → sampling in place of its own. */
  sampling: z.record(promptId, modelSettings).optional(),
});
export type Variant = Readonly<z.infer<typeof variant>>;

/** What a run measures of a case. `pass` and `score` are better when higher, all others when lower. */
export const EXPERIMENT_METRICS = [
  'pass',
  'score',
  'answerCharacters',
  'firstTokenMs',
  'totalMs',
  'inputTokens',
  'outputTokens',
  'costUsd',
] as const;
export type ExperimentMetric = (typeof EXPERIMENT_METRICS)[number];

const metric = z.enum(EXPERIMENT_METRICS);

/** Of `pass` and `score` a difference, 0 to 1; of the others a share of the base's mean (0.1: ten per cent). */
const margin = z.number().min(0).max(1);

/** A file of `prompts/experiments`: a question, and the variants that are to answer it. */
export const experiment = z
  .strictObject({
    /** The name of its file. */
    id: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'lower-case words joined by -'),
    /** What the experiment is to answer, for people. */
    question: z.string().min(1),
    /** `base`, and one candidate or more. */
    variants: z.record(
      z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'lower-case words joined by -'),
      variant.nullable().transform((given): Variant => given ?? {}),
    ),
    /** Names of `evals/suites` without `.yaml`, or paths; every suite when left out. */
    suites: z.array(z.string().min(1)).min(1).optional(),
    /** How often each case is run, 1 to 100. */
    repeats: z.number().int().min(1).max(100).default(1),
    metric: metric.default('score'),
    margin: margin.default(0.02),
    /** Metrics that may not get worse by more than their margin. */
    guardrails: z.array(z.strictObject({ metric, margin })).default([]),
  })
  .superRefine(({ variants }, context) => {
    const names = Object.keys(variants);
    const wrong = (message: string) => context.addIssue({ code: 'custom', path: ['variants'], message });
    if (!names.includes('base')) wrong('there is no base');
    if (names.length < 2) wrong('there is no candidate beside the base');
    const texts = new Map<string, string>();
    for (const [name, given] of Object.entries(variants)) {
      const text = JSON.stringify(sorted(given));
      const same = texts.get(text);
      if (same !== undefined && !name.startsWith('same') && !same.startsWith('same'))
        wrong(`${same} and ${name} are the same; to compare a variant with itself, call it same`);
      texts.set(text, name);
    }
  });
export type Experiment = Readonly<z.infer<typeof experiment>>;

export class ExperimentError extends Error {
  override readonly name = 'ExperimentError';
  readonly code = 'experiment-malformed';
}

/**
 * Reads an experiment's file.
 * @param fileName its name without folder and `.yaml`, which has to be the id.
 * @throws {ExperimentError} naming each field that is wrong, with what is accepted
 */
export function parseExperiment(source: string, fileName: string): Experiment {
  const parsed = experiment.safeParse(readYaml(source, fileName));
  if (!parsed.success) {
    const faults = schemaFaults(parsed.error, KNOWN_KEYS);
    throw new ExperimentError(`${fileName}.yaml: ${faults.join('; ')}`, { cause: parsed.error });
  }
  if (parsed.data.id !== fileName)
    throw new ExperimentError(`${fileName}.yaml: id: it is ${parsed.data.id}, but the file is ${fileName}`);
  return parsed.data;
}

/** Every key of an experiment that has a name of its own. */
const KNOWN_KEYS = [
  ...Object.keys(experiment.shape),
  ...Object.keys(variant.shape),
  ...Object.keys(declaredSettings.shape),
  ...Object.keys(modelSettings.shape),
  'numberOfResults',
];

function readYaml(source: string, fileName: string): unknown {
  const document = parseDocument(source);
  const problem = document.errors[0] ?? document.warnings[0];
  try {
    if (problem !== undefined) throw problem;
    return document.toJS();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ExperimentError(`${fileName}.yaml: no YAML: ${reason}`, { cause });
  }
}

/** With keys in order, so that two variants that say the same are the same text. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
