import type { IsoDate } from '../model/date.js';
import { parseIsoDate } from '../model/date.js';
import type { Sha256, WorkId } from '../model/ids.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { CommitId, DocumentVersion } from '../model/recording.js';
import { askGit, runGit } from './git.js';
import { documentPath, textPath } from './layout.js';
import type { ObjectReader } from './objects.js';
import { workFolder } from './paths.js';
import { mainRef } from './staging.js';
import { parseDocument } from './stored.js';

/**
 * The revision that was known at a time: of a day, the newest run at or before its end (UTC); of anything else, the
 * commit it names (a hash or the start of one, a reference). Null where nothing was recorded by then.
 *
 * @throws JiaokanError `store/unknown-revision` (exit 2)
 */
export async function revisionAt(gitDir: string, knownAt: string): Promise<CommitId | null> {
  const day = parseIsoDate(knownAt);
  return day === null ? namedRevision(gitDir, knownAt) : newestBy(gitDir, day);
}

async function newestBy(gitDir: string, day: IsoDate): Promise<CommitId | null> {
  // The first instant of the next day; Date takes days of any year, where git's own date options end in 2099.
  const end = Date.parse(`${day}T00:00:00Z`) / 1000 + 86_400;
  const printed = await askGit(gitDir, ['rev-list', '--first-parent', '--timestamp', mainRef]);
  for (const line of printed.split('\n')) {
    const [time, commit] = line.split(' ');
    if (commit !== undefined && Number(time) < end) return commit as CommitId;
  }
  return null;
}

async function namedRevision(gitDir: string, name: string): Promise<CommitId> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  const { code, stdout } = await runGit(gitDir, args);
  if (code === 0) return stdout.toString().trim() as CommitId;
  throw new JiaokanError(
    'store/unknown-revision',
    `"${name}" is neither a day nor a revision of ${gitDir}`,
    exitCode.usage,
  );
}

/** One record of `git log`, its fields apart by NUL as no field can hold one. */
const logFormat = [
  '%H',
  '%ct',
  '%(trailers:key=Run,valueonly,separator=%x2C)',
  '%(trailers:key=Change-Kind,valueonly,separator=%x2C)',
].join('%x00');

/**
 * The recorded versions of a document, the oldest first: one for each run that changed its text or how it is read.
 * Empty for a document that was never recorded.
 *
 * @throws JiaokanError `store/damaged`
 */
export async function versionsOf(
  gitDir: string,
  id: WorkId,
  objects: ObjectReader,
): Promise<readonly DocumentVersion[]> {
  const folder = workFolder(id);
  const paths = [documentPath(folder), textPath(folder)];
  const args = ['log', '--first-parent', '--reverse', `--format=${logFormat}%x00`, mainRef, '--', ...paths];
  const fields = (await askGit(gitDir, args)).split('\0');
  const versions: DocumentVersion[] = [];
  for (let i = 0; i + 4 <= fields.length; i += 4) {
    const [commit = '', time = '', run = '', changeKind = ''] = fields.slice(i, i + 4).map((field) => field.trim());
    const name = `${commit}:${documentPath(folder)}`;
    const object = await objects.read(name);
    if (!object) continue; // taken out of the tree by hand
    const textSha256: Sha256 = parseDocument(name, object.bytes.toString()).source.textSha256;
    versions.push({
      commit: commit as CommitId,
      run: run || null,
      asOf: parseIsoDate(run.slice(0, 10)),
      recordedAt: new Date(Number(time) * 1000).toISOString(),
      changeKind: changeKind || null,
      textSha256,
      textChanged: versions.at(-1)?.textSha256 !== textSha256,
    });
  }
  return versions;
}
