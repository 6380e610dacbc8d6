import { GetObjectCommand, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { LakeFiles } from './lake-files.ts';

export interface S3LakeFilesOptions {
  readonly client: S3Client;
  readonly bucket: string;
  /** Before every path, with its closing `/`; empty for the whole bucket. */
  readonly prefix?: string;
}

/** The files of a bucket; an object's ETag is its stamp. */
export function createS3LakeFiles({ client, bucket: Bucket, prefix = '' }: S3LakeFilesOptions): LakeFiles {
  return {
    place: `s3://${[Bucket, prefix.replace(/\/$/, '')].filter((part) => part !== '').join('/')}`,
    async read(path, known) {
      try {
        const { Body, ETag } = await client.send(
          new GetObjectCommand({
            Bucket,
            Key: `${prefix}${path}`,
            ...(known === undefined ? {} : { IfNoneMatch: known }),
          }),
        );
        if (Body === undefined || ETag === undefined) throw new TypeError(`S3 gave no object for ${path}`);
        return { bytes: await Body.transformToByteArray(), stamp: ETag };
      } catch (error) {
        if (statusOf(error) === 304) return 'unchanged';
        if (statusOf(error) === 404) return undefined;
        throw error;
      }
    },
    async write(path, bytes) {
      await client.send(new PutObjectCommand({ Bucket, Key: `${prefix}${path}`, Body: bytes }));
    },
  };
}

/** Without the right to list a bucket, S3 answers 403 for what is not there: the role has that right. */
function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}
