import { z } from 'zod';
import { BARE, defineRoute } from '../api-route.ts';
import { json } from '../json-response.ts';
import { createReadiness, type ReadinessOptions } from '../readiness.ts';
import { type ServedRoute, serveRoute } from '../serve-route.ts';

const dependencies = z.array(
  z.object({
    name: z.string(),
    state: z.enum(['ok', 'down']),
    latencyMs: z.number().describe('Until it answered, or was given up.'),
    facts: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
  }),
);
const readyReply = z.object({ status: z.enum(['ready', 'not-ready']), dependencies });

const OPEN = { ...BARE, identified: false, method: 'GET', tag: 'Operation' } as const;

const health = defineRoute({
  ...OPEN,
  id: 'getHealth',
  path: '/healthz',
  summary: 'Whether this process answers',
  description:
    'It asks nobody else: a process that answers is not to be started again because a store is away.',
  replies: [
    {
      status: 200,
      description: 'It answers.',
      schema: z.object({ status: z.literal('ok'), uptimeSeconds: z.number() }),
    },
  ],
});

const ready = defineRoute({
  ...OPEN,
  id: 'getReadiness',
  path: '/readyz',
  summary: 'Whether everything that answers need can be reached',
  replies: [
    { status: 200, description: 'All of it.', schema: readyReply },
    {
      status: 503,
      description: 'Something is down: its name, its state, and how long it was waited for.',
      schema: readyReply,
    },
  ],
});

const TIMEOUT_MS = 2_000;
const AGE_MS = 1_000;

export function healthRoutes(
  options: Pick<ReadinessOptions, 'dependencies' | 'nowMs' | 'onDown'>,
): readonly ServedRoute[] {
  const begunMs = options.nowMs();
  const states = createReadiness({ ...options, timeoutMs: TIMEOUT_MS, ageMs: AGE_MS });
  return [
    serveRoute(health, async () =>
      json({ status: 'ok', uptimeSeconds: Math.round((options.nowMs() - begunMs) / 1_000) }),
    ),
    serveRoute(ready, async () => {
      const found = await states();
      const isReady = found.every(({ state }) => state === 'ok');
      return json({ status: isReady ? 'ready' : 'not-ready', dependencies: found }, isReady ? 200 : 503);
    }),
  ];
}
