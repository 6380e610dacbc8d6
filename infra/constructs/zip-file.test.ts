import { crc32, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zipFile } from './zip-file.ts';

/** Reads an archive back by its directory, as an unpacker does. */
function unzip(archive: Buffer): Record<string, string> {
  const end = archive.length - 22;
  expect(archive.readUInt32LE(end)).toBe(0x06054b50);
  const files: Record<string, string> = {};
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    expect(archive.readUInt32LE(at)).toBe(0x02014b50);
    const [sum, packed, plain] = [16, 20, 24].map((field) => archive.readUInt32LE(at + field));
    const nameLength = archive.readUInt16LE(at + 28);
    const local = archive.readUInt32LE(at + 42);
    const name = archive.subarray(at + 46, at + 46 + nameLength).toString('utf8');
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = inflateRawSync(archive.subarray(start, start + (packed ?? 0)));
    expect([crc32(content), content.length]).toEqual([sum, plain]);
    files[name] = content.toString('base64');
    at += 46 + nameLength;
  }
  return files;
}

describe('zipFile', () => {
  it('gives back every file, and the same bytes in whatever order they came', () => {
    const path = fc.stringMatching(/^[a-zé0-9]{1,8}(\/[a-z0-9.]{1,8}){0,3}$/);
    fc.assert(
      fc.property(fc.dictionary(path, fc.uint8Array({ maxLength: 200 }), { maxKeys: 8 }), (files) => {
        const entries = Object.entries(files).map(([name, content]) => ({ path: name, content }));
        const archive = zipFile(entries);
        expect(unzip(archive)).toEqual(
          Object.fromEntries(
            entries.map((each) => [each.path, Buffer.from(each.content).toString('base64')]),
          ),
        );
        expect(zipFile(entries.toReversed()).equals(archive)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses a path that is given twice', () => {
    const entry = { path: 'a', content: new Uint8Array() };
    expect(() => zipFile([entry, entry])).toThrow('a is given twice');
  });
});
