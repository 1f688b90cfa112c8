import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCapture } from '../../src/pipeline/capture.js';
import { decodeBytes } from '../../src/source/decode.js';
import { readNamedFile } from '../../src/source/files.js';
import { rules } from '../project-rules.js';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

test.each<[string, Uint8Array, string]>([
  ['a PDF, though it is text at first sight', bytes('%PDF-1.4\n1 0 obj\n<< >>\n'), 'a PDF'],
  ['an Office document', bytes('PK', [3, 4, 20, 0]), 'an Office document'],
  ['an old Office document', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'an old Office document'],
  ['RTF', bytes('{\\rtf1\\ansi }'), 'RTF'],
  ['a picture', bytes([0x89], 'PNG\r\n'), 'a picture'],
])('%s is no text, whatever it is called', (_what, content, name) => {
  expect(() => decodeBytes(content, 'a.txt')).toThrow(name);
});

test('a NUL in a text is no reason to refuse it, many are', () => {
  expect(decodeBytes(bytes('甲\0乙'), 'a.txt').text).toBe('甲\0乙');
  expect(() => decodeBytes(bytes(`甲${'\0'.repeat(10)}`), 'a.txt')).toThrow('control characters');
});

test.each([
  ['only a byte order mark', '\ufeff'],
  ['only blanks', ' \n\t\n\u3000'],
  ['only characters that do not show', '\u200b\u202e\n'],
  ['a page without text', '<html><head><title>甲</title></head><body><script>甲()</script></body></html>'],
])('%s holds no text', (_what, content) => {
  expect(() => readCapture(new TextEncoder().encode(content), 'a.txt', rules)).toThrow('holds no text');
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiaokan-decode-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a file is read whatever its name holds, a pipe and what leads nowhere are not', async () => {
  const odd = join(folder, 'a\nb\u202e.txt');
  writeFileSync(odd, '甲');
  expect(Buffer.from(await readNamedFile(odd)).toString()).toBe('甲');
  execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', join(folder, 'pipe')]);
  await expect(readNamedFile(join(folder, 'pipe'))).rejects.toThrow('named pipe');
  symlinkSync('round', join(folder, 'round'));
  await expect(readNamedFile(join(folder, 'round'))).rejects.toThrow('ELOOP');
  await expect(readNamedFile(folder)).rejects.toThrow('EISDIR');
  await expect(readNamedFile(join(folder, 'none'))).rejects.toThrow('no such file');
});
