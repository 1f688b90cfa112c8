import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store, type StoreOptions } from '../../src/store/store.js';

/** An empty folder that goes when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jiaokan-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A store in a folder of its own, closed when the test ends. */
export async function openTemporary(options: StoreOptions = {}, path?: string): Promise<Store> {
  const store = await openStore(path ?? join(await temporaryFolder(), 'snapshots', 'history.git'), options);
  onTestFinished(() => store.close());
  return store;
}
