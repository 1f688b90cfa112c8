import { execFileSync } from 'node:child_process';

/** What plain git says of a repository: the tests hold the store against it, not against itself. */
export function plainGit(gitDir: string, args: readonly string[], input?: string | Uint8Array): string {
  const environment = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const identity = {
    GIT_AUTHOR_NAME: 't',
    GIT_AUTHOR_EMAIL: 't@t',
    GIT_COMMITTER_NAME: 't',
    GIT_COMMITTER_EMAIL: 't@t',
  };
  const options = { env: { ...environment, ...identity, GIT_DIR: gitDir }, ...(input === undefined ? {} : { input }) };
  return execFileSync('git', ['-c', 'core.quotePath=false', ...args], {
    ...options,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

/** Commits of the history, newest first. */
export function commitsOf(gitDir: string): readonly string[] {
  return plainGit(gitDir, ['rev-list', 'refs/heads/main']).split('\n').filter(Boolean);
}

/** `<blob id> <path>` of every file at a revision, runs and days first seen aside. */
export function treeOf(gitDir: string, revision = 'refs/heads/main'): readonly string[] {
  const entries = plainGit(gitDir, ['ls-tree', '-r', '-z', '--format=%(objectname) %(path)', revision]).split('\0');
  return entries.filter((entry) => entry !== '' && !/ runs\/| captures\/.*\.json$/.test(entry));
}

/** Edits the history as someone with plain git would: a well-formed commit with other contents; null removes. */
export function commitByHand(gitDir: string, path: string, content: string | null): void {
  const change =
    content === null ? `D ${path}\n` : `M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`;
  const commit = `commit refs/heads/main\ncommitter a <a@b> 1900000000 +0000\ndata 1\nx\nfrom refs/heads/main^0\n${change}done\n`;
  plainGit(gitDir, ['fast-import', '--quiet', '--done'], commit);
}
