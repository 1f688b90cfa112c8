import { zipSync } from 'fflate';

/**
 * Files as a zip archive, in the order given. The archive of the same files has the same bytes on every day and in every
 * time zone: every file is dated 1980-01-01, the first day a zip can name.
 */
export function zipOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries = Object.fromEntries([...files].map(([path, bytes]) => [path, Uint8Array.from(bytes)]));
  return zipSync(entries, { mtime: new Date(1980, 0, 1) });
}
