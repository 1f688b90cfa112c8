import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A copy of the pipelines and seeds in a folder of its own, removed after the test. */
export function makeWorkplace(): string {
  const folder = layOutWorkplace();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of a workplace with the nights that were recorded there, removed after the test. */
export function copyWorkplace(original: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'jiaokan-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(original, folder, { recursive: true });
  return folder;
}

/** As `makeWorkplace`; whoever asks for it takes it away again. */
export function layOutWorkplace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jiaokan-'));
  for (const name of ['pipelines', 'seeds']) cpSync(join(root, name), join(folder, name), { recursive: true });
  return folder;
}
