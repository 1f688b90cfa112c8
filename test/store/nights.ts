import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../../src/store/store.js';
import { madeUpNotices } from './corpus.js';
import { type Notice, recordingOf } from './notice.js';

export interface Nights {
  readonly nights: number;
  readonly documents: number;
  /** Of these, changed each night, another tenth of them each time. */
  readonly changed: number;
  readonly onNight?: (night: Night) => void;
}

export interface Night {
  readonly night: number;
  readonly milliseconds: number;
  readonly packs: number;
  readonly megabytes: number;
}

/** Night after night in which a few documents change: what years of one small pack a night do to the history. */
export async function simulateNights(
  store: Store,
  { nights, documents, changed, onNight }: Nights,
): Promise<readonly Night[]> {
  let notices: readonly Notice[] = madeUpNotices(documents, 11, 1_000);
  const simulated: Night[] = [];
  for (let night = 0; night < nights; night += 1) {
    notices = notices.map((notice, index) => {
      const isTurn = (index + night * changed) % documents < changed;
      return isTurn
        ? { ...notice, paragraphs: [...notice.paragraphs, `第${String(night)}次修改。`].slice(-30) }
        : notice;
    });
    const recording = recordingOf(notices);
    const start = performance.now();
    await store.record(recording);
    const milliseconds = performance.now() - start;
    const done: Night = { night, milliseconds, packs: packsOf(store.path), megabytes: megabytesOf(store.path) };
    simulated.push(done);
    onNight?.(done);
  }
  return simulated;
}

export function packsOf(gitDir: string): number {
  return readdirSync(join(gitDir, 'objects/pack')).filter((name) => name.endsWith('.pack')).length;
}

function megabytesOf(gitDir: string): number {
  const folder = join(gitDir, 'objects/pack');
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1e6;
}
