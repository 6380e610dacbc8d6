/**
 * A port that is always the latest one: each call goes to what `current` gives then. For ports whose methods all
 * give promises.
 */
export function latest<Port extends object>(current: () => Promise<Port>): Port {
  return new Proxy({} as Port, {
    get:
      (_, name) =>
      async (...given: unknown[]) => {
        const port = await current();
        const method: unknown = Reflect.get(port, name);
        if (typeof method !== 'function') throw new TypeError(`${String(name)} is not a method`);
        return Reflect.apply(method, port, given);
      },
  });
}
