import type { Json, Model, ModelTool, ToolUse } from '#agent/runtime/models/model.ts';
import { loadPrompt } from '#prompts/load-prompt.ts';
import { type Prompt, renderPrompt } from '#prompts/prompt.ts';
import { type Judge, type Preference, rubricPrompt } from './judge.ts';

const SCORE: ModelTool = {
  name: 'score',
  description: 'Gives the score of the answer.',
  inputSchema: {
    type: 'object',
    properties: {
      score: { type: 'integer', minimum: 1, maximum: 5 },
      why: { type: 'string', description: 'One sentence.' },
    },
    required: ['score'],
  },
};

const PREFERENCES: readonly Preference[] = ['first', 'second', 'tie'];

const PREFER: ModelTool = {
  name: 'prefer',
  description: 'Says which answer is better.',
  inputSchema: {
    type: 'object',
    properties: {
      better: { type: 'string', enum: [...PREFERENCES] },
      why: { type: 'string', description: 'One sentence.' },
    },
    required: ['better'],
  },
};

/** A judge that a model plays, by the rubrics of `prompts/judges`. It answers by a tool; its words are not read. */
export function createModelJudge(model: Model): Judge {
  const ask = async (
    prompt: Prompt,
    values: Readonly<Record<string, string>>,
    tool: ModelTool,
    signal: AbortSignal,
  ) => {
    const own = Object.fromEntries(Object.keys(prompt.variables).map((name) => [name, values[name] ?? '']));
    return callOf(model, renderPrompt(prompt, own), tool, signal);
  };
  return {
    modelId: model.modelId,
    async score(rubric, input, signal) {
      const { id, version } = rubricPrompt(rubric);
      const { score } = await ask(loadPrompt(id, { version }), { ...input }, SCORE, signal);
      return typeof score === 'number' && Number.isInteger(score) && score >= 1 && score <= 5
        ? (score - 1) / 4
        : undefined;
    },
    async prefer(input, signal) {
      const { better } = await ask(loadPrompt('judges/prefer'), { ...input }, PREFER, signal);
      return PREFERENCES.find((each) => each === better);
    },
  };
}

/** Of an agent; a rubric declares none. */
const UNUSED_SETTINGS = { tone: 'plain', length: 'short', nextQuestions: 0 } as const;

async function callOf(
  model: Model,
  system: string,
  tool: ModelTool,
  signal: AbortSignal,
): Promise<Readonly<Record<string, Json>>> {
  let used: ToolUse | undefined;
  const events = model.converse({
    system,
    settings: UNUSED_SETTINGS,
    promptSessionAttributes: {},
    messages: [{ role: 'user', content: [{ text: `Judge, and call the tool ${tool.name}.` }] }],
    tools: [tool],
    signal,
  });
  for await (const event of events) if (event.type === 'tool-use') used = event.toolUse;
  return used?.name === tool.name ? used.input : {};
}
