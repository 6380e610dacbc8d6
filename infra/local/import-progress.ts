import type { ImportProgress } from '#knowledge-base/projects/import/import-projects.ts';

const WIDTH = 30;
/** A terminal is not written to more often. */
const LEAST_MS = 100;

/** A bar on a terminal, and nothing elsewhere. */
export function importProgressBar(stream: NodeJS.WriteStream, isWanted: boolean) {
  const isShown = isWanted && stream.isTTY === true;
  let shownAt = 0;
  return {
    show(progress: ImportProgress): void {
      if (!isShown || performance.now() - shownAt < LEAST_MS) return;
      shownAt = performance.now();
      stream.write(`\r\u001b[K${lineOf(progress)}`);
    },
    clear(): void {
      if (isShown) stream.write('\r\u001b[K');
    },
  };
}

function lineOf(progress: ImportProgress): string {
  if (progress.step === 'writing') return `writing year ${progress.files + 1} of ${progress.ofFiles}`;
  const share = progress.ofBytes === 0 ? 1 : Math.min(1, progress.bytes / progress.ofBytes);
  const full = Math.round(share * WIDTH);
  const megabytes = (bytes: number) => (bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: 1 });
  return (
    `reading ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${Math.floor(share * 100)} % ` +
    `(${megabytes(progress.bytes)} of ${megabytes(progress.ofBytes)} MB)`
  );
}
