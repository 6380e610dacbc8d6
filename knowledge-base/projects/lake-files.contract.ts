import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LakeFiles } from './lake-files.ts';

const text = (content: string) => new TextEncoder().encode(content);

/** What every adapter of {@link LakeFiles} does. */
export function lakeFilesContract(name: string, open: () => Promise<LakeFiles>): void {
  describe(name, () => {
    it('has no file before one is written', async () => {
      expect(await (await open()).read('models/none.json')).toBeUndefined();
    });

    it('gives back what was written, byte for byte', async () => {
      const files = await open();
      const bytes = fc.uint8Array({ maxLength: 3_000 });
      const path = fc
        .array(
          fc.stringMatching(/^[A-Za-z0-9_=%.-]{1,12}$/).filter((part) => !/^\.+$/.test(part)),
          {
            minLength: 1,
            maxLength: 3,
          },
        )
        // One folder for each depth, so that no path is a folder of another.
        .map((parts) => `p${parts.length}/${parts.map((part) => `d-${part}`).join('/')}.bin`);
      await fc.assert(
        fc.asyncProperty(path, bytes, async (at, content) => {
          await files.write(at, content);
          const read = await files.read(at);
          expect(read).toMatchObject({ stamp: expect.any(String) });
          expect(Buffer.from((read as { bytes: Uint8Array }).bytes).equals(Buffer.from(content))).toBe(true);
        }),
        { numRuns: 25 },
      );
    });

    it('tells a file that was replaced from one that was not', async () => {
      const files = await open();
      await files.write('current.json', text('one'));
      const first = await files.read('current.json');
      if (first === undefined || first === 'unchanged') throw new TypeError('there is no file');
      expect(await files.read('current.json', first.stamp)).toBe('unchanged');
      await files.write('current.json', text('two'));
      const second = await files.read('current.json', first.stamp);
      if (second === undefined || second === 'unchanged') throw new TypeError('the new file was not seen');
      expect(second.stamp).not.toBe(first.stamp);
      expect(Buffer.from(second.bytes).toString()).toBe('two');
    });

    it('lets two write one file at once: the one or the other is read, whole', async () => {
      const files = await open();
      const contents = ['a', 'b'].map((letter) => letter.repeat(200_000));
      await Promise.all(contents.map((content) => files.write('at-once.txt', text(content))));
      const read = await files.read('at-once.txt');
      expect(contents).toContain(Buffer.from((read as { bytes: Uint8Array }).bytes).toString());
    });
  });
}
