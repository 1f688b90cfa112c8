import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { zipOf } from '../../src/report/zip.js';

test('a zip holds each file under its name, and is the same for the same files', () => {
  const files = new Map([
    ['README.md', Buffer.from('甲'.repeat(1000))],
    ['texts/吉财〔2021〕5号.txt', Buffer.from('')],
  ]);
  const zip = Buffer.from(zipOf(files));
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  expect(zip.readUInt16LE(end + 10)).toBe(2);
  let at = zip.readUInt32LE(end + 16);
  for (const [name, bytes] of files) {
    const [packed, nameLength, offset] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ];
    expect(zip.toString('utf8', at + 46, at + 46 + nameLength)).toBe(name);
    const start = offset + 30 + nameLength;
    expect(inflateRawSync(zip.subarray(start, start + packed))).toEqual(bytes);
    at += 46 + nameLength;
  }
  expect(at).toBe(end);
  expect(Buffer.from(zipOf(files))).toEqual(zip);
});
