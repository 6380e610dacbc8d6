import {
  DeleteParameterCommand,
  GetParameterCommand,
  PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { type LockHolder, lockedWords, type ReleaseLock } from './release-lock.ts';
import { ReleaseError } from './release-plane.ts';

/** Locks as parameters that only one can create. */
export function createSsmReleaseLock({
  client,
  prefix,
}: {
  readonly client: SSMClient;
  readonly prefix: string;
}): ReleaseLock {
  const nameOf = (tier: string) => `${prefix}/${tier}/lock`;
  return {
    async take(tier, holder, { signal }) {
      try {
        await client.send(
          new PutParameterCommand({
            Name: nameOf(tier),
            Value: JSON.stringify(holder),
            Type: 'String',
            Overwrite: false,
          }),
          { abortSignal: signal },
        );
      } catch (cause) {
        if (nameIn(cause) !== 'ParameterAlreadyExists') throw unavailable(cause, signal);
        throw new ReleaseError('release-locked', lockedWords(tier, await holderOf(tier, signal)), { cause });
      }
    },
    async giveBack(tier, { signal }) {
      try {
        await client.send(new DeleteParameterCommand({ Name: nameOf(tier) }), { abortSignal: signal });
      } catch (cause) {
        if (nameIn(cause) !== 'ParameterNotFound') throw unavailable(cause, signal);
      }
    },
  };

  async function holderOf(tier: string, signal: AbortSignal): Promise<LockHolder> {
    try {
      const { Parameter: found } = await client.send(new GetParameterCommand({ Name: nameOf(tier) }), {
        abortSignal: signal,
      });
      return JSON.parse(found?.Value ?? '') as LockHolder;
    } catch {
      return { who: 'somebody', since: 'a moment ago' };
    }
  }
}

function nameIn(cause: unknown): string {
  return cause instanceof Error ? cause.name : '';
}

function unavailable(cause: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  return new ReleaseError('release-unavailable', `the parameters cannot be reached (${nameIn(cause)})`, {
    cause,
  });
}
