import { GetParametersByPathCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { ReleaseError } from './release-plane.ts';
import type { ReleaseEntry, ReleaseRecord } from './release-record.ts';

/** The record as a parameter an entry, named by its time; none is ever written twice. */
export function createSsmReleaseRecord({
  client,
  prefix,
}: {
  readonly client: SSMClient;
  readonly prefix: string;
}): ReleaseRecord {
  const path = `${prefix}/record`;
  return {
    append: (entry, { signal }) =>
      reported(async () => {
        const at = entry.at.replace(/[^0-9TZ]/g, '-');
        await client.send(
          new PutParameterCommand({
            Name: `${path}/${at}_${entry.changeId}_${entry.outcome}`,
            Value: bounded(entry),
            Type: 'String',
            Overwrite: false,
          }),
          { abortSignal: signal },
        );
      }, signal),
    list: ({ most, signal }) =>
      reported(async () => {
        const entries: ReleaseEntry[] = [];
        let NextToken: string | undefined;
        do {
          const page = await client.send(
            new GetParametersByPathCommand({ Path: path, NextToken, MaxResults: 10 }),
            { abortSignal: signal },
          );
          for (const { Value } of page.Parameters ?? [])
            entries.push(JSON.parse(Value ?? '') as ReleaseEntry);
          NextToken = page.NextToken;
        } while (NextToken !== undefined);
        return entries
          .sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : rank(other) - rank(one)))
          .slice(0, most);
      }, signal),
  };
}

/** Of one instant, the end of a change comes after its beginning. */
function rank({ outcome }: ReleaseEntry): number {
  return outcome === 'begun' ? 0 : 1;
}

/** A parameter holds 4 KB. */
const MOST_DETAIL = 2_000;

function bounded(entry: ReleaseEntry): string {
  return JSON.stringify(
    entry.detail === undefined ? entry : { ...entry, detail: entry.detail.slice(0, MOST_DETAIL) },
  );
}

async function reported<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    const why = cause instanceof Error ? cause.name : String(cause);
    throw new ReleaseError('release-unavailable', `the record cannot be reached (${why})`, { cause });
  }
}
