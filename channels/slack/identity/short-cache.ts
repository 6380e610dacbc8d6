/** What was found out a moment ago, by key: each entry for as long as its kind is kept, the oldest out first. */
export interface ShortCache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value, keepMs: number): void;
}

export function createShortCache<Value>(options: {
  readonly nowMs: () => number;
  readonly most: number;
}): ShortCache<Value> {
  const entries = new Map<string, { readonly value: Value; readonly untilMs: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      if (options.nowMs() < entry.untilMs) return entry.value;
      entries.delete(key);
      return undefined;
    },
    set(key, value, keepMs) {
      entries.delete(key);
      entries.set(key, { value, untilMs: options.nowMs() + keepMs });
      const [oldest] = entries.keys();
      if (entries.size > options.most && oldest !== undefined) entries.delete(oldest);
    },
  };
}
