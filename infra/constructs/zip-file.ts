import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive: its path with slashes, and its content. */
export interface ZipEntry {
  readonly path: string;
  readonly content: Uint8Array;
}

/** 1 January 1980, the earliest that the format knows: the same content is to give the same archive. */
const DATE = 0x0021;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
/** A plain file that everybody may read, in the high half as Unix has it. */
const ATTRIBUTES = (0o100644 << 16) >>> 0;

/**
 * An archive of these files, ordered by path; the same files give the same bytes, whenever and wherever.
 * @throws {RangeError} for a path twice, or more than the format's 65,535 files
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function zipFile(entries: readonly ZipEntry[]): Buffer {
  const sorted = entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  if (sorted.length > 0xffff) throw new RangeError(`${sorted.length} files, at most 65535 are accepted`);
  const twice = sorted.find(({ path }, index) => path === sorted[index + 1]?.path);
  if (twice !== undefined) throw new RangeError(`${twice.path} is given twice`);
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, content } of sorted) {
    const name = Buffer.from(path, 'utf8');
    const packed = deflateRawSync(content, { level: 6 });
    const common = commonHeader(crc32(content), packed.length, content.length, name.length);
    const local = Buffer.concat([uint32(0x04034b50), common, uint16(0), name, packed]);
    directory.push(
      Buffer.concat([
        uint32(0x02014b50),
        uint16(0x0314),
        common,
        uint16(0),
        uint16(0),
        uint16(0),
        uint16(0),
        uint32(ATTRIBUTES),
        uint32(offset),
        name,
      ]),
    );
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.concat([
    uint32(0x06054b50),
    uint16(0),
    uint16(0),
    uint16(sorted.length),
    uint16(sorted.length),
    uint32(central.length),
    uint32(offset),
    uint16(0),
  ]);
  return Buffer.concat([...bodies, central, end]);
}

/** What the header before a file and that in the directory share. */
function commonHeader(sum: number, packed: number, plain: number, nameLength: number): Buffer {
  return Buffer.concat([
    uint16(20),
    uint16(UTF8_NAMES),
    uint16(DEFLATED),
    uint16(0),
    uint16(DATE),
    uint32(sum),
    uint32(packed),
    uint32(plain),
    uint16(nameLength),
  ]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
