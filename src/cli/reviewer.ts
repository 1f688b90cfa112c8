import { exitCode, JiaokanError } from '../model/message.js';
import { readNote, readReviewer } from '../model/review.js';
import { gitUserName } from '../store/user-name.js';

/**
 * Who decides: the name given, else `$JIAOKAN_REVIEWER`, else git's `user.name` of whoever runs the command.
 *
 * @throws JiaokanError `cli/reviewer-unknown` (exit 2)
 */
export async function requireReviewer(given: string | undefined): Promise<string> {
  const reviewer = await findReviewer(given);
  if (reviewer !== null) return reviewer;
  const message = 'a decision needs to say who made it; add --by NAME, set JIAOKAN_REVIEWER, or git config user.name';
  throw new JiaokanError('cli/reviewer-unknown', message, exitCode.usage);
}

/** As `requireReviewer`, null where nobody says; a name that is given has to be one. */
export async function findReviewer(given: string | undefined): Promise<string | null> {
  const name = given ?? (process.env['JIAOKAN_REVIEWER'] || undefined);
  if (name === undefined) return readReviewer((await gitUserName()) ?? '');
  const reviewer = readReviewer(name);
  if (reviewer !== null) return reviewer;
  const message = 'the name of a reviewer is one line of at most 80 characters that can be seen';
  throw new JiaokanError('cli/invalid-reviewer', message, exitCode.usage);
}

/** The note of a decision. @throws JiaokanError `cli/note-too-long` (exit 2) */
export function requireNote(given: string | undefined): string | null {
  const note = readNote(given ?? null);
  if (note !== undefined) return note;
  throw new JiaokanError('cli/note-too-long', 'a note has at most 4000 characters; shorten it', exitCode.usage);
}
