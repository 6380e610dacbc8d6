/** How a model is to sample; data of the agent's definition, sent with every request. */
export interface Inference {
  /** Longest message, in tokens. */
  readonly maxTokens: number;
  /** 0 to 1. */
  readonly temperature: number;
}
