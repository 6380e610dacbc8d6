import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { allocate } from '#agent/releases/assignment.ts';
import { createFilePinStore } from '#agent/releases/file-pin-store.ts';
import {
  allocationOf,
  type OnlineExperiment,
  parseOnlineExperiment,
} from '#agent/releases/online-experiment.ts';
import { EXPERIMENT_PIN } from '#agent/releases/online-experiments.ts';
import { readEvents } from '#evals/online/read-events.ts';
import { readExperiment } from '#evals/online/read-experiment.ts';
import { readingText } from '#evals/report/reading-text.ts';
import { type EvalCommand, EXIT } from './eval-command.ts';
import { readSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Experiments on those who use the assistant: who is in which variant, and what came of it.

  npm run --silent eval -- online EXPERIMENT --events DIR [--json]
  npm run --silent eval -- online EXPERIMENT --shares base=50,candidate=50 [--alias candidate=canary]
  npm run --silent eval -- online EXPERIMENT --stop

  --events DIR    reads the event logs there (DATA_DIR/events): users by variant, whether groups have the sizes they were
                  given, each outcome with errors clustered by user
  --shares …      starts it, or changes its shares (per cent of all users, what is left takes no part): only the users move
                  that have to. One experiment runs at a time
  --alias V=A     the alias of the agent that answers a variant; the others have the channel's own
  --stop          the kill switch: within 15 s everybody has the channel's own agent
  --data DIR      the data's folder (DATA_DIR, .data)
  --json          one JSON object

Exit codes: 0 read, started or stopped; 2 usage, no events there; 3 nobody was exposed, or the groups' sizes are not what they
should be (p < .001): then nothing is read.`;

export const evalOnline: EvalCommand = {
  help: HELP,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        events: { type: 'string' },
        shares: { type: 'string' },
        alias: { type: 'string', multiple: true, default: [] },
        stop: { type: 'boolean', default: false },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [id, ...others] = positionals;
    if (id === undefined || others.length > 0)
      throw new UsageError('eval online: which experiment? give one');
    const { dataDir } = readSettings({ data: values.data });
    if (values.stop || values.shares !== undefined) {
      if (values.events !== undefined)
        throw new UsageError('--events reads; --shares and --stop change: give one');
      const told = await change(id, { ...values, dataDir });
      process.stdout.write(`${values.json ? JSON.stringify(told) : `${told.id} is ${told.state}`}\n`);
      return EXIT.pass;
    }
    const { events, unreadable } = await readEvents(values.events ?? join(dataDir, 'events'));
    const reading = readExperiment(events, id);
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ ...reading, unreadable })}\n`
        : `${readingText(reading, unreadable)}\n`,
    );
    return reading.state === 'read' ? EXIT.pass : EXIT.inconclusive;
  },
};

interface Change {
  readonly dataDir: string;
  readonly stop: boolean;
  readonly shares?: string | undefined;
  readonly alias: readonly string[];
}

async function change(id: string, { alias, dataDir, shares, stop }: Change): Promise<OnlineExperiment> {
  const { signal } = new AbortController();
  const pins = createFilePinStore({ path: join(dataDir, 'releases', 'pins.json'), clock: () => new Date() });
  const pin = await pins.read(EXPERIMENT_PIN, { signal });
  const known = pin === undefined ? undefined : parseOnlineExperiment(pin.value);
  if (known !== undefined && known.id !== id && known.state === 'running')
    throw new UsageError(`${known.id} runs: stop it first, one experiment runs at a time`);
  const own = known?.id === id ? known : undefined;
  if (stop && own === undefined) throw new UsageError(`${id}: there is no such experiment to stop`);
  const next: OnlineExperiment =
    stop && own !== undefined ? { ...own, state: 'stopped' } : started(id, own, shares ?? '', alias);
  const value = JSON.stringify(next);
  parseOnlineExperiment(value);
  await pins.write(EXPERIMENT_PIN, value, { revision: pin?.revision ?? 0, signal });
  return next;
}

function started(
  id: string,
  own: OnlineExperiment | undefined,
  shares: string,
  alias: readonly string[],
): OnlineExperiment {
  const wanted = Object.fromEntries(
    shares.split(',').map((each) => {
      const [name = '', percent = ''] = each.split('=');
      if (name === '' || !/^\d+(\.\d+)?$/.test(percent))
        throw new UsageError(`--shares ${shares}: such as base=50,candidate=50`);
      return [name, Number(percent)] as const;
    }),
  );
  const aliases = new Map(
    alias.map((each) => {
      const [name = '', of = ''] = each.split('=');
      if (!Object.hasOwn(wanted, name) || of === '')
        throw new UsageError(
          `--alias ${each}: a variant of --shares and its alias, such as candidate=canary`,
        );
      return [name, of] as const;
    }),
  );
  const buckets = allocated(wanted, own);
  return {
    id,
    salt: own?.salt ?? id,
    state: 'running',
    variants: Object.fromEntries(
      Object.entries(buckets).map(([name, ranges]) => {
        const of = aliases.get(name) ?? own?.variants[name]?.alias;
        return [
          name,
          {
            ...(of !== undefined && { alias: of }),
            buckets: ranges.map(([from, to]): [number, number] => [from, to]),
          },
        ];
      }),
    ),
  };
}

function allocated(wanted: Readonly<Record<string, number>>, own: OnlineExperiment | undefined) {
  try {
    return allocate(wanted, own === undefined ? {} : allocationOf(own));
  } catch (cause) {
    throw new UsageError(`--shares: ${(cause as Error).message}`, { cause });
  }
}
