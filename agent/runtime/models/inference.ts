import type { z } from 'zod';
import { modelSettings } from '#prompts/model-settings.ts';

/** How a model is to sample; data of the agent's definition, sent with every request. `topP` is the model's own when left out. */
export const inference = modelSettings.required({ maxTokens: true, temperature: true });

export type Inference = Readonly<z.infer<typeof inference>>;
