/** The engine's own process: the parent forks it, and may kill it at any moment. */
import { openSandbox, type Sandbox } from './duckdb-sandbox.ts';
import { engineFailure } from './engine-failure.ts';
import type { EngineSettings, FromEngine, ToEngine } from './engine-messages.ts';

const settings = JSON.parse(process.argv[2] ?? '') as EngineSettings;
const running = new Map<string, AbortController>();

// A parent that was killed cannot end this process; a plain exit would wait for the query under way.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('SIGINT', () => undefined);

const sandbox = await openSandbox(settings);
watchMemory();
process.on('message', (message: ToEngine) => {
  if (message.type === 'stop') running.get(message.id)?.abort();
  else void run(sandbox, message);
});
send({ type: 'ready' });

async function run(engine: Sandbox, message: ToEngine & { type: 'run' }): Promise<void> {
  const abort = new AbortController();
  running.set(message.id, abort);
  try {
    send({ type: 'done', id: message.id, result: await engine.run(message, abort.signal) });
  } catch (error) {
    send({ type: 'failed', id: message.id, failure: engineFailure(error) });
  } finally {
    running.delete(message.id);
  }
}

/** DuckDB works on threads of its own, so this loop stays awake while a query allocates. */
function watchMemory(): void {
  setInterval(() => {
    if (running.size === 0) return;
    const residentBytes = process.memoryUsage.rss();
    if (residentBytes <= settings.maxResidentBytes) return;
    process.send?.({ type: 'out-of-memory', residentBytes } satisfies FromEngine, () =>
      process.kill(process.pid, 'SIGKILL'),
    );
  }, 50).unref();
}

function send(message: FromEngine): void {
  process.send?.(message);
}
