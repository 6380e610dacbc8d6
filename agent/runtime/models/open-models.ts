import type { AgentSnapshot } from '../../definition/agent-snapshot.ts';
import { createEmbeddedModel } from './embedded/embedded-model.ts';
import type { Model } from './model.ts';
import type { ModelChoice } from './model-choice.ts';

/** What of a definition says which model it wants, and how that is to sample. */
export type ModelWish = Pick<AgentSnapshot, 'modelId' | 'inference'>;

export interface OpenModels {
  /** The model of an agent; the same one for the same wish. */
  readonly model: (wish: ModelWish) => Model;
  /** Closes the kept connections. */
  close(): void;
}

export interface OpenModelsOptions {
  readonly choice: ModelChoice;
  /** For Bedrock; the SDK's own way when left out, like its credentials and its endpoint. */
  readonly region?: string | undefined;
  /** For an OpenAI-compatible server that wants one. */
  readonly apiKey?: string | undefined;
  readonly idleTimeoutMs?: number | undefined;
}

/** The models of a choice. The code of a model that is not chosen is not loaded. */
export async function openModels({
  choice,
  region,
  apiKey,
  idleTimeoutMs,
}: OpenModelsOptions): Promise<OpenModels> {
  const patience = idleTimeoutMs === undefined ? {} : { idleTimeoutMs };
  switch (choice.kind) {
    case 'embedded': {
      const model = createEmbeddedModel();
      return { model: () => model, close: () => {} };
    }
    case 'bedrock': {
      const { createBedrockConverseModel } = await import('./bedrock-converse-model.ts');
      return opened(({ modelId, inference }) =>
        createBedrockConverseModel({
          modelId: choice.modelId ?? modelId,
          inference,
          ...patience,
          ...(region === undefined ? {} : { region }),
        }),
      );
    }
    case 'openai': {
      const { createOpenAiCompatibleModel } = await import('./openai-compatible-model.ts');
      return opened(({ inference }) =>
        createOpenAiCompatibleModel({
          baseUrl: choice.baseUrl,
          model: choice.model,
          inference,
          ...patience,
          ...(apiKey === undefined ? {} : { apiKey }),
        }),
      );
    }
  }
}

function opened(create: (wish: ModelWish) => Model & { close?(): void }): OpenModels {
  const models = new Map<string, ReturnType<typeof create>>();
  return {
    model(wish) {
      const key = JSON.stringify([wish.modelId, wish.inference]);
      const known = models.get(key);
      if (known !== undefined) return known;
      const model = create(wish);
      models.set(key, model);
      return model;
    },
    close() {
      for (const model of models.values()) model.close?.();
    },
  };
}
