import { createHash } from 'node:crypto';
import type { IsoDate } from '../model/date.js';
import type { Sha256, WorkId } from '../model/ids.js';

/** Longest name of a file or folder, in characters; with four bytes a character it may still pass `longestBytes`. */
const longestName = 80;
/** File systems allow 255 bytes a name; the rest is left for suffixes that tools add (`.orig`, `.json`). */
const longestBytes = 230;
/** Hexadecimal digits of the hash that keeps cut and cleaned names apart. */
const hashDigits = 16;

/**
 * What a name must not hold: control, format (bidi, zero-width), private-use and lone surrogate characters, blanks
 * other than the space, and what Windows forbids. `~` is ours: it marks a name that was changed.
 */
const unsafe = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\\/:*?"<>|~]|(?! )\p{Z}/gu;
/** Windows takes these for devices with any suffix too: `nul.json`. */
const windowsDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
const isoCode = /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/;

/**
 * A name that is safe on every file system: the given one where it is, else cleaned, cut and marked with a hash of
 * the given one. Different names give different results, on file systems that fold case or normalise Unicode too.
 */
export function safeName(name: string): string {
  return isSafe(name) ? name : marked(name);
}

function isSafe(name: string): boolean {
  return (
    name !== '' &&
    [...name].length <= longestName &&
    Buffer.byteLength(name) <= longestBytes &&
    name.search(unsafe) < 0 &&
    !/^[-. ]|[. ]$/.test(name) &&
    !windowsDevice.test(name) &&
    name.normalize('NFC') === name &&
    // Both ways, or ß and ſ would pass; a name without case, as most are, stays as it is.
    name.toUpperCase().toLowerCase() === name
  );
}

function marked(name: string): string {
  const clean = name
    .replace(unsafe, '_')
    .replace(/^[-. ]+/, '_')
    .replace(windowsDevice, '_$&');
  const hash = sha256Of(name).slice(0, hashDigits);
  return `${cut(clean, longestName - hashDigits - 1, longestBytes - hashDigits - 1)}~${hash}`;
}

/** The longest start of a name within both limits that does not end inside a character. */
function cut(name: string, characters: number, bytes: number): string {
  let kept = '';
  let used = 0;
  for (const character of [...name].slice(0, characters)) {
    used += Buffer.byteLength(character);
    if (used > bytes) break;
    kept += character;
  }
  return kept;
}

/** The hash of a string's UTF-8 or of bytes. */
export function sha256Of(content: string | Uint8Array): Sha256 {
  return createHash('sha256').update(content).digest('hex') as Sha256;
}

/** `CN-JL` stays; what differs from a code by case only is marked, since codes are the one place with capitals. */
function isoFolder(iso: string): string {
  if (isoCode.test(iso)) return iso;
  return isoCode.test(iso.toUpperCase()) ? marked(iso) : safeName(iso);
}

/** `<ISO>/<year>/<name>`, three safe names whatever the id holds. */
function safeWork(id: WorkId): string {
  const [iso = '', year = '', ...name] = id.split('/');
  return `${isoFolder(iso)}/${safeName(year)}/${safeName(name.join('/'))}`;
}

export function workFolder(id: WorkId): string {
  return `works/${safeWork(id)}`;
}

/** Where a text of another source is kept beside the one that counts. */
export function variantFolder(id: WorkId, textSha256: Sha256): string {
  return `${workFolder(id)}/variants/${textSha256.slice(0, hashDigits)}`;
}

export function capturePath(sha256: Sha256): string {
  return `captures/${sha256.slice(0, 2)}/${sha256}`;
}

/** Beside a capture: where it came from and the day it was first seen. */
export function captureNotePath(sha256: Sha256): string {
  return `${capturePath(sha256)}.json`;
}

/** Two hexadecimal digits: 256 files hold the graph, each small enough to diff. */
export function shardOf(id: WorkId): string {
  return sha256Of(id).slice(0, 2);
}

export function familyFolder(family: string): string {
  return `families/${safeName(family)}`;
}

export function memberPath(family: string, id: WorkId): string {
  return `${familyFolder(family)}/members/${safeWork(id)}.json`;
}

export function reviewPath(id: string): string {
  return `reviews/${safeName(id)}.json`;
}

/** What stays of a capture that was taken down. */
export function takedownPath(sha256: Sha256): string {
  return `takedowns/${sha256}.json`;
}

export function isTakedownPath(path: string): boolean {
  return path.startsWith('takedowns/');
}

export function runPath(run: string): string {
  return `runs/${run}.json`;
}

/** The name of the next run of a day: `<day>-<n>`, counted from 1. */
export function nextRun(asOf: IsoDate, isTaken: (path: string) => boolean): string {
  let n = 1;
  while (isTaken(runPath(`${asOf}-${n}`))) n += 1;
  return `${asOf}-${n}`;
}
