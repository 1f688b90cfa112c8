import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { type IsoDate, parseIsoDate } from '../model/date.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { CommitId } from '../model/recording.js';

const schema = z.object({
  schema: z.literal('jiaokan/cursor@1'),
  asOf: z.string(),
  revision: z.string().nullish(),
});

/** Where the last run left off. */
export interface Cursor {
  /** The day it was for. */
  readonly asOf: IsoDate;
  /** What the history held when it ended; null where nothing was recorded, or an older version wrote the cursor. */
  readonly revision: CommitId | null;
}

/**
 * The day the last run was for, kept beside the history: a night without change makes no commit, and what time alone
 * changed is counted from the last night all the same.
 */
export async function readCursor(history: string): Promise<Cursor | null> {
  const file = cursorPath(history);
  let source: string;
  try {
    source = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const cursor = parseCursor(source);
  if (cursor === null) {
    const message = 'is not a cursor of this tool; delete it, and changes are counted from the beginning';
    throw new JiaokanError('store/cursor-damaged', message, exitCode.store, { file });
  }
  return cursor;
}

function parseCursor(source: string): Cursor | null {
  try {
    const parsed = schema.safeParse(JSON.parse(source));
    const asOf = parsed.success ? parseIsoDate(parsed.data.asOf) : null;
    return asOf === null ? null : { asOf, revision: (parsed.data?.revision ?? null) as CommitId | null };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export async function writeCursor(history: string, { asOf, revision }: Cursor): Promise<void> {
  await writeFileAtomic(cursorPath(history), `${JSON.stringify({ schema: 'jiaokan/cursor@1', asOf, revision })}\n`);
}

function cursorPath(history: string): string {
  return join(dirname(history), 'cursor.json');
}
