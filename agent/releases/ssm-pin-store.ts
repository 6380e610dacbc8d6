import {
  GetParameterCommand,
  GetParameterHistoryCommand,
  type ParameterHistory,
  PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { type Pin, type PinStore, PinStoreError } from './pin-store.ts';

export interface SsmPinStoreOptions {
  readonly client: SSMClient;
  /** Before every name, without a slash at its end: `/partner-seller-assistant/agent`. */
  readonly prefix: string;
}

/**
 * Pins as parameters of Systems Manager; its versions are the revisions. The service has no conditional write: the
 * version before is looked at, and the one after must be the next. A write that was lost in between is told as a
 * conflict, and the parameter's history shows both; the lock of releases keeps that from happening among ourselves.
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
 */
export function createSsmPinStore({ client, prefix }: SsmPinStoreOptions): PinStore {
  const nameOf = (name: string) => `${prefix}/${name}`;

  const read: PinStore['read'] = (name, { signal }) =>
    reported(async () => {
      const { Parameter: found } = await client.send(new GetParameterCommand({ Name: nameOf(name) }), {
        abortSignal: signal,
      });
      return toPin(found ?? {});
    }, signal).catch((error: unknown) => {
      if (causeName(error) === 'ParameterNotFound') return undefined;
      throw error;
    });

  return {
    read,
    write: async (name, value, { revision, signal }) => {
      const known = (await read(name, { signal }))?.revision ?? 0;
      if (known !== revision) throw conflict(name, known, revision);
      const written = await reported(
        () =>
          client.send(
            new PutParameterCommand({
              Name: nameOf(name),
              Value: value,
              Type: 'String',
              Overwrite: revision > 0,
            }),
            { abortSignal: signal },
          ),
        signal,
      ).catch((error: unknown) => {
        if (causeName(error) === 'ParameterAlreadyExists') throw conflict(name, 1, revision);
        throw error;
      });
      const version = written.Version ?? revision + 1;
      if (version !== revision + 1) throw conflict(name, version, revision);
      const pin = await read(name, { signal });
      return pin?.revision === version
        ? pin
        : { value, revision: version, writtenAt: new Date(0).toISOString() };
    },
    history: (name, { signal }) =>
      reported(async () => {
        const found: ParameterHistory[] = [];
        let NextToken: string | undefined;
        do {
          const page = await client.send(
            new GetParameterHistoryCommand({ Name: nameOf(name), NextToken, MaxResults: 50 }),
            { abortSignal: signal },
          );
          found.push(...(page.Parameters ?? []));
          NextToken = page.NextToken;
        } while (NextToken !== undefined);
        return found.map(toPin).sort((one, other) => other.revision - one.revision);
      }, signal).catch((error: unknown) => {
        if (causeName(error) === 'ParameterNotFound') return [];
        throw error;
      }),
  };
}

function toPin({
  Value,
  Version,
  LastModifiedDate,
}: Pick<ParameterHistory, 'Value' | 'Version' | 'LastModifiedDate'>): Pin {
  return {
    value: Value ?? '',
    revision: Version ?? 0,
    writtenAt: (LastModifiedDate ?? new Date(0)).toISOString(),
  };
}

function conflict(name: string, found: number, expected: number): PinStoreError {
  return new PinStoreError(
    'pin-conflict',
    `${name} was written by somebody else (revision ${found}, not ${expected})`,
  );
}

function causeName(error: unknown): string {
  return error instanceof Error && error.cause instanceof Error ? error.cause.name : '';
}

async function reported<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    const why = cause instanceof Error ? cause.name : String(cause);
    throw new PinStoreError('pin-store-unavailable', `the parameters cannot be reached (${why})`, { cause });
  }
}
