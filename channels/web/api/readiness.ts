/** Something that answers need. */
export interface Dependency {
  readonly name: string;
  /** Resolves when it answers, with what else is worth telling: no secrets, no addresses. */
  readonly probe: (signal: AbortSignal) => Promise<Readonly<Record<string, number | string>>>;
}

/** How a dependency is. */
export interface DependencyState {
  readonly name: string;
  readonly state: 'ok' | 'down';
  /** How long it took to answer, or to be given up, in milliseconds. */
  readonly latencyMs: number;
  readonly facts?: Readonly<Record<string, number | string>>;
}

export interface ReadinessOptions {
  readonly dependencies: () => Promise<readonly Dependency[]>;
  readonly nowMs: () => number;
  /** How long one may take, in milliseconds. */
  readonly timeoutMs: number;
  /** What was found holds so long, in milliseconds: whoever asks often does not wear them out. */
  readonly ageMs: number;
  /** Told why one is down. */
  readonly onDown: (name: string, cause: unknown) => void;
}

/** Asks every dependency at once how it is. */
export function createReadiness(options: ReadinessOptions): () => Promise<readonly DependencyState[]> {
  let known: { readonly atMs: number; readonly states: Promise<readonly DependencyState[]> } | undefined;
  return () => {
    if (known === undefined || known.atMs + options.ageMs <= options.nowMs())
      known = { atMs: options.nowMs(), states: askAll(options) };
    return known.states;
  };
}

async function askAll(options: ReadinessOptions): Promise<readonly DependencyState[]> {
  let dependencies: readonly Dependency[];
  const begunMs = options.nowMs();
  try {
    dependencies = await within(options.timeoutMs, options.dependencies);
  } catch (cause) {
    options.onDown('services', cause);
    return [{ name: 'services', state: 'down', latencyMs: options.nowMs() - begunMs }];
  }
  return Promise.all(dependencies.map((dependency) => ask(dependency, options)));
}

async function ask(
  { name, probe }: Dependency,
  { nowMs, onDown, timeoutMs }: ReadinessOptions,
): Promise<DependencyState> {
  const begunMs = nowMs();
  const latencyMs = () => Math.round((nowMs() - begunMs) * 10) / 10;
  try {
    const facts = await within(timeoutMs, probe);
    return {
      name,
      state: 'ok',
      latencyMs: latencyMs(),
      ...(Object.keys(facts).length === 0 ? {} : { facts }),
    };
  } catch (cause) {
    onDown(name, cause);
    return { name, state: 'down', latencyMs: latencyMs() };
  }
}

/** A client that does not heed the signal is not waited for either. */
async function within<Result>(ms: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const signal = AbortSignal.timeout(ms);
  const over = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  return Promise.race([work(signal), over]);
}
