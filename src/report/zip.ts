import { crc32, deflateRawSync } from 'node:zlib';
import { exitCode, JiaokanError } from '../model/message.js';

/** What the classic format can count; beyond it a folder serves better than an extension that few tools read. */
const most = { files: 65_535, bytes: 2 ** 32 - 1 } as const;
/** 1980-01-01, the first day a zip can name: an archive of the same files has the same bytes on every day. */
const firstDay = 0x21;
/** Names are UTF-8 (bit 11 of the flags). */
const utf8Names = 0x0800;
const deflated = 8;

/**
 * Files as a zip archive, in the order given; APPNOTE 6.3 without extensions.
 *
 * @throws JiaokanError `export/too-large` (exit 2) for more files or bytes than the format counts
 */
export function zipOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [path, bytes] of files) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(bytes);
    const shared = sharedHeader(bytes, packed, name);
    const local = Buffer.concat([numbers([0x04034b50, 4]), shared, name]);
    directory.push(directoryEntry(shared, name, offset));
    parts.push(local, packed);
    offset += local.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  if (files.size > most.files || offset + listed.length > most.bytes)
    throw new JiaokanError('export/too-large', 'is more than a zip can hold; name a folder', exitCode.usage);
  return Buffer.concat([...parts, listed, end(files.size, listed.length, offset)]);
}

/** Numbers, each with its width in bytes, the lowest byte first. */
function numbers(...pairs: readonly (readonly [value: number, width: number])[]): Buffer {
  return Buffer.concat(
    pairs.map(([value, width]) => {
      const bytes = Buffer.alloc(width);
      bytes.writeUIntLE(value, 0, width);
      return bytes;
    }),
  );
}

/** What the entry before a file and that in the directory have in common: version to the length of the extra field. */
function sharedHeader(bytes: Uint8Array, packed: Uint8Array, name: Uint8Array): Buffer {
  return numbers(
    [20, 2],
    [utf8Names, 2],
    [deflated, 2],
    [0, 2],
    [firstDay, 2],
    [crc32(bytes), 4],
    [packed.length, 4],
    [bytes.length, 4],
    [name.length, 2],
    [0, 2],
  );
}

function directoryEntry(shared: Uint8Array, name: Uint8Array, offset: number): Buffer {
  const after = numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]);
  return Buffer.concat([numbers([0x02014b50, 4], [20, 2]), shared, after, name]);
}

function end(count: number, length: number, offset: number): Buffer {
  return numbers([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [length, 4], [offset, 4], [0, 2]);
}
