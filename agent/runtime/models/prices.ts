/** What a model costs, in nanodollars (10⁻⁹ USD) a token: whole numbers, so that sums are exact. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/**
 * Listed prices, on demand, without caching, batch or a reserved tier. An id that is not here has no price: a
 * geography's profile may cost another amount than the model in one region.
 */
export const PRICES: {
  /** When they were looked up. */
  readonly asOfDate: string;
  readonly source: string;
  readonly nanoUsdPerToken: Readonly<Record<string, Price>>;
} = {
  asOfDate: '2026-11-25',
  source:
    'Amazon Bedrock’s price list for US East (N. Virginia) and US West (Oregon), https://aws.amazon.com/bedrock/pricing/, as public price tables of others repeat it; not read from the page itself. Check before you budget with it.',
  nanoUsdPerToken: {
    embedded: { input: 0, output: 0 },
    'amazon.nova-micro-v1:0': { input: 35, output: 140 },
    'us.amazon.nova-micro-v1:0': { input: 35, output: 140 },
    'amazon.nova-lite-v1:0': { input: 60, output: 240 },
    'us.amazon.nova-lite-v1:0': { input: 60, output: 240 },
    'amazon.nova-pro-v1:0': { input: 800, output: 3200 },
    'us.amazon.nova-pro-v1:0': { input: 800, output: 3200 },
    'us.amazon.nova-2-lite-v1:0': { input: 330, output: 2750 },
    'global.amazon.nova-2-lite-v1:0': { input: 300, output: 2500 },
  },
};

/** The price of a model by its id, an inference profile's, or an ARN that ends in one; null when there is none. */
export function priceOf(modelId: string): Price | null {
  const id = modelId.startsWith('arn:') ? modelId.slice(modelId.lastIndexOf('/') + 1) : modelId;
  return Object.hasOwn(PRICES.nanoUsdPerToken, id) ? (PRICES.nanoUsdPerToken[id] ?? null) : null;
}
