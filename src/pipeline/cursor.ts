import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { type IsoDate, parseIsoDate } from '../model/date.js';
import { exitCode, JiaokanError } from '../model/message.js';

const schema = z.object({ schema: z.literal('jiaokan/cursor@1'), asOf: z.string() });

/**
 * The day the last run was for, kept beside the history: a night without change makes no commit, and what time alone
 * changed is counted from the last night all the same.
 */
export async function readCursor(history: string): Promise<IsoDate | null> {
  const file = cursorPath(history);
  let source: string;
  try {
    source = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const asOf = parseCursor(source);
  if (asOf === null) {
    const message = 'is not a cursor of this tool; delete it, and changes are counted from the beginning';
    throw new JiaokanError('store/cursor-damaged', message, exitCode.store, { file });
  }
  return asOf;
}

function parseCursor(source: string): IsoDate | null {
  try {
    const parsed = schema.safeParse(JSON.parse(source));
    return parsed.success ? parseIsoDate(parsed.data.asOf) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export async function writeCursor(history: string, asOf: IsoDate): Promise<void> {
  await writeFileAtomic(cursorPath(history), `${JSON.stringify({ schema: 'jiaokan/cursor@1', asOf })}\n`);
}

function cursorPath(history: string): string {
  return join(dirname(history), 'cursor.json');
}
